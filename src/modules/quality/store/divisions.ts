import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

export async function divisionNames(db: Queryable, day: Day): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    'select id, "name" as name from rec.jurisdiction where vf <= $1 and $1 < vt and live',
    [new Date(endOfDay(day))],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
