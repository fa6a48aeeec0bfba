import type { Day } from '../../../kernel/calendar.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { loadWorkingCalendar } from '../load-standards.ts';
import type { Duty, EvaluatedClause } from '../model.ts';
import type { Tally as TallyRow } from '../rules/figures.ts';
import { figures } from '../rules/figures.ts';
import { hasValue } from '../rules/parameters.ts';
import { markProvisional } from '../rules/provisional.ts';
import { entriesFor, isWithin } from '../rules/within.ts';
import type { EvaluationInput } from './clause-query.ts';
import { contextOf, kindOf, queryOf } from './clause-query.ts';
import type { Context } from './context.ts';
import { endOf, fixed } from './context.ts';
import { groupsOf, judgingValues } from './groups.ts';

export interface DutyRow {
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

/**
 * Evaluates one clause over the projection: its figures and, where wanted, every duty; `subject`:
 * of this one alone.
 */
export async function evaluateClause(
  db: Queryable,
  clause: Clause,
  input: EvaluationInput,
  subject: string | null = null,
): Promise<EvaluatedClause> {
  const missing = missingParameters(clause, input);
  if (missing) return missing;
  const { all, complete } = groupsOf(clause, input);
  const duties: DutyRow[] = [];
  const tallies: TallyRow[] = [];
  const held = (row: { readonly division: string | null }): boolean =>
    isWithin(input, row.division);
  for (const group of complete) {
    const { sql } = queryOf(clause, input, group, all, { someSubjects: subject !== null });
    const values = subject === null ? [] : [[subject.slice(subject.indexOf('/') + 1)]];
    if (input.duties) {
      duties.push(...(await db.query<DutyRow>(`${sql} ${ORDER}`, values)).rows.filter(held));
    } else tallies.push(...(await db.query<TallyRow>(tallied(sql), values)).rows.filter(held));
  }
  if (all.length > 1) duties.sort(byName);
  return judgedClause(clause, input, duties, input.duties ? undefined : tallies);
}

/** The clause without figures, when a parameter that it reads has no value. */
export function missingParameters(clause: Clause, input: EvaluationInput): EvaluatedClause | null {
  const entries = entriesFor(input.entries, input);
  const { asOf } = input;
  const needs = clause.reads.filter((name) => !hasValue(entries, name, asOf));
  return needs.length > 0 ? withoutParameter(clause, needs) : null;
}

const ORDER = 'order by 1, 3, 4, 2';

/** How many duties stand how, instead of the duties. */
function tallied(sql: string): string {
  return `select period, due, status, division, running, count(*)::int as count from (${sql}) du group by 1, 2, 3, 4, 5`;
}

/** The figures of a clause from its duties, or from counts of them alone. */
export function judgedClause(
  clause: Clause,
  input: EvaluationInput,
  rows: readonly DutyRow[],
  tallies: readonly TallyRow[] = tally(rows),
): EvaluatedClause {
  const { asOf } = input;
  const general = contextOf(clause, input, judgingValues(clause, input), null);
  const target = targetOf(clause, general);
  const result = figures({
    form: clause.requirement.form,
    kind: kindOf(clause, general),
    measure: clause.measure,
    target,
    asOf,
    window: general.window,
    due: clause.due.type === 'by' ? clause.due.date : null,
    tallies,
  });
  const duties = rows.map(({ division, running: _, evidence, trigger, ...duty }) => ({
    ...duty,
    ...(trigger ? { trigger } : {}),
    evidence: evidence ?? [],
    jurisdiction: division,
  }));
  const byJurisdiction = byCounty(tallies, input.countyOf);
  const evaluated = { id: clause.id, ...result, target, byJurisdiction, duties };
  return markProvisional(clause, evaluated, tallies, asOf, loadWorkingCalendar());
}

function byName(a: DutyRow, b: DutyRow): number {
  const key = (row: DutyRow): string =>
    `${row.subject}\u0000${row.period ?? '\uffff'}\u0000${row.due ?? '\uffff'}\u0000${row.trigger ?? '\uffff'}`;
  return key(a) < key(b) ? -1 : 1;
}

function targetOf(
  clause: Clause,
  context: Context,
): { op: string; value: number; basis: string } | null {
  const { target } = clause;
  if (!target) return null;
  return { op: target.op, value: Number(fixed(context, target.value)), basis: target.basis };
}

function withoutParameter(clause: Clause, needs: readonly string[]): EvaluatedClause {
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

function tally(rows: readonly DutyRow[]): TallyRow[] {
  const counts = new Map<string, TallyRow>();
  for (const { period, due, status, running, division } of rows) {
    const key = `${period}|${due}|${status}|${division}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { period, due, status, running, division, count });
  }
  return [...counts.values()];
}

function byCounty(
  rows: readonly TallyRow[],
  countyOf: ReadonlyMap<string, string>,
): EvaluatedClause['byJurisdiction'] {
  const counties: Record<string, Record<DutyRow['status'] | 'population', number>> = {};
  for (const { division, status, count } of rows) {
    if (division === null) continue;
    const county = countyOf.get(division) ?? division;
    const none = { population: 0, met: 0, late: 0, pending: 0, overdue: 0, unknown: 0 };
    const own = counties[county] ?? none;
    own.population += count;
    own[status] += count;
    counties[county] = own;
  }
  return counties;
}

export interface Divisions {
  readonly chains: ReadonlyMap<string, readonly string[]>;
  readonly countyOf: ReadonlyMap<string, string>;
  /** Division → the functional zones in which it lies, wholly or in part. */
  readonly zones: ReadonlyMap<string, readonly string[]>;
}

interface DivisionRow {
  readonly id: string;
  readonly level: string | null;
  readonly parent: string | null;
  readonly zones: readonly string[] | null;
}

/** Every division as of the day: its chain upwards, and its county; the city stands for itself. */
export async function divisionsAsOf(db: Queryable, asOf: Day): Promise<Divisions> {
  const { rows } = await db.query<DivisionRow>(
    `select id, "level", "parent", "zones" from rec."jurisdiction" where vf > '-infinity' and vf <= $1 and $1 < vt`,
    [endOf(asOf)],
  );
  const all = new Map(rows.map((row) => [row.id, row]));
  const chains = new Map<string, readonly string[]>();
  const countyOf = new Map<string, string>();
  for (const { id } of rows) {
    const chain: string[] = [];
    for (let at: string | null = id; at && !chain.includes(at); at = all.get(at)?.parent ?? null) {
      chain.push(at);
    }
    chains.set(id, chain);
    const county = chain.find((d) => all.has(d) && all.get(d)?.level !== 'township');
    countyOf.set(id, county ?? id);
  }
  const zones = new Map(rows.flatMap((row) => (row.zones ? [[row.id, row.zones]] : [])));
  return { chains, countyOf, zones };
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
    [records, endOf(asOf)],
  );
  return new Map(rows.map((row) => [row.record, row.facts]));
}
