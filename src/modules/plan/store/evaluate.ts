import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Duration } from '../../../kernel/duration.ts';
import type { Clause, ParameterEntry } from '../../../law/plans/model.ts';
import { usesOf } from '../../../law/plans/uses.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Evaluation as KnownNow, Types } from '../../records/index.ts';
import type { Duty, EvaluatedClause } from '../model.ts';
import { dutyKind, dutyPeriods } from '../rules/duties.ts';
import type { Tally as TallyRow } from '../rules/figures.ts';
import { figures } from '../rules/figures.ts';
import type { Definitions, ParameterGroup } from '../rules/parameters.ts';
import { hasValue, inForce, parameterGroups } from '../rules/parameters.ts';
import { compile } from './compile.ts';
import type { Context } from './context.ts';
import { durationOf, fixed } from './context.ts';

export interface EvaluationInput {
  readonly types: Types;
  readonly definitions: Definitions;
  readonly entries: readonly ParameterEntry[];
  readonly asOf: Day;
  /** Every duty with its evidence, or the figures alone. */
  readonly duties: boolean;
  /** Each division as of the day with itself and those above it, nearest first. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
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

/** Evaluates one clause over the projection: its figures and, where wanted, every duty. */
export async function evaluateClause(
  db: Queryable,
  clause: Clause,
  input: EvaluationInput,
): Promise<EvaluatedClause> {
  const { entries, definitions, asOf, chains } = input;
  const needs = clause.reads.filter((name) => !hasValue(entries, name, asOf));
  if (needs.length > 0) return withoutParameter(clause, needs);
  const groups = parameterGroups(entries, definitions, asOf, parametersOf(clause), chains);
  const duties: DutyRow[] = [];
  const tallies: TallyRow[] = [];
  for (const group of groups) {
    const sql = queryOf(clause, input, group, groups);
    if (input.duties) duties.push(...(await db.query<DutyRow>(`${sql} ${ORDER}`)).rows);
    else tallies.push(...(await db.query<TallyRow>(tallied(sql))).rows);
  }
  if (groups.length > 1) duties.sort(byName);
  return judged(clause, input, duties, input.duties ? tally(duties) : tallies);
}

const ORDER = 'order by 1, 3, 4, 2';

/** How many duties stand how, instead of the duties. */
function tallied(sql: string): string {
  return `select period, due, status, division, running, count(*)::int as count from (${sql}) du group by 1, 2, 3, 4, 5`;
}

function judged(
  clause: Clause,
  input: EvaluationInput,
  rows: readonly DutyRow[],
  tallies: readonly TallyRow[],
): EvaluatedClause {
  const { entries, definitions, asOf } = input;
  const general = contextOf(clause, input, inForce(entries, definitions, asOf), null);
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
  return { id: clause.id, ...result, target, byJurisdiction, duties };
}

/** Every parameter that the clause names, whether it must be set or not. */
function parametersOf(clause: Clause): string[] {
  const named = usesOf(clause).flatMap((use) => (use.kind === 'param' ? [use.name] : []));
  return [...new Set([...clause.reads, ...named])];
}

function queryOf(
  clause: Clause,
  input: EvaluationInput,
  group: ParameterGroup,
  groups: readonly ParameterGroup[],
): string {
  const context = contextOf(clause, input, group.parameters, divisionsOf(group, groups));
  const { requirement, subject } = clause;
  const kind = kindOf(clause, context);
  return compile(context, { kind, selector: subject.selector, requirement });
}

function divisionsOf(
  group: ParameterGroup,
  groups: readonly ParameterGroup[],
): Context['divisions'] {
  if (groups.length === 1) return null;
  if (group.divisions) return { only: true, list: group.divisions };
  return { only: false, list: groups.flatMap((g) => g.divisions ?? []) };
}

function byName(a: DutyRow, b: DutyRow): number {
  const key = (row: DutyRow): string =>
    `${row.subject}\u0000${row.period ?? '\uffff'}\u0000${row.due ?? '\uffff'}\u0000${row.trigger ?? '\uffff'}`;
  return key(a) < key(b) ? -1 : 1;
}

function contextOf(
  clause: Clause,
  input: EvaluationInput,
  parameters: Context['parameters'],
  divisions: Context['divisions'],
): Context {
  let counter = 0;
  const { due } = clause;
  const window =
    due.type === 'by' && due.from ? { ...clause.window, from: due.from } : clause.window;
  const every = everyOf(clause, parameters);
  const kind = dutyKind(clause.requirement.form, due, every);
  return {
    types: knowing(input),
    asOf: input.asOf,
    parameters,
    divisions,
    window,
    periods: dutyPeriods(kind, due, every, window, input.asOf),
    every,
    evidence: input.duties,
    entity: clause.subject.selector.entity,
    clauseId: clause.id,
    ctes: [],
    next: () => {
      counter += 1;
      return counter;
    },
  };
}

/** The types, with the parameters that derived attributes read. */
function knowing({ types, entries, definitions, asOf, chains }: EvaluationInput): Types {
  const parameters: KnownNow['parameters'] = (names) =>
    parameterGroups(entries, definitions, asOf, names, chains).map((group) => ({
      divisions: group.divisions,
      valueOf: (name) => group.parameters.get(name)?.value ?? null,
    }));
  return Object.assign(new Map(types), { evaluation: { asOf, parameters } });
}

function kindOf(clause: Clause, context: Context): ReturnType<typeof dutyKind> {
  return dutyKind(clause.requirement.form, clause.due, everyOf(clause, context.parameters));
}

function everyOf(clause: Clause, parameters: Context['parameters']): Duration | null {
  const { due } = clause;
  if (due.type === 'every') return durationOf({ parameters }, { kind: 'literal', iso: due.every });
  const turnsRecurring = due.type === 'continuous' || due.type === 'routine';
  return turnsRecurring && clause.every ? durationOf({ parameters }, clause.every) : null;
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
}

/** Every division as of the day: its chain upwards, and its county; the city stands for itself. */
export async function divisionsAsOf(db: Queryable, asOf: Day): Promise<Divisions> {
  const { rows } = await db.query<{ id: string; level: string | null; parent: string | null }>(
    `select id, "level", "parent" from rec."jurisdiction" where vf > '-infinity' and vf <= $1 and $1 < vt`,
    [`${formatDay(asOf)} 23:59:59.999+08`],
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
  return { chains, countyOf };
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
