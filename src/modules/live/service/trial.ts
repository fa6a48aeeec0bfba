import { setImmediate } from 'node:timers/promises';
import type { Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Caller, reading } from '../../identity/index.ts';
import { defaultOf, judgedOf } from '../rules/config.ts';
import { faultsOfRule, type RuleValues } from '../rules/rule.ts';
import { Trial } from '../rules/trial.ts';
import type { TrialAnswer } from '../rules-contract.ts';
import { listRules } from '../store/rules.ts';
import type { Live } from './live.ts';
import { readingsBetween } from './reading.ts';
import { faulty } from './stating.ts';

const DAY = 86_400_000;
/** A tag that sends every second sends 2.7 million in a month. */
const MOST_READINGS = 3_000_000;

const TOO_MANY = {
  zh: '数据过多，请缩短试算天数',
  en: 'too many readings: try fewer days',
};

/**
 * Present and other limits over what a tag sent in the last days, a day at a time: it holds little,
 * lets others in between, and stops when whoever asked has left.
 */
export async function tryRule(
  live: Live,
  caller: Caller,
  asked: {
    readonly id: string;
    readonly values: { readonly [F in keyof RuleValues]?: number | null | undefined };
    /** Of its quantity, where it says nothing of its own. */
    readonly defaults?:
      | { readonly onDelay?: number | undefined; readonly deadband?: number | undefined }
      | undefined;
    readonly days: number;
    readonly signal: AbortSignal;
  },
): Promise<Result<TrialAnswer, Refusal>> {
  const { id, values, days, signal } = asked;
  // What came this millisecond is among them.
  const until = live.now() + 1;
  const dates = { at: new Date(live.now()).toISOString(), today: '2024-01-01' };
  const [row] = await reading(live.city.web, caller, (client) =>
    listRules(client, dates, { id }, '', 1),
  );
  const tag = row && live.config.tagOf(id);
  const gateway = tag && live.config.gatewayOf(tag.gateway);
  if (!(row && tag && gateway)) return refuse({ code: 'not-visible' });
  const given = Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined));
  const proposed = { ...row, ...given };
  const faults = faultsOfRule(proposed);
  if (Object.keys(faults).length > 0) return refuse(faulty(faults));
  const { defaults } = live.config;
  const usual = defaultOf(row.quantity, defaults);
  const { onDelay = usual.onDelay, deadband = usual.deadband } = asked.defaults ?? {};
  const tried = { ...defaults, [row.quantity]: { ...usual, onDelay, deadband } };
  const trial = new Trial(judgedOf(row, defaults), judgedOf(proposed, tried));
  const place = { id, no: tag.no, gateway: gateway.no };
  const from = until - days * DAY;
  for (let day = from; day < until && !signal.aborted; day += DAY) {
    trial.feed(await readingsBetween(live.city, caller, place, day, Math.min(day + DAY, until)));
    if (trial.readings > MOST_READINGS) return refuse({ code: 'bad-request', detail: TOO_MANY });
    await setImmediate();
  }
  const [present, other] = trial.results().map(({ count, alarms }) => ({
    count,
    alarms: alarms.map(({ rule, since, at, value, clearedAt }) => ({
      ...{ rule, value, since: iso(since), at: iso(at) },
      clearedAt: clearedAt === null ? null : iso(clearedAt),
    })),
  }));
  if (!(present && other)) throw new Error('two sets of limits were tried');
  const span = { from: iso(from), until: iso(until), readings: trial.readings };
  return ok({ ...span, present, proposed: other });
}

const iso = (ms: number): string => new Date(ms).toISOString();
