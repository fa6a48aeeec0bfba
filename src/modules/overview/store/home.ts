import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

/** Since when the oldest alarm waits that nobody has acknowledged. */
export async function oldestWaiting(db: Queryable, day: Day): Promise<Date | null> {
  const { rows } = await db.query<{ oldest: Date | null }>(
    `select min("raisedAt") oldest from rec.alarm
     where vf <= $1 and $1 < vt and live and "raisedAt" <= $1
       and ("acknowledgedAt" is null or "acknowledgedAt" > $1) and ("clearedAt" is null or "clearedAt" > $1)`,
    [new Date(endOfDay(day))],
  );
  return rows[0]?.oldest ?? null;
}
