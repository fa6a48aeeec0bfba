import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { ListRow } from '../model.ts';

export const MOST_ROWS = 2000;
/** As duty.span numbers them. */
const OVERDUE = 3;

export interface ListSource {
  readonly clauses: readonly string[] | null;
  /** `type/id` */
  readonly subjects: readonly string[] | null;
  readonly enterprises: readonly string[] | null;
  readonly division: string | null;
}

/** Overdue duties at the end of a day, of what the caller sees. One row too many says so. */
export async function overdueRows(db: Queryable, source: ListSource, day: Day): Promise<ListRow[]> {
  const { rows } = await db.query<ListRow>(
    `with seen as (
       select r.subject, a.enterprises[1] enterprise from identity.record_scope r join identity.anchor a on a.id = r.anchor
       where ($4::text[] is null or r.subject = any($4)) and ($5::text[] is null or a.enterprises && $5))
     select s.subject, n.enterprise, coalesce(e.name, p.name, j.name, s.subject) "name",
       coalesce(k.id, s.division, '') division, coalesce(k.name, '') "divisionName", c.id clause, s.due::text due,
       ($2::date - coalesce(s.due, s.since))::int "overdueDays"
     from seen n join duty.span s on s.subject = n.subject join duty.clause c on c.no = s.clause
       left join rec.enterprise e on e.id = n.enterprise and e.vf <= $1 and $1 < e.vt
       left join rec.park p on s.subject = 'park/' || p.id and p.vf <= $1 and $1 < p.vt
       left join rec.jurisdiction j on s.subject = 'jurisdiction/' || j.id and j.vf <= $1 and $1 < j.vt
       left join lateral (select u.id, u.name from rec.division_above d join rec.jurisdiction u on u.id = d.above
         where d.id = s.division and d.vt = 'infinity' and u.vt = 'infinity' and u.level in ('county', 'zone', 'city')
         order by array_position(array['county', 'zone', 'city'], u.level) limit 1) k on true
     where s.vf <= $1 and $1 < s.vt and s.status = $6 and ($3::text[] is null or c.id = any($3))
       and ($7::text is null or exists (select from rec.division_above d where d.id = s.division and d.above = $7 and d.vt = 'infinity'))
     order by 5, 3, c.no, s.due, s.subject limit ${MOST_ROWS + 1}`,
    [
      ...[new Date(endOfDay(day)), formatDay(day), source.clauses, source.subjects],
      ...[source.enterprises, OVERDUE, source.division],
    ],
  );
  return rows;
}

/** Names of divisions as they are now. */
export async function divisionNames(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly level: string }>> {
  const { rows } = await db.query<{ id: string; name: string; level: string }>(
    `select id, name, level from rec.jurisdiction where id = any($1) and vt = 'infinity'`,
    [ids],
  );
  return new Map(rows.map(({ id, name, level }) => [id, { name, level }]));
}

/** The organisation record of a division's emergency bureau, where there is one. */
export async function bureauRecord(db: Queryable, division: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `select id from rec.organisation where kind = 'emergency-bureau' and "jurisdiction" = $1 and vt = 'infinity' and live
     order by id limit 1`,
    [division],
  );
  return rows[0]?.id ?? null;
}

/** The counties of some divisions and these themselves, as far as they are no townships. */
export async function reportDivisions(
  db: Queryable,
  nodes: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `select distinct j.id, j.name, array_position(array['city', 'county', 'zone'], j.level) rank
     from rec.division_above d join rec.jurisdiction j on j.id = d.id and j.vt = 'infinity' and j.live
     where d.above = any($1) and d.vt = 'infinity' and j.level in ('city', 'county', 'zone') order by 3, 1`,
    [nodes],
  );
  return rows.map(({ id, name }) => ({ id, name }));
}
