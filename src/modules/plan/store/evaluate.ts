import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Duration } from '../../../kernel/duration.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import type { Duty, EvaluatedClause, PlanClause } from '../model.ts';
import { dutyKind, dutyPeriods } from '../rules/duties.ts';
import type { Tally } from '../rules/figures.ts';
import { figures } from '../rules/figures.ts';
import { compile } from './compile.ts';
import type { Context } from './context.ts';
import { durationOf, fixed } from './context.ts';
import type { Operand, Requirement } from './shapes.ts';

export interface EvaluationInput {
  readonly types: Types;
  readonly parameters: Context['parameters'];
  readonly asOf: Day;
  /** Division → the county-level division that its duties are counted under. */
  readonly countyOf: ReadonlyMap<string, string>;
}

interface DutyRow {
  readonly subject: string;
  readonly trigger: string | null;
  readonly period: string | null;
  readonly due: string | null;
  readonly status: Duty['status'];
  readonly since: string | null;
  readonly evidence: string[] | null;
  readonly division: string | null;
  readonly running: boolean;
}

/** Evaluates one clause over the projection: every duty, and the figures that follow from them. */
export async function evaluateClause(
  db: Queryable,
  clause: PlanClause,
  input: EvaluationInput,
): Promise<EvaluatedClause> {
  const needs = clause.requirement.reads.filter((name) => !input.parameters.has(name));
  if (needs.length > 0) return withoutParameter(clause, needs);
  const context = contextOf(clause, input);
  const every = everyOf(clause, context);
  const kind = dutyKind(clause.requirement.form, clause.due, every);
  const periods = dutyPeriods(kind, clause.due, every, context.window, input.asOf);
  const requirement = clause.requirement as unknown as Requirement;
  const selector = clause.selector;
  const sql = compile(context, { kind, selector, requirement, periods });
  const { rows } = await db.query<DutyRow>(`${sql} order by 1, 3, 4, 2`);
  const target = targetOf(clause, context);
  const result = figures({
    form: clause.requirement.form,
    kind,
    measure: clause.requirement.measure,
    target,
    asOf: input.asOf,
    window: context.window,
    due: clause.due.date ?? null,
    tallies: tally(rows),
  });
  const duties = rows.map(({ division, running: _, evidence, trigger, ...duty }) => ({
    ...duty,
    ...(trigger ? { trigger } : {}),
    evidence: evidence ?? [],
    jurisdiction: division,
  }));
  return {
    id: clause.id,
    ...result,
    target,
    byJurisdiction: byCounty(rows, input.countyOf),
    duties,
  };
}

function contextOf(clause: PlanClause, input: EvaluationInput): Context {
  let counter = 0;
  const { due } = clause;
  return {
    types: input.types,
    asOf: input.asOf,
    parameters: input.parameters,
    window: {
      from: due.from ?? due.window?.from ?? clause.window.from,
      until: due.window?.until ?? clause.window.until,
    },
    entity: clause.selector.entity,
    clauseId: clause.id,
    ctes: [],
    next: () => {
      counter += 1;
      return counter;
    },
  };
}

function everyOf(clause: PlanClause, context: Context): Duration | null {
  if (clause.due.type === 'every' && clause.due.every) return durationOf(context, clause.due.every);
  const turnsRecurring = clause.due.type === 'continuous' || clause.due.type === 'routine';
  return turnsRecurring && clause.requirement.every
    ? durationOf(context, clause.requirement.every)
    : null;
}

function targetOf(
  clause: PlanClause,
  context: Context,
): { op: string; value: number; basis: string } | null {
  const target = clause.requirement.target;
  if (!target) return null;
  return {
    op: target.op,
    value: Number(fixed(context, target.value as Operand)),
    basis: target.basis,
  };
}

function withoutParameter(clause: PlanClause, needs: readonly string[]): EvaluatedClause {
  const none = { population: 0, met: 0, late: 0, pending: 0, overdue: 0, unknown: 0, value: null };
  return {
    id: clause.id,
    status: 'needsParameter',
    ...none,
    target: null,
    needs,
    byJurisdiction: {},
    duties: [],
  };
}

function tally(rows: readonly DutyRow[]): Tally[] {
  const counts = new Map<string, Tally & { count: number }>();
  for (const row of rows) {
    const key = `${row.period}|${row.due}|${row.status}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else
      counts.set(key, {
        period: row.period,
        due: row.due,
        status: row.status,
        running: row.running,
        division: null,
        count: 1,
      });
  }
  return [...counts.values()];
}

function byCounty(
  rows: readonly DutyRow[],
  countyOf: ReadonlyMap<string, string>,
): EvaluatedClause['byJurisdiction'] {
  const counties: Record<string, Record<string, number>> = {};
  for (const row of rows) {
    if (row.division === null) continue;
    const county = countyOf.get(row.division) ?? row.division;
    const own = counties[county] ?? {
      population: 0,
      met: 0,
      late: 0,
      pending: 0,
      overdue: 0,
      unknown: 0,
    };
    own.population = (own.population ?? 0) + 1;
    own[row.status] = (own[row.status] ?? 0) + 1;
    counties[county] = own;
  }
  return counties;
}

/** The county-level division above each division as of the day; the city stands for itself. */
export async function countiesAsOf(db: Queryable, asOf: Day): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; level: string | null; parent: string | null }>(
    `select id, "level", "parent" from rec."jurisdiction" where vf <= $1 and $1 < vt`,
    [`${formatDay(asOf)} 23:59:59.999+08`],
  );
  const all = new Map(rows.map((row) => [row.id, row]));
  const counties = new Map<string, string>();
  for (const { id } of rows) {
    let at = all.get(id);
    for (let step = 0; step < 8 && at && at.level === 'township' && at.parent; step += 1) {
      at = all.get(at.parent) ?? at;
    }
    counties.set(id, at?.id ?? id);
  }
  return counties;
}

/** Evidence as fact ids: the facts, up to the as-of moment, of the records that count. */
export async function factsOf(
  db: Queryable,
  records: readonly string[],
  asOf: Day,
): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ record: string; facts: string[] }>(
    `select r.type || '/' || r.id as record, array_agg(f.fact_id order by f.at, f.seq) as facts
     from unnest($1::text[]) x(name)
     join ledger.published_record r
       on r.type = split_part(x.name, '/', 1) and r.id = substr(x.name, strpos(x.name, '/') + 1)
     join ledger.published_fact f on f.record_key = r.key and f.at <= $2 group by 1`,
    [records, `${formatDay(asOf)} 23:59:59.999+08`],
  );
  return new Map(rows.map((row) => [row.record, row.facts]));
}
