import { partsOf } from '../../src/kernel/calendar.ts';
import type { Duration } from '../../src/kernel/duration.ts';
import type { Period } from '../../src/kernel/period.ts';
import { parameterDuration } from './parameters.ts';
import type { Rec, State } from './state.ts';
import type { Time } from './time.ts';
import { atInstant, compareTimes, durationOf, onDay, parseTime, shift } from './time.ts';
import type { Condition, Expression, Op, Operand, Predicate, Truth, Value } from './types.ts';

/** What the operands of a condition may look at. */
export interface Scope {
  readonly state: State;
  readonly subject: Rec;
  /** The state from which {subject} is read. */
  readonly division: string | undefined;
  readonly period?: Period | undefined;
}

export const isExpression = (operand: unknown): operand is Expression =>
  typeof operand === 'object' && operand !== null && !Array.isArray(operand);

export function literalDuration(
  duration: string | Expression | undefined,
  scope: Scope,
): Duration | undefined {
  if (duration === undefined) return undefined;
  if (typeof duration === 'string') return durationOf(duration, 'days');
  if (duration.param === undefined) return undefined;
  const value = scope.state.world.parameters.valueFor(duration.param, scope.division);
  return parameterDuration(duration.param, value);
}

/** Moves a date by plus or minus; without a value of the duration there is no value at all. */
function moved(time: Time, operand: Expression, scope: Scope): Time | undefined {
  let result: Time = time;
  if (operand.plus !== undefined) {
    const duration = literalDuration(operand.plus, scope);
    if (!duration) return undefined;
    result = shift(result, duration, 1);
  }
  if (operand.minus !== undefined) {
    const duration = literalDuration(operand.minus, scope);
    if (!duration) return undefined;
    result = shift(result, duration, -1);
  }
  return result;
}

/** A plain value: literal, parameter, attribute of the record, attribute of the subject. */
export function operandValue(operand: Operand, record: Rec, scope: Scope): Value | undefined {
  if (!isExpression(operand)) return operand;
  const { state } = scope;
  if (operand.param !== undefined) {
    return state.world.parameters.valueFor(operand.param, scope.division);
  }
  if (operand.subject !== undefined) return state.path(subjectAsOf(scope), operand.subject);
  if (operand.attr !== undefined) return state.path(record, operand.attr);
  if (operand.period === 'year') return scope.period && partsOf(scope.period.start).year;
  if (operand.period === 'previousYear')
    return scope.period && partsOf(scope.period.start).year - 1;
  return undefined;
}

/** The subject as of the moment; one that does not exist yet has no values. */
export function subjectAsOf(scope: Scope): Rec {
  const found = scope.state.find(scope.subject.type, scope.subject.id);
  return found ?? { ...scope.subject, stated: new Map() };
}

/** The same as a date or datetime. leftIsDate: {asOf} against a date is the day of t. */
function operandTime(
  operand: Operand,
  record: Rec,
  scope: Scope,
  leftIsDate: boolean,
): Time | undefined {
  let base: Time | undefined;
  if (isExpression(operand) && operand.asOf) {
    base = leftIsDate ? onDay(scope.state.today) : atInstant(scope.state.t);
  } else if (isExpression(operand) && operand.period === 'start') {
    base = scope.period && onDay(scope.period.start);
  } else if (isExpression(operand) && operand.period === 'end') {
    base = scope.period && onDay(scope.period.end);
  } else {
    base = parseTime(operandValue(operand, record, scope));
  }
  return base && isExpression(operand) ? moved(base, operand, scope) : base;
}

export function compareNumbers(left: number, op: Op, right: number): boolean {
  // Quotients such as 1 - 9/10 would miss 0.1 by the last bit.
  const difference = Math.abs(left - right) < 1e-9 ? 0 : left - right;
  return signMatches(difference, op);
}

function signMatches(sign: number, op: Op): boolean {
  switch (op) {
    case 'eq':
      return sign === 0;
    case 'ne':
      return sign !== 0;
    case 'gte':
    case 'onOrAfter':
      return sign >= 0;
    case 'gt':
      return sign > 0;
    case 'lte':
      return sign <= 0;
    case 'lt':
    case 'before':
      return sign < 0;
    default:
      throw new Error(`'${op}' does not compare`);
  }
}

const asList = (value: Value): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function test(condition: Condition, op: Op, record: Rec, scope: Scope): Truth {
  const { state } = scope;
  const operand = condition[op];
  if (operand === undefined) throw new Error('a condition without operand');
  const left = state.path(record, condition.attr);
  if (op === 'exists') return (left !== undefined) === operand;
  if (left === undefined) return 'unknown';
  const { type } = state.pathAttribute(record.type, condition.attr);
  if (type === 'date' || type === 'datetime') {
    const leftTime = parseTime(left);
    if (op === 'in') return 'unknown';
    const right = operandTime(operand, record, scope, type === 'date');
    return leftTime && right ? signMatches(compareTimes(leftTime, right), op) : 'unknown';
  }
  const right = operandValue(operand, record, scope);
  if (right === undefined) return 'unknown';
  if (op === 'in') return asList(left).some((each) => asList(right).includes(each));
  if (op === 'eq') return asList(left).includes(right);
  if (op === 'ne') return !asList(left).includes(right);
  if (typeof left === 'number' && typeof right === 'number') {
    return compareNumbers(left, op, right);
  }
  return signMatches(left < right ? -1 : left > right ? 1 : 0, op);
}

const opOf = (condition: Condition): Op => {
  const op = Object.keys(condition).find((key) => key !== 'attr');
  return op as Op;
};

export const not = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);

export function and(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

export function or(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes('unknown') ? 'unknown' : false;
}

function combine(predicate: Predicate, judge: (condition: Condition) => Truth): Truth {
  const parts: Truth[] = (predicate.all ?? []).map(judge);
  if (predicate.any) parts.push(or(predicate.any.map(judge)));
  for (const condition of predicate.none ?? []) parts.push(not(judge(condition)));
  return and(parts);
}

/** Kleene logic: a condition on a missing value is unknown. */
export const stateHolds = (predicate: Predicate, record: Rec, scope: Scope): Truth =>
  combine(predicate, (condition) => test(condition, opOf(condition), record, scope));

/** Selector and where: a missing value makes the condition false, except ne (true). */
export function matches(predicate: Predicate | undefined, record: Rec, scope: Scope): boolean {
  if (!predicate) return true;
  const truth = combine(predicate, (condition) => {
    const op = opOf(condition);
    const result = test(condition, op, record, scope);
    return result === 'unknown' ? op === 'ne' : result;
  });
  return truth === true;
}
