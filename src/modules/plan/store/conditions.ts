import type { Scope, Value } from '../../records/index.ts';
import { literal } from '../../records/index.ts';
import type { Context } from './context.ts';
import { dayInterval, durationOf, interval, parameter, startOf } from './context.ts';
import type { Amount, Condition, Operand, Predicate } from './shapes.ts';

/** Three-valued (state) or two-valued (selector, where) reading of missing values. */
export type Mode = 'state' | 'where';

export interface Names {
  readonly context: Context;
  readonly mode: Mode;
  /** The subject of the duty as a reference, and the alias of the row that holds its period. */
  readonly subject?: Value;
  readonly period?: string;
}

const sqlOperators: Record<string, string> = {
  eq: '=',
  ne: '<>',
  gte: '>=',
  gt: '>',
  lte: '<=',
  lt: '<',
  onOrAfter: '>=',
  before: '<',
};

export function predicate(scope: Scope, p: Predicate, names: Names): string {
  const parts = [
    ...(p.all ?? []).map((c) => condition(scope, c, names)),
    ...(p.any?.length ? [`(${p.any.map((c) => condition(scope, c, names)).join(' or ')})`] : []),
    ...(p.none ?? []).map((c) => `not (${condition(scope, c, names)})`),
  ];
  return parts.length ? `(${parts.join(' and ')})` : 'true';
}

export function condition(scope: Scope, c: Condition, names: Names): string {
  const value = scope.attr(c.attr);
  const op = Object.keys(c).find((key) => key !== 'attr') ?? '';
  const operand = c[op] as Operand;
  const sql = test(scope, value, op, operand, names);
  if (op === 'exists' || names.mode === 'state') return sql;
  return `coalesce(${sql}, ${op === 'ne'})`;
}

function test(scope: Scope, value: Value, op: string, operand: Operand, names: Names): string {
  if (op === 'exists') return existence(value, operand === true);
  if (op === 'in') return membership(value, operand, names);
  const operator = sqlOperators[op];
  if (!operator) throw new Error(`no operator '${op}'`);
  const [left, right] = sides(scope, value, operand, names);
  return `(${left} ${operator} ${right})`;
}

function existence(value: Value, wanted: boolean): string {
  const has =
    value.kind === 'list'
      ? `coalesce(cardinality(${value.sql}), 0) > 0`
      : `${value.sql} is not null`;
  return wanted ? `(${has})` : `(not (${has}))`;
}

function membership(value: Value, operand: Operand, names: Names): string {
  const list = isParam(operand) ? parameter(names.context, operand.param) : operand;
  const items = literal(Array.isArray(list) ? list : [list], 'list');
  if (value.kind === 'list') return `(nullif(${value.sql}, '{}') && ${items})`;
  if (value.kind === 'number') return `(${value.sql} = any(${items}::double precision[]))`;
  return `(${value.sql} = any(${items}))`;
}

function isParam(operand: Operand): operand is { param: string } {
  return operand !== null && typeof operand === 'object' && 'param' in operand;
}

/** Both sides in one type: days unless both are moments. */
function sides(scope: Scope, value: Value, operand: Operand, names: Names): [string, string] {
  const { context } = names;
  if (operand !== null && typeof operand === 'object' && !Array.isArray(operand)) {
    if ('subject' in operand) {
      if (!names.subject) throw new Error('no subject here');
      return comparable(value, scope.attrOf(names.subject, operand.subject));
    }
    if ('period' in operand) return [value.sql, periodValue(operand.period, names)];
    if ('asOf' in operand) return againstMoment(scope, value, operand, context);
    if ('attr' in operand) {
      const other = scope.attr(operand.attr);
      return comparable(value, {
        ...other,
        sql: shifted(other.sql, other.kind === 'moment', operand, context),
      });
    }
    if ('param' in operand)
      return [
        asDay(value),
        literal(parameter(context, operand.param), value.kind === 'moment' ? 'date' : value.kind),
      ];
  }
  if (operand === 'previous-calendar-year')
    return [value.sql, `(${periodValue('year', names)} - 1)`];
  return [asDay(value), literal(operand, value.kind === 'moment' ? 'date' : value.kind)];
}

function asDay(value: Value): string {
  return value.kind === 'moment' ? `(${value.sql} at time zone 'Asia/Shanghai')::date` : value.sql;
}

function comparable(a: Value, b: Value): [string, string] {
  if (a.kind === b.kind) return [a.sql, b.sql];
  return [asDay(a), asDay(b)];
}

function periodValue(part: 'year' | 'start' | 'end', names: Names): string {
  const row = names.period ?? 'sj';
  if (part === 'start') return `${row}.ps`;
  if (part === 'end') return `${row}.pe`;
  return `extract(year from ${row}.ps)::double precision`;
}

function shifted(
  sql: string,
  isMoment: boolean,
  operand: { plus?: Amount; minus?: Amount },
  context: Context,
): string {
  const amount = operand.plus ?? operand.minus;
  if (amount === undefined) return sql;
  const duration = durationOf(context, amount);
  const sign = operand.plus === undefined ? '-' : '+';
  return isMoment
    ? `(${sql} ${sign} ${interval(duration)})`
    : `(${sql} ${sign} ${dayInterval(duration)})::date`;
}

/** The segment is cut around the moment at which the comparison changes. */
function againstMoment(
  scope: Scope,
  value: Value,
  operand: { plus?: Amount; minus?: Amount },
  context: Context,
): [string, string] {
  const isMoment = value.kind === 'moment';
  const back: { plus?: Amount; minus?: Amount } = {};
  if (operand.plus !== undefined) back.minus = operand.plus;
  if (operand.minus !== undefined) back.plus = operand.minus;
  const turn = shifted('c.v', isMoment, back, context);
  for (const slack of slacks(operand, context)) {
    scope.cutAtEach(
      value,
      isMoment ? `${turn} + make_interval(days => ${slack})` : startOf(`${turn} + ${slack}`),
    );
  }
  if (!isMoment) return [value.sql, shifted(scope.day(), false, operand, context)];
  scope.cutAtEach(value, `${turn} + interval '1 millisecond'`);
  return [value.sql, shifted(scope.t, true, operand, context)];
}

/** Months have no exact inverse at a month's end: cut on the days around it too. */
function slacks(operand: { plus?: Amount; minus?: Amount }, context: Context): number[] {
  const amount = operand.plus ?? operand.minus;
  const months = amount === undefined ? 0 : durationOf(context, amount).months;
  return months === 0 ? [0, 1] : [-4, -3, -2, -1, 0, 1, 2, 3, 4];
}
