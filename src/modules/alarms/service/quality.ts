import type { AnswerOf, Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { Caller } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { alarmsContract } from '../contract.ts';
import { type Counted, countQuality, worstTags } from '../store/quality.ts';
import type { Alarms } from './alarms.ts';
import { told } from './rows.ts';

type Answer = AnswerOf<(typeof alarmsContract)['alarmQuality']>;
type Figure = Answer['figures'][number];

const DAY = 86_400_000;
const PERCENT: Bilingual = { zh: '%', en: '%' };
const rounded = (value: number): number => Math.round(value * 10) / 10;
const share = (part: number, of: number): number | null =>
  of === 0 ? null : rounded((100 * part) / of);

function figure(
  name: string,
  title: Bilingual,
  value: number | null,
  unit: Bilingual,
  target: Bilingual,
  met: (value: number) => boolean | null,
): Figure {
  return { name, title, value, unit, target, met: value === null ? null : met(value) };
}

const ALARMS: Bilingual = { zh: '条', en: 'alarms' };

const both = (text: string): Bilingual => ({ zh: text, en: text });

/** EEMUA 191: what a good alarm system looks like; numbers marked [K] in the standards notes. */
function figuresOf(c: Counted, days: number): Figure[] {
  const windows = days * 144;
  return [
    figure(
      'rate',
      { zh: '平均每 10 分钟报警数', en: 'alarms in 10 minutes, on average' },
      Math.round((100 * c.total) / windows) / 100,
      ALARMS,
      both('≤ 1'),
      (v) => v <= 1,
    ),
    figure(
      'flooded',
      { zh: '超过 10 条的 10 分钟时段占比', en: 'windows of 10 minutes with more than 10' },
      share(c.flooded, windows),
      PERCENT,
      both('< 1 %'),
      (v) => v < 1,
    ),
    figure(
      'red',
      { zh: '红色占比', en: 'red' },
      share(c.red, c.total),
      PERCENT,
      both('≈ 5 %'),
      (v) => v <= 7.5,
    ),
    figure(
      'orange',
      { zh: '橙色占比', en: 'orange' },
      share(c.orange, c.total),
      PERCENT,
      both('≈ 15 %'),
      (v) => v <= 22.5,
    ),
    ...habitsOf(c, days),
  ];
}

/** How alarms behave, and how they are answered. */
function habitsOf(c: Counted, days: number): Figure[] {
  return [
    figure(
      'stale',
      { zh: '持续超过 24 小时，每日', en: 'standing over 24 hours, a day' },
      rounded(c.stale / days + c.standing),
      ALARMS,
      both('< 5'),
      (v) => v < 5,
    ),
    figure(
      'chattering',
      { zh: '反复报警位号（1 分钟内 3 次）', en: 'chattering sources (3 in a minute)' },
      c.chattering,
      { zh: '个', en: 'sources' },
      both('0'),
      (v) => v === 0,
    ),
    figure(
      'false',
      { zh: '误报率（已判定）', en: 'false, of those judged' },
      share(c.falses, c.judged),
      PERCENT,
      both('—'),
      () => null,
    ),
    figure(
      'answered',
      { zh: '确认率', en: 'acknowledged' },
      share(c.answered, c.total),
      PERCENT,
      both('100 %'),
      (v) => v === 100,
    ),
    figure(
      'median',
      { zh: '确认用时中位数', en: 'median time to acknowledge' },
      c.median === null ? null : rounded(c.median / 60),
      { zh: '分钟', en: 'min' },
      both('—'),
      () => null,
    ),
  ];
}

/** P16: the table of the design, and the ten worst tags. */
export function alarmQuality(
  alarms: Alarms,
  caller: Caller,
  { days }: { readonly days: number },
): Promise<Result<Answer, Refusal>> {
  const to = new Date(alarms.now());
  const from = new Date(to.getTime() - days * DAY);
  return reading(alarms.city.web, caller, async (client) => {
    const counted = await countQuality(client, from, to);
    const worst = await worstTags(client, from, to);
    return ok({
      ...{ from: told(from), to: told(to), total: counted.total },
      figures: figuresOf(counted, days),
      worst: worst.map((tag) => ({
        source: tag.source,
        enterprise: { id: tag.enterprise, name: tag.name },
        ...{ alarms: tag.alarms, chattering: tag.chattering, standing: tag.standing },
        falseOnes: tag.falses,
      })),
    });
  });
}
