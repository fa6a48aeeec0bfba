import { dayAt, formatDay, type Moment } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { bilingualColumn, columnsIn, exportAnswer } from '../../../platform/excel/index.ts';
import { type Caller, reading } from '../../identity/index.ts';
import type { TagAnswer, TagFilters } from '../contract.ts';
import { countWays, type Trust } from '../model.ts';
import { quality } from '../rules/readings.ts';
import { limitsHeld } from '../rules/set-points.ts';
import { limitRules, RANGE_BIT, RATE_BIT } from '../rules/tag-states.ts';
import type { TagRow } from '../store/config.ts';
import { listTags, type TagNames, type TagsAsked } from '../store/list.ts';
import type { Live } from './live.ts';
import { pointsBetween, readingsBetween, type TagPlace } from './reading.ts';

type Page<T> = { rows: T[]; next: string | null };

export async function tagsPage(
  live: Live,
  caller: Caller,
  { cursor, limit, ...filters }: TagFilters & { cursor?: string | undefined; limit: number },
): Promise<Result<Page<TagAnswer>, Refusal>> {
  const after = cursor === undefined ? [''] : partsOfCursor(cursor, 1);
  if (!after) return refuse(notACursor);
  const { trust, ...others } = filters;
  const among = trust === undefined ? {} : { among: trusted(live, trust) };
  const found = await named(live, caller, { ...others, ...among }, after[0] ?? '', limit + 1);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return ok({
    rows: shown.flatMap((names) => answerOf(live, names) ?? []),
    next: last ? cursorOf([last.id]) : null,
  });
}

/** Tags whose newest value is worth this, whoever sees them. */
const trusted = ({ config, monitor }: Live, trust: Trust): string[] =>
  [...config.tags.values()].flatMap((tag) => (monitor.trust(tag) === trust ? [tag.id] : []));

export async function oneTag(
  live: Live,
  caller: Caller,
  id: string,
): Promise<Result<TagAnswer, Refusal>> {
  const [names] = await named(live, caller, { id }, '', 1);
  const answer = names && answerOf(live, names);
  return answer ? ok(answer) : refuse({ code: 'not-visible' });
}

interface Span {
  readonly from: string;
  readonly until: string;
}

const YEARS = 3 * 366 * 86_400_000;

export async function readingsPoints(
  live: Live,
  caller: Caller,
  { id, points, ...span }: Span & { readonly id: string; readonly points: number },
): Promise<
  Result<
    { points: { at: string; least: number; most: number; mean: number; readings: number }[] },
    Refusal
  >
> {
  const asked = await placed(live, caller, id, span);
  if (!asked.ok) return asked;
  const { place, from, until } = asked.value;
  const found = await pointsBetween(live.city, caller, place, { from, until, points });
  return ok({
    points: found.map(({ at, ...figures }) => ({ at: new Date(at).toISOString(), ...figures })),
  });
}

/** Rows of a file: beyond, the span is to be made shorter. */
const MOST_EXPORTED = 200_000;

export async function readingsSheet(
  live: Live,
  caller: Caller,
  { id, language, ...span }: Span & { readonly id: string; readonly language: 'zh' | 'en' },
): Promise<Result<FileAnswer, Refusal>> {
  const asked = await placed(live, caller, id, span);
  if (!asked.ok) return asked;
  const { place, from, until } = asked.value;
  const { times, values, qualities } = await readingsBetween(live.city, caller, place, from, until);
  if (times.length > MOST_EXPORTED) {
    return refuse({
      code: 'bad-request',
      detail: {
        zh: `共${times.length}条，一次最多导出${MOST_EXPORTED}条，请缩短时间段`,
        en: `${times.length} readings: at most ${MOST_EXPORTED} a file, choose a shorter time`,
      },
    });
  }
  const name = live.config.tags.get(place.no)?.name ?? id;
  const rows = times.map((time, at) => ({
    ...{ time: new Date(time), value: values[at] ?? null },
    quality: QUALITIES[qualities[at] ?? 0]?.[language] ?? '',
  }));
  const title = { zh: `${name}历史数据`, en: `Readings of ${name}` }[language];
  const asOf = formatDay(dayAt(until as Moment));
  return ok(exportAnswer({ title, asOf, language, columns: columnsIn(language, COLUMNS), rows }));
}

