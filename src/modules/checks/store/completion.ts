import type { Queryable } from '../../../platform/db/index.ts';
import type { Window } from '../model.ts';
import { FITS, windowTable } from './windows.ts';

/** What became of an enterprise's tasks. */
export interface CompletionRecord {
  readonly enterprise: string;
  readonly enterpriseName: string | null;
  readonly division: string | null;
  readonly planned: number;
  readonly done: number;
  readonly late: number;
  readonly marked: number;
  readonly hazardsDue: number;
  readonly accepted: number;
  /** Major hazards past their day at the end. */
  readonly majorsOverdue: number;
}

export interface CompletionOptions {
  readonly at: Date;
  readonly shifts: number;
  /** Windows that ended within the days. */
  readonly windows: readonly Window[];
  readonly from: string;
  readonly to: string;
  readonly enterprises: readonly string[];
}

/**
 * Tasks are not stored: measures meet the windows, and the records of those periods, each read once
 * and hashed by measure and period, say which were done. The same for a page of enterprises and for
 * all of a province (bench/checks.ts).
 */
export function countsOfTasks(windows: readonly Window[], first: number) {
  const table = windowTable(windows, first);
  const keys = `$${table.next}`;
  const sql = `select m."enterprise", count(*)::int as planned,
      (count(*) filter (where d.taken < w.ends))::int as done, (count(*) filter (where d.taken >= w.ends))::int as late
    from rec."controlMeasure" m
      join rec.enterprise e on e.id = m."enterprise" and e.vf <= $1 and $1 < e.vt and e.live
      join ${table.sql} on ${FITS}
      left join (select c."controlMeasure" as measure, c."period" as period, min(c."takenAt") as taken
        from rec."measureCheck" c
        where c."period" = any(${keys}) and c.vf <= $1 and $1 < c.vt and c.live and c."judgement" is distinct from 'rejected'
        group by 1, 2) d on d.measure = m.id and d.period = w.key
    where m.vf <= $1 and $1 < m.vt and m.live and m."active" is not false`;
  const values = [...table.values, windows.map(({ key }) => key)];
  return { sql, values, next: table.next + 1 };
}

/** Enterprises that have measures to check, within the scope, after one of them. */
export async function checkedEnterprises(
  db: Queryable,
  wanted: {
    readonly at: Date;
    readonly enterprise: string | null;
    readonly division: string | null;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select e.id from rec.enterprise e
     where e.vf <= $1 and $1 < e.vt and e.live and ($2::text is null or e.id = $2)
       and ($3::text is null or e."jurisdiction" = any(array(
         select d.id from rec.division_above d where d.above = $3 and d.vf <= $1 and $1 < d.vt)))
       and ($4::text is null or e.id > $4)
       and exists (select from rec."controlMeasure" m
         where m."enterprise" = e.id and m.vf <= $1 and $1 < m.vt and m.live and m."checkEvery" is not null)
     order by e.id limit $5`,
    [wanted.at, wanted.enterprise, wanted.division, wanted.after, wanted.limit],
  );
  return rows.map(({ id }) => id);
}

export async function completionOf(
  db: Queryable,
  o: CompletionOptions,
): Promise<readonly CompletionRecord[]> {
  const counts = countsOfTasks(o.windows, 6);
  const { rows } = await db.query<CompletionRecord>(
    `select e.id as enterprise, e."name" as "enterpriseName", e."jurisdiction" as division,
       coalesce(t.planned, 0) as planned, coalesce(t.done, 0) as done, coalesce(t.late, 0) as late,
       coalesce(c.marked, 0) as marked, coalesce(h.due, 0) as "hazardsDue", coalesce(h.accepted, 0) as accepted,
       (select count(*)::int from rec.hazard o where o."enterprise" = e.id and o."major" and o."rectifiedOn" is null
         and coalesce(o."extendedUntil", o."dueOn") <= $5::date and o.vf <= $1 and $1 < o.vt and o.live) as "majorsOverdue"
     from rec.enterprise e
       left join (${counts.sql} and m."enterprise" = any($3) group by 1) t on t."enterprise" = e.id
       left join (select c."enterprise", count(*)::int as marked from rec."measureCheck" c
         where c."enterprise" = any($3) and c."date" between $4::date and $5::date and cardinality(c."marks") > 0
           and (c."judgement" is null or c."judgement" = 'explained') and c.vf <= $1 and $1 < c.vt and c.live
         group by 1) c on c."enterprise" = e.id
       left join (select x."enterprise", count(*)::int as due,
           (count(*) filter (where x."verifiedOn" <= $5::date))::int as accepted
         from rec.hazard x
         where x."enterprise" = any($3) and coalesce(x."extendedUntil", x."dueOn") between $4::date and $5::date
           and x.vf <= $1 and $1 < x.vt and x.live
         group by 1) h on h."enterprise" = e.id
     where e.id = any($3) and e.vf <= $1 and $1 < e.vt
     order by e.id`,
    [o.at, o.shifts, o.enterprises, o.from, o.to, ...counts.values],
  );
  return rows;
}

export interface DayOfTasks {
  readonly enterprises: number;
  readonly planned: number;
  readonly done: number;
}

/** Every task of a day, of every measure there is, in one question. */
export async function tasksOfDay(
  db: Queryable,
  wanted: { readonly at: Date; readonly windows: readonly Window[]; readonly shifts: number },
): Promise<DayOfTasks> {
  const counts = countsOfTasks(wanted.windows, 3);
  const { rows } = await db.query<DayOfTasks>(
    `select count(*)::int as enterprises, coalesce(sum(t.planned), 0)::int as planned, coalesce(sum(t.done), 0)::int as done
     from (${counts.sql} group by 1) t`,
    [wanted.at, wanted.shifts, ...counts.values],
  );
  return rows[0] ?? { enterprises: 0, planned: 0, done: 0 };
}
