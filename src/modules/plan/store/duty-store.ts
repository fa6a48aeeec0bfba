import { hash } from 'node:crypto';
import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { PoolClient, Queryable } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import { leadHops, walkIndexes } from '../../records/index.ts';
import type { Tally } from '../rules/figures.ts';
import { dutyStatuses } from '../rules/figures.ts';
import type { ClauseQuery, EvaluationInput } from './clause-query.ts';
import { endOf } from './context.ts';
import type { DutyRow } from './evaluate.ts';
import type { OfPeriods } from './periods.ts';
import { ofPeriods } from './periods.ts';
import { replacing, rowsOf } from './replacing.ts';
import { stretchesOfClause } from './stretches.ts';
import type { Lead } from './touched.ts';
import { hopsOf, leadsOf } from './touched.ts';

/**
 * The duties (责任事项) of every clause as spans of as-of moments: a row says that from `vf` on and
 * before `vt` the duty has this status. Derived from the projection, kept by what facts touch.
 */
export const layout = `drop schema if exists duty cascade;
create schema duty;
create table duty.state (fingerprint text not null, filled boolean not null);
create table duty.clause (no smallint primary key, id text not null unique);
create table duty.span (
  clause smallint not null, subject text not null, trigger text, period text, due date,
  status smallint not null, since date, division text,
  vf timestamptz not null, vt timestamptz not null);
create table duty.stale (no bigint generated always as identity primary key, clause smallint not null, subject text, at timestamptz not null default clock_timestamp());
create index on duty.stale (clause, no)`;

export async function createDuties(db: Queryable): Promise<void> {
  await db.query(layout);
}

/**
 * Who attests a clause of one subject, and who of whole divisions: one expression, for as two
 * conditions the planner takes any division's attestations to be many and reads all of them.
 */
const ATTESTED = `create index if not exists attestation_by_clause on rec."attestation" ("clause", (coalesce("subject", '')))`;

/** Once the rows are in: an index that is there from the start slows every one of them. */
export async function indexDuties(
  db: Queryable,
  types: Types,
  renewals: readonly Renewal[],
): Promise<void> {
  const hops = [...leadHops(types), ...renewals.flatMap(({ leads }) => hopsOf(leads, types))];
  const statements = [
    'create index if not exists span_by_subject on duty.span (clause, subject)',
    // Lists of a clause's duties: one status after the other by due day (board, authority's view).
    `create index if not exists span_by_due on duty.span
       (clause, status, (coalesce(due, 'infinity')), subject, division, vt, vf)`,
    'analyze duty.span',
    ...(types.has('attestation') ? [ATTESTED] : []),
    ...walkIndexes(hops, types),
  ];
  for (const statement of statements) await db.query(statement);
}

/** Numbers the clauses in their order; what the duties follow from is written down with them. */
export async function beginDuties(
  db: Queryable,
  clauses: readonly Clause[],
  fingerprint: string,
): Promise<void> {
  await db.query(
    'insert into duty.clause select n, id from unnest($1::text[]) with ordinality as x(id, n)',
    [clauses.map(({ id }) => id)],
  );
  await db.query('insert into duty.state values ($1, false)', [fingerprint]);
}

/** `fingerprint`: what the duties follow from by now, where that changed. */
export async function endDuties(
  db: Queryable,
  {
    filled,
    fingerprint = null,
  }: { readonly filled: boolean; readonly fingerprint?: string | null },
): Promise<void> {
  await db.query('update duty.state set filled = $1, fingerprint = coalesce($2, fingerprint)', [
    filled,
    fingerprint,
  ]);
}

/** Are there a projection and duties, of whatever? */
export async function isProjected(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>(
    `select to_regclass('duty.state') is not null and to_regclass('rec.state') is not null as there`,
  );
  return rows[0]?.there ?? false;
}

/** Are whole duties there that follow from the same clauses, parameters and rules? */
export async function hasDuties(db: Queryable, fingerprint: string): Promise<boolean> {
  const { rows } = await db.query<{ same: boolean }>(
    'select filled and fingerprint = $1 as same from duty.state',
    [fingerprint],
  );
  return rows[0]?.same ?? false;
}

