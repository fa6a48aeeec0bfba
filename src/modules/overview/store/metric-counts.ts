import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { DivisionCount, MetricDefinition } from '../model.ts';
import { asked, rowsSql, TYPED } from './metric-rows.ts';

/**
 * Counts of a metric's rows, kept by day and place under row-level security: of metrics of records.
 * Those of duties are sums of the tallies.
 */

const COUNT = (rows: string): string => `with area as materialized (
  select id, array(select k from unnest(keys) k where k like 'd:%') keys from identity.anchor)
insert into overview.metric_count (as_of, metric, division, keys, total, bad)
select $2::date, $4, r.division, a.keys, count(*), count(*) filter (where r.bad)
from (${rows}) r join identity.record_scope s on s.subject = r.subject join area a on a.id = s.anchor
where ${TYPED} group by r.division, a.keys`;

export async function renewCounts(
  db: Queryable,
  metric: MetricDefinition,
  day: Day,
): Promise<void> {
  await forgetCounts(db, metric.id, day);
  await db.query(COUNT(rowsSql(metric)), [...asked(day, []), metric.id]);
}

export async function forgetCounts(db: Queryable, metric: string, day: Day): Promise<void> {
  await db.query('delete from overview.metric_count where as_of = $1::date and metric = $2', [
    formatDay(day),
    metric,
  ]);
}

export async function forgetAllCounts(db: Queryable): Promise<void> {
  await db.query('delete from overview.metric_count');
}

/** What the caller may see of the counts kept. */
export async function keptCounts(
  db: Queryable,
  metric: string,
  day: Day,
): Promise<DivisionCount[]> {
  const { rows } = await db.query<DivisionCount>(
    `select division, sum(total)::int total, sum(bad)::int bad from overview.metric_count
     where as_of = $1::date and metric = $2 group by division`,
    [formatDay(day), metric],
  );
  return rows;
}

/** The same, counted from the rows that the caller sees. */
export async function seenCounts(
  db: Queryable,
  metric: MetricDefinition,
  day: Day,
): Promise<DivisionCount[]> {
  const { rows } = await db.query<DivisionCount>(
    `select r.division, count(*)::int total, (count(*) filter (where r.bad))::int bad
     from (${rowsSql(metric)}) r where ${TYPED} group by r.division`,
    asked(day, []),
  );
  return rows;
}
