import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import { definitionOf, tableOf } from '../../records/index.ts';

/** A record as it stood at the end of a day, if the caller may see it. */
export async function recordOn(
  db: Queryable,
  types: Types,
  type: string,
  id: string,
  day: Day,
): Promise<Readonly<Record<string, unknown>> | null> {
  const { rows } = await db.query<Record<string, unknown>>(
    `select * from ${tableOf(definitionOf(types, type).type)} where id = $1 and vf <= $2 and $2 < vt`,
    [id, new Date(endOfDay(day))],
  );
  return rows[0] ?? null;
}
