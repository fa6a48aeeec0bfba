import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Duration } from '../../../kernel/duration.ts';
import { parseDuration } from '../../../kernel/duration.ts';
import type { Length, Requirement, Selector } from '../../../law/plans/model.ts';
import type { Types } from '../../records/index.ts';
import { literal, Scope } from '../../records/index.ts';
import type { DutyKind, DutyPeriod } from '../rules/duties.ts';
import type { ParametersInForce } from '../rules/parameters.ts';

export interface Plan {
  readonly kind: DutyKind;
  readonly selector: Selector;
  readonly requirement: Requirement;
}

/** How the records of a scope come to concern a subject. */
export type Role =
  | { readonly kind: 'subject' }
  | { readonly kind: 'attest' }
  | {
      readonly kind: 'tied';
      readonly tie: string;
      readonly below: boolean;
      /** Of each group only the latest record counts. */
      readonly group: readonly string[];
    };

export interface Concern {
  readonly type: string;
  readonly scope: Scope;
  readonly role: Role;
}

/** What one compilation knows beside the clause. */
export interface Context {
  readonly types: Types;
  readonly asOf: Day;
  /** The duties at every moment instead of at the as-of moment alone. */
  readonly history: boolean;
  /** Only the subjects that the query's first parameter lists. */
  readonly someSubjects: boolean;
  /** Only the periods whose labels its second one lists. */
  readonly somePeriods: boolean;
  /** Values in force at the as-of moment. */
  readonly parameters: ParametersInForce;
  /** Only duties of subjects in these divisions, or in none of them; null: all. */
  readonly divisions: { readonly only: boolean; readonly list: readonly string[] } | null;
  readonly window: { readonly from: string; readonly until: string };
  readonly entity: string;
  readonly clauseId: string;
  /** The evaluated periods, in order; one row for everything undivided. */
  readonly periods: readonly DutyPeriod[];
  /** Length of the periods; null where nothing repeats. */
  readonly every: Duration | null;
  /** Name the records that count, or only say how matters stand. */
  readonly evidence: boolean;
  /** Every scope of the query: what it reads says which facts concern the clause. */
  readonly concerns: Concern[];
  /** Fresh names of common tables. */
  readonly next: () => number;
}

/** A scope of the query whose records concern a subject in these roles. */
export function scopeOf(context: Context, type: string, ...roles: readonly Role[]): Scope {
  const scope = new Scope(context.types, type);
  for (const role of roles) context.concerns.push({ type, scope, role });
  return scope;
}

/** Of some subjects an index knows the rows; joins with the population do not show it. */
export function ofSome({ someSubjects }: Pick<Context, 'someSubjects'>, { row }: Scope): string {
  return someSubjects ? ` and ${row}.id = any($1::text[])` : '';
}

export const AS_SUBJECT: Role = { kind: 'subject' };

/** The last moment of a day, as PostgreSQL reads it. */
export function endOf(asOf: Day): string {
  return `${formatDay(asOf)} 23:59:59.999+08`;
}

/** The as-of moment, inclusive; for every moment the end of time. */
export function moment(context: Pick<Context, 'asOf' | 'history'>): string {
  if (context.history) return `'infinity'::timestamptz`;
  return literal(endOf(context.asOf), 'moment');
}

/** The Shanghai day of a moment. */
export function dayOf(sql: string): string {
  return `((${sql}) at time zone 'Asia/Shanghai')::date`;
}

export function startOf(date: string): string {
  return `((${date})::timestamp at time zone 'Asia/Shanghai')`;
}

export function parameter(context: Context, name: string): unknown {
  const found = context.parameters.get(name);
  if (!found) throw new Error(`parameter ${name} has no value`);
  return found.value;
}

export function durationOf(context: Pick<Context, 'parameters'>, length: Length): Duration {
  if (length.kind === 'literal') return parsed(length.iso);
  const found = context.parameters.get(length.name);
  if (!found) throw new Error(`parameter ${length.name} has no value`);
  if (typeof found.value === 'number') {
    return found.unit === 'hours'
      ? { months: 0, days: 0, ms: found.value * 3_600_000 }
      : { months: 0, days: found.value, ms: 0 };
  }
  return parsed(String(found.value));
}

function parsed(text: string): Duration {
  const duration = parseDuration(text);
  if (!duration.ok) throw new Error(duration.error);
  return duration.value;
}

/** For datetimes: months, days and the time part. */
export function interval(duration: Duration): string {
  return `make_interval(months => ${duration.months}, days => ${duration.days}, secs => ${duration.ms / 1000})`;
}

/** For dates: the time part in started days. */
export function dayInterval(duration: Duration): string {
  const days = duration.days + Math.ceil(duration.ms / 86_400_000);
  return `make_interval(months => ${duration.months}, days => ${days})`;
}

/** A literal or a parameter's value. */
export function fixed(
  context: Context,
  operand:
    | { readonly kind: 'literal'; readonly value: unknown }
    | { readonly kind: 'param'; readonly name: string },
): unknown {
  return operand.kind === 'param' ? parameter(context, operand.name) : operand.value;
}
