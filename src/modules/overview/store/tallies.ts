import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Tally } from '../../plan/index.ts';
import { dutyStatuses } from '../../plan/index.ts';

const moment = (day: Day): Date => new Date(endOfDay(day));

/**
 * Counts the duties of some clauses anew. One row a due side (passed or not) is enough for figures:
 * the latest due day stands for it.
 */
const COUNT = `with area as materialized (
  select id, array(select k from unnest(keys) k where k like 'd:%') keys from identity.anchor)
insert into overview.tally (as_of, clause, period, due, status, division, keys, count)
select $1::date, s.clause, s.period, max(s.due), s.status, s.division, a.keys, count(*)
from duty.span s
  left join identity.record_scope r on r.subject = s.subject
  left join area a on a.id = r.anchor
where s.clause = any($2::smallint[]) and s.vf <= $3 and $3 < s.vt and a.keys is not null
group by s.clause, s.period, s.status, s.division, a.keys, s.due < $1::date`;

export async function renewTallies(
  db: Queryable,
  day: Day,
  clauses: readonly number[],
): Promise<void> {
  const date = formatDay(day);
  await db.query(
    'delete from overview.tally where as_of = $1::date and clause = any($2::smallint[])',
    [date, clauses],
  );
  await db.query(COUNT, [date, clauses, moment(day)]);
}

/** A clause whose counts have followed the changes up to a number. */
export interface Behind {
  readonly clause: number;
  readonly seen: number;
}

/** The last change of duties that was written down. */
export async function lastChange(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ no: number }>(
    'select coalesce(max(no), 0)::bigint no from plan.published_duty_change',
  );
  return rows[0]?.no ?? 0;
}

/** Adds the duties that came and takes off those that went; how many counts that made, by clause. */
export async function addChanges(
  db: Queryable,
  day: Day,
  clauses: readonly Behind[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ clause: number; n: number }>(
    `with added as (
       insert into overview.tally (as_of, clause, period, due, status, division, keys, count)
       select $1::date, s.clause, s.period, max(s.due), s.status, s.division, k.keys, sum(s.sign)
       from unnest($2::smallint[], $3::bigint[]) c(clause, seen)
         join plan.published_duty_change s on s.clause = c.clause and s.no > c.seen
         join identity.record_scope r on r.subject = s.subject
         join identity.anchor a on a.id = r.anchor
         cross join lateral (select array(select k from unnest(a.keys) k where k like 'd:%') keys) k
       where s.vf <= $4 and $4 < s.vt
       group by s.clause, s.period, s.status, s.division, k.keys, s.due < $1::date
       having sum(s.sign) <> 0 returning clause)
     select clause, count(*)::int n from added group by clause`,
    [
      formatDay(day),
      clauses.map(({ clause }) => clause),
      clauses.map(({ seen }) => seen),
      moment(day),
    ],
  );
  return new Map(rows.map(({ clause, n }) => [clause, n]));
}

export async function forgetTallies(db: Queryable, day: Day): Promise<void> {
  await db.query('delete from overview.tally where as_of = $1::date', [formatDay(day)]);
}

export async function forgetAllTallies(db: Queryable): Promise<void> {
  await db.query('delete from overview.tally');
}

interface Row {
  readonly clause: number;
  readonly period: string | null;
  readonly due: string | null;
  readonly status: number;
  readonly division: string | null;
  readonly count: number;
}

/** What the caller may see of the counts kept for a day. */
export async function keptTallies(
  db: Queryable,
  day: Day,
  clause: number | null,
): Promise<Map<number, Tally[]>> {
  const { rows } = await db.query<Row>(
    `select clause, period, max(due)::text due, status, division, sum(count)::int count
     from overview.tally where as_of = $1::date and ($2::smallint is null or clause = $2)
     group by clause, period, status, division, due < $1::date having sum(count) <> 0`,
    [formatDay(day), clause],
  );
  return byClause(rows);
}

/** A clause by its number, and the type of its subjects. */
export interface Counted {
  readonly no: number;
  readonly type: string;
}

/**
 * The same, counted from the duties that the caller sees: for parks, enterprises, bodies. From his
 * records to the clauses of their types: looked up one by one, he sees few.
 */
export async function countedTallies(
  db: Queryable,
  day: Day,
  clauses: readonly Counted[],
): Promise<Map<number, Tally[]>> {
  const { rows } = await db.query<Row>(
    `select s.clause, s.period, max(s.due)::text due, s.status, s.division, count(*)::int count
     from identity.anchor a join identity.record_scope r on r.anchor = a.id
       join unnest($3::text[], $4::smallint[]) c(type, no) on c.type = split_part(r.subject, '/', 1)
       join duty.span s on s.clause = c.no and s.subject = r.subject
     where a.keys && (select array_remove(identity.my_keys(), '*')) and s.vf <= $2 and $2 < s.vt
     group by s.clause, s.period, s.status, s.division, s.due < $1::date`,
    [
      ...[formatDay(day), moment(day)],
      ...[clauses.map(({ type }) => type), clauses.map(({ no }) => no)],
    ],
  );
  return byClause(rows);
}

function byClause(rows: readonly Row[]): Map<number, Tally[]> {
  const clauses = new Map<number, Tally[]>();
  for (const { clause, status, ...row } of rows) {
    const list = clauses.get(clause) ?? [];
    list.push({ ...row, status: dutyStatuses[status] ?? 'unknown', running: false });
    clauses.set(clause, list);
  }
  return clauses;
}
