import type { Day } from '../../src/kernel/calendar.ts';
import type { Scope } from './conditions.ts';
import { matches } from './conditions.ts';
import type { Rec, State } from './state.ts';
import type { Time } from './time.ts';
import { dayOfTime } from './time.ts';
import type { Matching } from './types.ts';

/** First and last day, both inclusive. */
export interface Days {
  readonly start: Day;
  readonly end: Day;
}

/** The tie holds the subject; reach below: it names the subject or a division under it. */
export function tied(
  record: Rec,
  tie: string,
  reach: 'below' | undefined,
  subject: Rec,
  state: State,
): boolean {
  const value = state.path(record, tie);
  const named = value === undefined ? [] : Array.isArray(value) ? value : [String(value)];
  if (reach === 'below') return named.some((id) => state.isWithin(id, subject.id));
  return named.includes(subject.id);
}

/** Dated inside the days and not after t; a record with a span touches them and has started. */
export function liesIn(record: Rec, days: Days, at: string | undefined, state: State): boolean {
  const { span, dateAttr } = state.world.typeOf(record.type);
  const [startAttr, endAttr] = span ?? [];
  if (at === undefined && startAttr !== undefined && endAttr !== undefined) {
    const start = state.time(record, startAttr);
    const end = state.time(record, endAttr);
    if (!start || !state.reached(start)) return false;
    return dayOfTime(start) <= days.end && (!end || dayOfTime(end) >= days.start);
  }
  const attribute = at ?? dateAttr;
  const date = attribute === null ? undefined : state.time(record, attribute);
  return date !== undefined && state.reached(date) && isInside(date, days);
}

export const isInside = (date: Time, days: Days): boolean =>
  dayOfTime(date) >= days.start && dayOfTime(date) <= days.end;

/** What holds at the moment; of records with currentBy only the latest of each group. */
function inForceNow(type: string, state: State): Rec[] {
  const valid = state.live(type).filter((record) => state.inForce(record));
  const { currentBy } = state.world.typeOf(type);
  if (!currentBy) return valid;
  const groups = new Map<string, Rec[]>();
  for (const record of valid) {
    const key = JSON.stringify(currentBy.map((name) => state.value(record, name) ?? null));
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].flatMap((group) => state.latest(group) ?? []);
}

/** The records of one side of a requirement, as of the scope's moment. */
export function matching(
  side: Matching,
  scope: Scope,
  window: Days,
  period: Days | undefined,
): Rec[] {
  const { state, subject } = scope;
  let records: Rec[];
  if (side.in === 'asOf') {
    records = inForceNow(side.record, state);
  } else {
    const days = side.in === 'window' ? window : period;
    if (!days) throw new Error("a requirement 'in period' needs a period");
    records = state.live(side.record).filter((record) => liesIn(record, days, side.at, state));
  }
  return records.filter(
    (record) =>
      tied(record, side.tie, side.reach, subject, state) && matches(side.where, record, scope),
  );
}
