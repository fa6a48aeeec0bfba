import type { Moment } from '../../src/kernel/calendar.ts';
import { addDays, dayAt, endOfDay } from '../../src/kernel/calendar.ts';
import type { Duration } from '../../src/kernel/duration.ts';
import { addToDay, addToMoment, negate } from '../../src/kernel/duration.ts';
import type { Period } from '../../src/kernel/period.ts';
import type { Scope } from './conditions.ts';
import { and, compareNumbers, isExpression, operandValue, subjectAsOf } from './conditions.ts';
import type { Days } from './matching.ts';
import { matching } from './matching.ts';
import type { Rec, State } from './state.ts';
import { dayOfTime, parseTime } from './time.ts';
import type { Trend, TrendOf, Truth } from './types.ts';

export interface TrendSurroundings {
  readonly window: Days;
  readonly every: Duration | undefined;
  readonly scopeAt: (t: Moment) => Scope;
}

/** One of the two things that are compared: a moment, and a period where a flow is meant. */
interface Side {
  readonly scope: Scope;
  readonly days: Days | undefined;
}

const YEAR: Duration = { months: 12, days: 0, ms: 0 };

/** A flow of a period that has not ended does not hold yet. */
export const isRunning = (period: Period, t: Moment): boolean => dayAt(t) <= period.end;

export function trendHolds(trend: Trend, scope: Scope, around: TrendSurroundings): Truth {
  if (trend.in === 'period' && scope.period && isRunning(scope.period, scope.state.t)) return false;
  if (looksAhead(trend, scope)) return false;
  return compareSides(trend, scope, around);
}

/** Before its period begins there is no start to compare with. */
const looksAhead = (trend: Trend, { period, state }: Scope): boolean =>
  trend.in === 'asOf' &&
  (trend.against === 'periodStart' || trend.against === 'previousPeriod') &&
  period !== undefined &&
  dayAt(state.t) < period.start;

/** What the comparison says with what is known so far, whether the period has ended or not. */
export function compareSides(trend: Trend, scope: Scope, around: TrendSurroundings): Truth {
  const now: Side = { scope, days: scope.period };
  const then = against(trend, scope, around);
  if (!then) return 'unknown';
  if ('subjectAttr' in trend.of) {
    return change(
      trend,
      subjectNumber(trend.of.subjectAttr, now.scope),
      subjectNumber(trend.of.subjectAttr, then.scope),
      scope,
    );
  }
  return compareRecords(trend, trend.of, now, then, around.window, scope);
}

function against(trend: Trend, scope: Scope, around: TrendSurroundings): Side | undefined {
  const { state, period } = scope;
  if (isExpression(trend.against)) {
    const date = (trend.against as { date: string }).date;
    const time = parseTime(operandValue(date, subjectAsOf(scope), scope));
    if (!time) return undefined;
    const end = endOfDay(dayOfTime(time));
    return state.t < end ? undefined : { scope: around.scopeAt(end), days: period };
  }
  if (trend.against === 'previousYear') {
    return { scope: around.scopeAt(addToMoment(state.t, negate(YEAR))), days: period };
  }
  if (!period || !around.every) throw new Error(`a trend against ${trend.against} needs a period`);
  const dayBefore = addDays(period.start, -1);
  if (trend.against === 'periodStart' || trend.in === 'asOf') {
    return { scope: around.scopeAt(endOfDay(dayBefore)), days: period };
  }
  const start = addToDay(period.start, negate(around.every));
  return { scope, days: { start, end: dayBefore } };
}

function subjectNumber(attribute: string, scope: Scope): number | undefined {
  const value = scope.state.path(subjectAsOf(scope), attribute);
  return typeof value === 'number' ? value : undefined;
}

function compareRecords(
  trend: Trend,
  of: TrendOf,
  now: Side,
  then: Side,
  window: Days,
  scope: Scope,
): Truth {
  const records = (side: Side) => matching({ ...of, in: trend.in }, side.scope, window, side.days);
  const nowRecords = records(now);
  const thenRecords = records(then);
  const attributes = of.attrs ?? [undefined];
  const compared = (left: readonly Rec[], right: readonly Rec[]): Truth =>
    and(
      attributes.map((attribute) =>
        change(
          trend,
          figure(of, left, attribute, now.scope.state),
          figure(of, right, attribute, then.scope.state),
          scope,
        ),
      ),
    );
  const { by } = trend;
  if (by === undefined) return compared(nowRecords, thenRecords);
  const having = (all: readonly Rec[], value: string, state: State) =>
    all.filter((record) => state.list(record, by).includes(value));
  const values = new Set([
    ...nowRecords.flatMap((record) => now.scope.state.list(record, by)),
    ...thenRecords.flatMap((record) => then.scope.state.list(record, by)),
  ]);
  if (values.size === 0) return 'unknown';
  return and(
    [...values].map((value) =>
      compared(
        having(nowRecords, value, now.scope.state),
        having(thenRecords, value, then.scope.state),
      ),
    ),
  );
}

/** count and sum of nothing are 0, latest of nothing is unknown. */
function figure(
  of: TrendOf,
  records: readonly Rec[],
  attribute: string | undefined,
  state: State,
): number | undefined {
  if (of.fn === 'count') return records.length;
  if (attribute === undefined) throw new Error(`${of.fn} needs an attribute`);
  if (of.fn === 'sum') {
    return records.reduce((sum, record) => sum + (state.number(record, attribute) ?? 0), 0);
  }
  const latest = state.latest(records);
  return latest && state.number(latest, attribute);
}

function change(
  trend: Trend,
  now: number | undefined,
  then: number | undefined,
  scope: Scope,
): Truth {
  const value = operandValue(trend.value, subjectAsOf(scope), scope);
  if (now === undefined || then === undefined || typeof value !== 'number') return 'unknown';
  if (trend.change === 'difference') return compareNumbers(now - then, trend.op, value);
  if (then === 0) return now === 0;
  const quotient = now / then;
  return compareNumbers(trend.change === 'ratio' ? quotient : 1 - quotient, trend.op, value);
}
