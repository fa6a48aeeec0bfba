import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

/** Clauses of which tasks are open. */
export async function clausesFollowed(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ clause: string }>(
    `select distinct clause from assignments.assignment where state = 'open'`,
  );
  return rows.map(({ clause }) => clause);
}

/** An addressee of a task of whom nothing is left to do. */
export interface Finished {
  readonly assignment: string;
  readonly owner: string;
}

/**
 * Marks objects whose duty is done (or stands no longer), and tasks of which all are. By the owner:
 * it follows the duties, whoever asks.
 */
export async function markDone(
  db: Queryable,
  clauses: readonly string[],
  day: Day,
): Promise<readonly Finished[]> {
  const { rows } = await db.query<Finished>(
    `with ended as (
       update assignments.object o set done_on = $2::date, outcome = coalesce((
           select case d.status when 0 then 'met' else 'late' end from duty.span d
           where d.clause = c.no and d.subject = o.subject and d.period is not distinct from o.period
             and d.trigger is not distinct from o.trigger and d.status in (0, 1) and d.vf <= $3 and $3 < d.vt limit 1), 'gone')
       from assignments.assignment t join duty.clause c on c.id = t.clause
       where t.id = o.assignment and t.state = 'open' and o.done_on is null and t.clause = any($1)
         and not exists (select from duty.span d where d.clause = c.no and d.subject = o.subject
           and d.period is not distinct from o.period and d.trigger is not distinct from o.trigger
           and d.status in (2, 3, 4) and d.vf <= $3 and $3 < d.vt)
       returning o.assignment, o.owner, o.no)
     select distinct e.assignment, e.owner from ended e where not exists (
       select from assignments.object o where o.assignment = e.assignment and o.owner = e.owner and o.done_on is null
         and not exists (select from ended x where x.assignment = o.assignment and x.no = o.no))`,
    [clauses, formatDay(day), new Date(endOfDay(day))],
  );
  await db.query(
    `update assignments.assignment t set state = 'done', ended_on = $2::date, version = version + 1
     where t.state = 'open' and t.clause = any($1)
       and not exists (select from assignments.object o where o.assignment = t.id and o.done_on is null)`,
    [clauses, formatDay(day)],
  );
  return rows;
}
