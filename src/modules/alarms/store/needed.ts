import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

/** When the first began of what is open: an alarm, or an incident with one; null: nothing is. */
export async function openSince(db: Queryable): Promise<Moment | null> {
  const { rows } = await db.query<{ since: Date | null }>(
    `select least(min(a.since), min(i.first_at)) as since
     from alarms.alarm a left join alarms.incident i on i.id = a.incident where a.state <> 'closed'`,
  );
  return (rows[0]?.since?.getTime() ?? null) as Moment | null;
}
