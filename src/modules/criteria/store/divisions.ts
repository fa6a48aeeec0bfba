import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Division } from '../rules/areas.ts';

/** Every division as of a day; their names are public. */
export async function divisionsOn(db: Queryable, day: Day): Promise<Division[]> {
  const { rows } = await db.query<Division>(
    `select id, "name" as name, "level" as level, "parent" as parent from rec.jurisdiction
     where vf <= $1 and $1 < vt and live order by id`,
    [new Date(endOfDay(day))],
  );
  return rows;
}
