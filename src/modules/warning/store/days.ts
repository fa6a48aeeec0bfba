import { type Day, endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { DayCount, Filters } from './list.ts';

const ends = (days: readonly Day[]) => days.map((day) => new Date(endOfDay(day)));
const dates = (days: readonly Day[]) => days.map(formatDay);

/** Ended days are counted, the earliest first: each span once, for the days at whose end it stood. */
export async function countDays(db: Queryable, days: readonly Day[]): Promise<void> {
  await db.query(
    `with stood as (select s.kind, s.grade, s.park, s.division, s.enterprise,
         width_bucket(s.since - interval '1 us', $2::timestamptz[]) + 1 first,
         width_bucket(s.until - interval '1 us', $2::timestamptz[]) last
       from warning.span s where s.until > ($2::timestamptz[])[1] and s.since <= ($2::timestamptz[])[cardinality($2)]),
     placed as (select s.*, array(select k from identity.anchor a, unnest(a.keys) k
           where a.id = r.anchor and k ~ '^[dp]:' order by k) keys
       from stood s left join identity.record_scope r on r.subject = 'enterprise/' || s.enterprise)
     insert into warning.day_count (day, kind, grade, park, division, keys, count)
     select ($1::date[])[no], kind, grade, park, division, keys, count(*)
     from placed cross join lateral generate_series(first, last) no group by 1, 2, 3, 4, 5, 6`,
    [dates(days), ends(days)],
  );
}

export async function forgetDays(db: Queryable): Promise<void> {
  await db.query('delete from warning.day_count');
}

/** As `countedByDay`, of days that were counted. */
export async function keptByDay(
  db: Queryable,
  days: readonly Day[],
  { kind, division, park }: Filters,
): Promise<readonly DayCount[]> {
  const { rows } = await db.query<DayCount>(
    `select m.no::int no, c.grade, sum(c.count)::int "count"
     from unnest($1::date[], $2::timestamptz[]) with ordinality m(day, at, no)
       join warning.day_count c on c.day = m.day and c.kind = $3
       left join rec.division_above d on d.above = $4 and d.id = c.division and d.vf <= m.at and m.at < d.vt
     where ($4::text is null or d.id is not null) and ($5::text is null or c.park = $5)
     group by 1, 2`,
    [dates(days), ends(days), kind, division ?? null, park ?? null],
  );
  return rows;
}