const QUALITIES = [
  { zh: '良好', en: 'good' },
  { zh: '存疑', en: 'uncertain' },
  { zh: '坏值', en: 'bad' },
  { zh: '人工置数', en: 'put in by hand' },
];

const COLUMNS = [
  bilingualColumn('time', '采集时间', 'Measured at', 22, 'datetime'),
  bilingualColumn('value', '数值', 'Value', 14, 'number'),
  bilingualColumn('quality', '质量', 'Quality', 12),
];

/** The tag and the span, if the caller sees the one and the other can be. */
async function placed(
  live: Live,
  caller: Caller,
  id: string,
  span: Span,
): Promise<Result<{ place: TagPlace; from: number; until: number }, Refusal>> {
  const [from, until] = [Date.parse(span.from), Date.parse(span.until)];
  if (!(from < until) || until - from > YEARS) {
    return refuse({
      code: 'bad-request',
      fields: [
        {
          path: 'query.until',
          message: {
            zh: '结束时间应晚于开始时间，且不超过三年',
            en: 'the end comes after the beginning, three years at most',
          },
        },
      ],
    });
  }
  const [names] = await named(live, caller, { id }, '', 1);
  const tag = names && live.config.tagOf(names.id);
  const gateway = tag && live.config.gatewayOf(tag.gateway);
  if (!(tag && gateway)) return refuse({ code: 'not-visible' });
  return ok({ place: { id: tag.id, no: tag.no, gateway: gateway.no }, from, until });
}

function named(
  live: Live,
  caller: Caller,
  asked: TagsAsked,
  after: string,
  limit: number,
): Promise<TagNames[]> {
  const at = new Date(live.now()).toISOString();
  return reading(live.city.web, caller, (client) => listTags(client, at, asked, after, limit));
}

/** Null: it was entered a moment ago and is not listened to yet. */
function answerOf(live: Live, names: TagNames): TagAnswer | null {
  const tag = live.config.tagOf(names.id);
  if (!tag) return null;
  const { states } = live.monitor;
  const { no, id, code, name, quantity, unit } = tag;
  const held = limitsHeld(tag);
  const time = states.lastTime[no] ?? Number.NEGATIVE_INFINITY;
  const value = states.lastValue[no] ?? Number.NaN;
  const bits = states.active[no] ?? 0;
  const iso = (ms: number | undefined): string => new Date(ms ?? 0).toISOString();
  return {
    countedBy: countWays.find((way) => way === tag.countedBy) ?? null,
    ...{ id, code, name, quantity, unit },
    ...{ limits: held.limits, limitsFrom: held.from, beyondStandard: [...held.beyond] },
    standard: held.standard,
    enterprise: linkOf(names.enterprise, names.enterpriseName),
    facility: linkOf(names.facility, names.facilityName),
    gateway: { id: tag.gateway, name: names.gatewayName },
    newest: Number.isFinite(time)
      ? {
          ...{ at: iso(time), receivedAt: iso(states.lastReceived[no]) },
          // The last good value is of another moment.
          value: Number.isNaN(value) || states.lastQuality[no] === quality.bad ? null : value,
        }
      : null,
    trust: live.monitor.trust(tag),
    window: windowOf(live, tag),
    active: [
      ...limitRules.filter((_, k) => (bits & (1 << k)) !== 0),
      ...((bits & RATE_BIT) === 0 ? [] : ['rate']),
      ...((bits & RANGE_BIT) === 0 ? [] : ['outOfRange']),
    ],
  };
}

function windowOf({ monitor }: Live, tag: TagRow): TagAnswer['window'] {
  const window = monitor.windowOf(tag);
  if (!window) return null;
  const { id, kind, until } = window;
  return { id, kind, until: new Date(until).toISOString() };
}

const linkOf = (id: string | null, name: string | null) => (id === null ? null : { id, name });
