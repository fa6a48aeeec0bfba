import type { Day } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { MetricDefinition, MetricRow } from '../model.ts';
import { asked, rowsSql, TYPED } from './metric-rows.ts';

export interface RowChoice {
  /** The divisions to show; null: all. */
  readonly divisions: readonly string[] | null;
  readonly enterprise: string | null;
  readonly bad: boolean | null;
  /** One row alone. */
  readonly key?: string | null;
  /** After which row, in the order of the list. */
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

// The page first, by row-level security alone: places are looked up for its rows only.
const LIST = (rows: string): string => `with page as materialized (
  select r.subject, r.key, r.division, r.bad, r.due, r.clause, r.period, r."triggerKey",
    coalesce(r.due, '9999-12-31'::date) place
  from (${rows}) r
  where ${TYPED}
    and ($4::text[] is null or r.division = any($4))
    and ($5::text is null or r.subject = any(array(select s.subject from identity.anchor a
      join identity.record_scope s on s.anchor = a.id where a.enterprises = array[$5])))
    and ($6::boolean is null or r.bad = $6)
    and ($7::date is null or (coalesce(r.due, '9999-12-31'::date), r.key) > ($7, $8::text))
    and ($10::text is null or r.key = $10)
  order by coalesce(r.due, '9999-12-31'::date), r.key limit $9)
select p.subject, p.key, e.id enterprise, e."name" "enterpriseName", p.division, p.bad, p.due::text due, p.clause,
  p.period, p."triggerKey", p.place::text place
from page p
  left join identity.record_scope s on s.subject = p.subject
  left join identity.anchor a on a.id = s.anchor
  left join rec.enterprise e on cardinality(a.enterprises) = 1 and e.id = a.enterprises[1] and e.vf <= $1 and $1 < e.vt
order by p.place, p.key`;

/** The rows behind a metric that the caller may see, those due longest first. */
export async function metricRows(
  db: Queryable,
  metric: MetricDefinition,
  day: Day,
  clauses: readonly number[],
  { divisions, enterprise, bad, key = null, after, limit }: RowChoice,
): Promise<(MetricRow & { readonly place: string })[]> {
  const { rows } = await db.query<MetricRow & { place: string }>(LIST(rowsSql(metric)), [
    ...asked(day, clauses),
    ...[divisions, enterprise, bad, after?.[0] ?? null, after?.[1] ?? null, limit, key],
  ]);
  return rows;
}

const BY_FIRM = (rows: string): string => `with by_subject as materialized (
  select r.subject, count(*) total, count(*) filter (where r.bad) bad
  from (${rows}) r where ${TYPED} and ($4::text[] is null or r.division = any($4))
  group by r.subject having count(*) filter (where r.bad) > 0),
by_firm as materialized (
  select a.enterprises[1] id, sum(b.total)::int total, sum(b.bad)::int bad from by_subject b
    join identity.record_scope s on s.subject = b.subject
    join identity.anchor a on a.id = s.anchor and cardinality(a.enterprises) = 1
  group by 1 order by 3 desc, 1 limit $5)
select f.id, e."name", e."jurisdiction" division, f.total, f.bad
from by_firm f join rec.enterprise e on e.id = f.id and e.vf <= $1 and $1 < e.vt order by f.bad desc, f.id`;

export interface FirmCount {
  readonly id: string;
  readonly name: string | null;
  readonly division: string | null;
  readonly total: number;
  readonly bad: number;
}

/** Enterprises with the most bad rows. */
export async function worstFirms(
  db: Queryable,
  metric: MetricDefinition,
  day: Day,
  clauses: readonly number[],
  divisions: readonly string[] | null,
  limit: number,
): Promise<FirmCount[]> {
  const { rows } = await db.query<FirmCount>(BY_FIRM(rowsSql(metric)), [
    ...asked(day, clauses),
    divisions,
    limit,
  ]);
  return rows;
}
