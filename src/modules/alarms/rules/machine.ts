import type { Moment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Act, Actor, Alarm, Field, Given, State, Unfit, Verdict } from '../model.ts';
import { acts, needsReason, states } from '../model.ts';
import type { AlarmSettings } from './settings.ts';
import { stateOf } from './state.ts';
import { type ActRule, conditions, fits, longest, type Need, table, unmet } from './table.ts';

const MINUTE = 60_000;
const NOT_YOURS: Bilingual = { zh: '这一步不由您办理', en: 'this step is not yours to take' };
const NOT_SHIFT: Bilingual = {
  zh: '须由值班长办理，请先接班',
  en: 'for the leader of the shift: take over the shift first',
};
const NOT_ALONE: Bilingual = {
  zh: '红色报警由监管部门或园区结案，企业不能自行结案',
  en: 'a red alarm is closed by an authority or the park, not by the enterprise alone',
};
const MISSING: Bilingual = { zh: '此项必填', en: 'fill this in' };
const NOT_OF_ACT: Bilingual = { zh: '这一步不填此项', en: 'this step does not set it' };
const ABOVE: Bilingual = {
  zh: '仍在报警，恢复正常后才能结案',
  en: 'the condition still holds: it can be closed only once it has cleared',
};

/** Why somebody may not take a step now; null: he may. */
export function whyNot(act: Act, alarm: Alarm, actor: Actor): Bilingual | null {
  const rule = table[act];
  const state = stateOf(alarm);
  if (rule.way[state] === undefined) return act === 'close' ? whyOpen(state) : notNow(act, state);
  if (!rule.who.some((who) => fits(who, actor, alarm))) return whyNotHe(rule, alarm, actor);
  const failed = rule.conditions?.find((name) => !conditions[name](alarm));
  return failed ? unmet[failed] : null;
}

function whyNotHe({ who }: ActRule, alarm: Alarm, actor: Actor): Bilingual {
  if (who.some((each) => fits(each, { ...actor, leads: true }, alarm))) return NOT_SHIFT;
  const lower = { level: 'blue' } as const;
  return who.some((each) => fits(each, actor, lower)) ? NOT_ALONE : NOT_YOURS;
}

const whyOpen = (state: State): Bilingual =>
  state === 'unacknowledged' || state === 'acknowledged' ? ABOVE : notNow('close', state);

const notNow = (act: Act, state: State): Bilingual => ({
  zh: `现为“${states[state].zh}”，不能${acts[act].zh}`,
  en: `it is ${states[state].en}: '${acts[act].en}' is no step from there`,
});

/** Fields that the act asks of this alarm, and whether they must be filled in by what is given. */
export function fieldsOf(
  act: Act,
  { kind }: Pick<Alarm, 'kind'>,
  given: Pick<Given, 'verdict'> = {},
): readonly (readonly [Field, boolean])[] {
  return Object.entries(table[act].fields).flatMap(([name, need]) =>
    need === 'hotWork' && kind !== 'illegal-hot-work'
      ? []
      : [[name as Field, isAsked(need, given)] as const],
  );
}

const isAsked = (need: Need, { verdict }: Pick<Given, 'verdict'>): boolean =>
  need === 'unreal' ? verdict !== undefined && needsReason(verdict) : need !== 'may';

function faultsOf(act: Act, alarm: Alarm, given: Given, settings: AlarmSettings) {
  const faults: Record<string, Bilingual> = {};
  const asked = new Map(fieldsOf(act, alarm, given));
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !asked.has(name as Field)) faults[name] = NOT_OF_ACT;
  }
  for (const [name, must] of asked) {
    const value = given[name];
    if (must && (value === undefined || value === '')) faults[name] = MISSING;
  }
  const most = longest(act, settings);
  if (asked.has('minutes') && given.minutes !== undefined && given.minutes > most) {
    const hours = most / 60;
    faults.minutes = Number.isInteger(hours)
      ? { zh: `最长 ${hours} 小时`, en: `${hours} hours at most` }
      : { zh: `最长 ${most} 分钟`, en: `${most} minutes at most` };
  }
  return faults;
}

/** The alarm after an act, or why not. */
export function perform(
  alarm: Alarm,
  act: Act,
  given: Given,
  by: { readonly actor: Actor; readonly at: Moment; readonly settings: AlarmSettings },
): Result<Alarm, Unfit> {
  const why = whyNot(act, alarm, by.actor);
  if (why) return refuse({ why, fields: {} });
  const fields = faultsOf(act, alarm, given, by.settings);
  if (Object.keys(fields).length > 0) {
    return refuse({ why: { zh: '填写有误', en: 'mend what is marked' }, fields });
  }
  return ok({ ...alarm, ...changeOf(act, alarm, given, by.at) });
}

export function changeOf(act: Act, alarm: Alarm, given: Given, at: Moment): Partial<Alarm> {
  switch (act) {
    case 'acknowledge':
      return { acknowledgedAt: at };
    case 'judge':
      return {
        verdict: given.verdict ?? null,
        handledAt: handledBy(given.verdict, alarm, at),
        ...(given.permitMatched === undefined ? {} : { permitMatched: given.permitMatched }),
      };
    case 'dispose':
      return { handledAt: alarm.handledAt ?? at, measure: given.measure ?? null };
    case 'check':
      return { checkedAt: at };
    case 'close':
      return { closedAt: at, handledAt: alarm.handledAt ?? at };
    case 'shelve':
    case 'takeOut':
      return {
        hold: act === 'shelve' ? 'shelved' : 'outOfService',
        holdUntil: (at + (given.minutes ?? 0) * MINUTE) as Moment,
      };
    case 'unshelve':
    case 'putBack':
      return released(alarm);
    case 'call':
      return {};
  }
}

/**
 * To find out that nothing happened is all that there is to do: it is handled from then on. Found
 * to be real after all, it is not, unless a measure was taken.
 */
const handledBy = (
  verdict: Verdict | undefined,
  { handledAt, measure }: Alarm,
  at: Moment,
): Moment | null => {
  if (verdict !== 'real') return handledAt ?? at;
  return measure === null ? null : handledAt;
};

/** An alarm that comes back from a hold wants an answer again, if it still holds. */
export const released = (alarm: Pick<Alarm, 'clearedAt' | 'acknowledgedAt'>): Partial<Alarm> => ({
  hold: null,
  holdUntil: null,
  acknowledgedAt: alarm.clearedAt === null ? null : alarm.acknowledgedAt,
});
