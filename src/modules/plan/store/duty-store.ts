import { hash } from 'node:crypto';
import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { PoolClient, Queryable } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import { leadHops, literal, walkIndexes } from '../../records/index.ts';
import type { Tally } from '../rules/figures.ts';
import { dutyStatuses } from '../rules/figures.ts';
import type { ClauseQuery, EvaluationInput } from './clause-query.ts';
import { endOf, startOf } from './context.ts';
import type { DutyRow } from './evaluate.ts';
import type { Stretch } from './stretches.ts';
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
create table duty.stale (clause smallint not null, subject text, unique nulls not distinct (clause, subject))`;

export async function createDuties(db: Queryable): Promise<void> {
  await db.query(layout);
}

/** Who attests a clause of one subject, and who of whole divisions. */
const ATTESTED = `create index if not exists attestation_of_clause on rec."attestation" ("clause", "subject")`;

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

const statusNumber = `array_position(array[${dutyStatuses.map((s) => `'${s}'`).join(', ')}], status) - 1`;

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

/** The rows of a stretch; its first parameter lists the subjects where they are restricted. */
function rowsOf(no: number, { sql, from, until }: Stretch): string {
  const start = (date: string): string => startOf(literal(date, 'date'));
  const vf = from === null ? 'vf' : `greatest(vf, ${start(from)})`;
  const vt = until === null ? 'vt' : `least(vt, ${start(until)})`;
  return `select ${no}::smallint clause, subject, trigger, period, due, (${statusNumber})::smallint status, since, division, vf, vt
from (select subject, trigger, period, due, status, since, division, ${vf} vf, ${vt} vt from (${sql}) h) c where vf < vt`;
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
}

export function renewalOf(no: number, clause: Clause, input: EvaluationInput): Renewal {
  const { some: parts, all } = stretchesOfClause(clause, input);
  const { entity } = clause.subject.selector;
  return {
    no,
    id: clause.id,
    entity,
    some: replacing(no, entity, parts),
    all: all.map((part) => `insert into duty.span ${rowsOf(no, part)}`),
    leads: leadsOf(parts.flatMap(({ concerns }) => concerns)),
    counting: parts.map(({ mayCount }) => mayCount),
  };
}

const COLUMNS = 'clause, subject, trigger, period, due, status, since, division, vf, vt';

/** What those who count need of a row that came or went. */
const NOTED = 'clause, subject, period, due, status, division, vf, vt';

/** All that a row says, as one number: by columns the planner would join whole subjects. */
const said = (row: string): string =>
  `hash_record_extended(row(${COLUMNS.split(', ')
    .map((name) => `${row}.${name}`)
    .join(', ')}), 0)`;

/**
 * Only what differs is written: a daily commitment has a duty for each of a thousand days, and a
 * fact changes one.
 */
function replacing(no: number, entity: string, parts: readonly Stretch[]): string {
  const named = `${literal(`${entity}/`, 'text')} || x from unnest($1::text[]) x`;
  const standing = `clause = ${no} and subject = any(array(select ${named}))`;
  const fresh = parts.map((part) => `(${rowsOf(no, part)})`).join('\nunion all\n');
  const nothing = `select ${COLUMNS} from duty.span where false`;
  return `with fresh as materialized (select *, ${said('f')} said from (${fresh || nothing}) f),
stood as materialized (select ${said('s')} said from duty.span s where ${standing}),
differ as materialized (select said from (select said, 1 n from fresh union all select said, -1 from stood) x
  group by said having sum(n) <> 0),
gone as (delete from duty.span s where (select count(*) from differ) > 0 and ${standing}
  and ${said('s')} in (select said from differ) returning ${NOTED}),
come as (insert into duty.span (${COLUMNS}) select ${COLUMNS} from fresh
  where said in (select said from differ) returning ${NOTED}),
noted as (insert into plan.published_duty_change (sign, ${NOTED})
  select -1, * from gone union all select 1, * from come)
select ((select count(*) from gone) + (select count(*) from come))::int changed`;
}

/** Adds the duties of every subject of a clause. */
export async function fill(db: Queryable, { all }: Renewal): Promise<void> {
  for (const text of all) await db.query(text);
}

/** Replaces the duties of some subjects of a clause. Does any of them differ now? */
export async function renew(
  db: PoolClient,
  { no, some: text }: Renewal,
  subjects: readonly string[],
): Promise<boolean> {
  // Named by its text too: values of parameters change it, and a name stands for one text.
  const name = `renew ${no} ${hash('md5', text).slice(0, 12)}`;
  const { rows } = await db.query<{ changed: number }>({ name, text, values: [subjects] });
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
