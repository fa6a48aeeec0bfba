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
     from overview.tally where as_of = $1::date and ($2::smallint is null or clause = $2) group by clause, period, status, division, due < $1::date`,
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