/** A clause ready to be computed anew. */
export interface Renewal {
  readonly no: number;
  readonly id: string;
  readonly entity: string;
  /** What replaces the duties of some subjects ($1) and counts the rows that differ; the inserts of all. */
  readonly some: string;
  readonly all: readonly string[];
  readonly leads: readonly Lead[];
  /** Of its queries, in which population a subject may be (`narrowing.ts`). */
  readonly counting: readonly ClauseQuery['mayCount'][];
  readonly ofPeriods: OfPeriods | null;
}

export function renewalOf(no: number, clause: Clause, input: EvaluationInput): Renewal {
  const { some: parts, all, ofPeriods: again } = stretchesOfClause(clause, input);
  const { entity } = clause.subject.selector;
  return {
    no,
    id: clause.id,
    entity,
    some: replacing(no, entity, parts),
    all: all.map((part) => `insert into duty.span ${rowsOf(no, part)}`),
    leads: leadsOf(parts.flatMap(({ concerns }) => concerns)),
    counting: parts.map(({ mayCount }) => mayCount),
    ofPeriods: ofPeriods(no, clause, input.types, parts, again),
  };
}

/** Adds the duties of every subject of a clause. */
export async function fill(db: Queryable, { all }: Renewal): Promise<void> {
  for (const text of all) await db.query(text);
}

/** Replaces the duties of some subjects of a clause. Does any of them differ now? */
export async function renew(
  db: PoolClient,
  { no, some, ofPeriods: own }: Renewal,
  subjects: readonly string[],
  /** Of these alone, by label; null: of all. */
  periods: readonly string[] | null = null,
): Promise<boolean> {
  const [text, values] = own && periods ? [own.text, [subjects, periods]] : [some, [subjects]];
  // Named by its text too: values of parameters change it, and a name stands for one text.
  const name = `renew ${no} ${hash('md5', text).slice(0, 12)}`;
  const { rows } = await db.query<{ changed: number }>({ name, text, values });
  return (rows[0]?.changed ?? 0) > 0;
}

/** Replaces every duty of a clause. */
export async function renewAll(db: PoolClient, renewal: Renewal): Promise<void> {
  await db.query('delete from duty.span where clause = $1', [renewal.no]);
  await fill(db, renewal);
}

/** Counts of every clause's duties as they stand at the end of the day, by county. */
export async function talliesAt(
  db: Queryable,
  asOf: Day,
  countyOf: ReadonlyMap<string, string>,
): Promise<Map<number, Tally[]>> {
  const { rows } = await db.query<Omit<Tally, 'status'> & { clause: number; status: number }>(
    `select clause, period, status, coalesce(c.county, s.division) division, max(due)::text due,
       count(*)::int as count, false running
     from duty.span s left join unnest($3::text[], $4::text[]) c(id, county) on c.id = s.division
     where vf <= $1 and $1 < vt
     group by clause, period, status, coalesce(c.county, s.division), due < $2::date`,
    [endOf(asOf), formatDay(asOf), [...countyOf.keys()], [...countyOf.values()]],
  );
  const byClause = new Map<number, Tally[]>();
  for (const { clause, status, ...row } of rows) {
    const list = byClause.get(clause) ?? [];
    list.push({ ...row, status: dutyStatuses[status] ?? 'unknown' });
    byClause.set(clause, list);
  }
  return byClause;
}

/** A clause's duties as they stand at the end of the day, without evidence. */
export async function dutiesAt(db: Queryable, no: number, asOf: Day): Promise<readonly DutyRow[]> {
  const { rows } = await db.query<Omit<DutyRow, 'status'> & { status: number }>(
    `select subject, trigger, period, due::text, status, since::text, division,
       null::text[] evidence, false running
     from duty.span where clause = $1 and vf <= $2 and $2 < vt order by 1, 3, 4, 2`,
    [no, endOf(asOf)],
  );
  return rows.map((row) => ({ ...row, status: dutyStatuses[row.status] ?? 'unknown' }));
}
