import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

export interface PointRow {
  readonly id: string;
  readonly name: string | null;
  readonly division: string | null;
  /** CGCS2000 (EPSG:4490), as they are stored. */
  readonly lon: number;
  readonly lat: number;
  readonly level: string | null;
  readonly total: number;
}

/** Enterprises with a place, red and orange first. */
export async function pointsOn(
  db: Queryable,
  day: Day,
  divisions: readonly string[] | null,
  limit: number,
): Promise<PointRow[]> {
  const { rows } = await db.query<PointRow>(
    `with graded as materialized (select distinct on ("enterprise") "enterprise" firm, "colour" from rec."gradeAssessment"
       where vf <= $1 and $1 < vt and live and "kind" = 'confirmed' and "date" <= $2::date
       order by "enterprise", "date" desc, id)
     select e.id, e."name", e."jurisdiction" division, e."longitude" lon, e."latitude" lat, g."colour" "level",
       (count(*) over ())::int total
     from rec.enterprise e left join graded g on g.firm = e.id
     where e.vf <= $1 and $1 < e.vt and e.live and e."longitude" is not null and e."latitude" is not null
       and ($3::text[] is null or e."jurisdiction" = any($3))
     order by array_position(array['red', 'orange', 'yellow', 'blue'], g."colour"), e.id limit $4`,
    [new Date(endOfDay(day)), formatDay(day), divisions, limit],
  );
  return rows;
}
