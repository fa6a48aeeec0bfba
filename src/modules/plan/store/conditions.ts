import { conditionsOf } from '../../../law/plans/condition.ts';
import type { Condition, Operand, Predicate, Shift } from '../../../law/plans/model.ts';
import type { Scope, Value } from '../../records/index.ts';
import { literal } from '../../records/index.ts';
import type { Context } from './context.ts';
import { dayInterval, durationOf, interval, parameter, startOf } from './context.ts';

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
    ...p.all.map((c) => condition(scope, c, names)),
    ...(p.any.length ? [`(${p.any.map((c) => condition(scope, c, names)).join(' or ')})`] : []),
    ...p.none.map((c) => `not (${condition(scope, c, names)})`),
  ];
  return parts.length ? `(${parts.join(' and ')})` : 'true';
}

/**
 * May the predicate hold at some moment of the row's version? What the row's own values deny is
 * denied; what else it asks (other records, the moment, the period) is granted.
 */
export function mayHold(scope: Scope, p: Predicate, context: Context): string {
  const certain = (c: Condition): boolean => scope.holds(c.attr) && isOfRow(scope, c);
  return predicate(
    scope,
    {
      all: p.all.filter(certain),
      any: p.any.every(certain) ? p.any : [],
      none: p.none.filter(certain),
    },
    { context, mode: 'where' },
  );
}

/** Is what the condition compares with fixed, or of the same row? */
function isOfRow(scope: Scope, c: Condition): boolean {
  if (c.op === 'exists') return true;
  const { value } = c;
  if (value.kind === 'attr') return scope.holds(value.attr);
  return value.kind === 'literal' || value.kind === 'param';
}

/** Does the predicate speak of the evaluated period? */
export function speaksOfPeriod(p: Predicate): boolean {
  return conditionsOf(p).some((c) => c.op !== 'exists' && c.value.kind === 'period');
}

export function condition(scope: Scope, c: Condition, names: Names): string {
  const value = scope.attr(c.attr);
  if (c.op === 'exists') return existence(value, c.value);
  const sql = comparison(scope, value, c.op, c.value, names);
  return names.mode === 'state' ? sql : `coalesce(${sql}, ${c.op === 'ne'})`;
}

function comparison(
  scope: Scope,
  value: Value,
  op: string,
  operand: Operand,
  names: Names,
): string {
  if (op === 'in') return membership(value, operand, names);
  const operator = sqlOperators[op];
  if (!operator) throw new Error(`no operator '${op}'`);
  if (value.kind === 'list') return listComparison(value, op, operand, names);
  const [left, right] = sides(scope, value, operand, names);
  return `(${left} ${operator} ${right})`;
}

/** `eq` on a list means contains. */
function listComparison(value: Value, op: string, operand: Operand, names: Names): string {
  const held = membership(value, operand, names);
  return op === 'ne' ? `(not ${held})` : held;
}

function existence(value: Value, wanted: boolean): string {
  const has =
    value.kind === 'list'
      ? `coalesce(cardinality(${value.sql}), 0) > 0`
      : `${value.sql} is not null`;
  return wanted ? `(${has})` : `(not (${has}))`;
}

function membership(value: Value, operand: Operand, names: Names): string {
  const list =
    operand.kind === 'param'
      ? parameter(names.context, operand.name)
      : operand.kind === 'literal'
        ? operand.value
        : [];
  const items = literal(Array.isArray(list) ? list : [list], 'list');
  if (value.kind === 'list') return `(nullif(${value.sql}, '{}') && ${items})`;
  if (value.kind === 'number') return `(${value.sql} = any(${items}::double precision[]))`;
  return `(${value.sql} = any(${items}))`;
}

/** Both sides in one type: days unless both are moments. */
function sides(scope: Scope, value: Value, operand: Operand, names: Names): [string, string] {
  const { context } = names;
  switch (operand.kind) {
    case 'subject':
      if (!names.subject) throw new Error('no subject here');
      return comparable(value, scope.attrOf(names.subject, operand.attr));
    case 'period':
      return [value.sql, periodValue(operand.part, names)];
    case 'asOf':
      return againstMoment(scope, value, operand.shift, context);
    case 'attr': {
      const other = scope.attr(operand.attr);
      const sql = shifted(other.sql, other.kind === 'moment', operand.shift, context);
      return comparable(value, { ...other, sql });
    }
    case 'param':
      return [asDay(value), constant(parameter(context, operand.name), value)];
    case 'literal':
      return [asDay(value), constant(operand.value, value)];
  }
}

function constant(given: unknown, value: Value): string {
  return literal(given, value.kind === 'moment' ? 'date' : value.kind);
}

function asDay(value: Value): string {
  return value.kind === 'moment' ? `(${value.sql} at time zone 'Asia/Shanghai')::date` : value.sql;
}

function comparable(a: Value, b: Value): [string, string] {
  if (a.kind === b.kind) return [a.sql, b.sql];
  return [asDay(a), asDay(b)];
}

function periodValue(part: 'year' | 'previousYear' | 'start' | 'end', names: Names): string {
  const row = names.period ?? 'sj';
  if (part === 'start') return `${row}.ps`;
  if (part === 'end') return `${row}.pe`;
  const year = `extract(year from ${row}.ps)::double precision`;
  return part === 'year' ? year : `(${year} - 1)`;
}

function shifted(sql: string, isMoment: boolean, shift: Shift | null, context: Context): string {
  if (!shift) return sql;
  const duration = durationOf(context, shift.by);
  const sign = shift.sign === 1 ? '+' : '-';
  return isMoment
    ? `(${sql} ${sign} ${interval(duration)})`
    : `(${sql} ${sign} ${dayInterval(duration)})::date`;
}

/** The segment is cut around the moment at which the comparison changes. */
function againstMoment(
  scope: Scope,
  value: Value,
  shift: Shift | null,
  context: Context,
): [string, string] {
  const isMoment = value.kind === 'moment';
  const back: Shift | null = shift && { sign: shift.sign === 1 ? -1 : 1, by: shift.by };
  const turn = shifted('c.v', isMoment, back, context);
  for (const slack of slacks(shift, context)) {
    scope.cutAtEach(
      value,
      isMoment ? `${turn} + make_interval(days => ${slack})` : startOf(`${turn} + ${slack}`),
    );
  }
  if (!isMoment) return [value.sql, shifted(scope.day(), false, shift, context)];
  scope.cutAtEach(value, `${turn} + interval '1 millisecond'`);
  return [value.sql, shifted(scope.t, true, shift, context)];
}

/** Months have no exact inverse at a month's end: cut on the days around it too. */
function slacks(shift: Shift | null, context: Context): number[] {
  const months = shift === null ? 0 : durationOf(context, shift.by).months;
  return months === 0 ? [0, 1] : [-4, -3, -2, -1, 0, 1, 2, 3, 4];
}
