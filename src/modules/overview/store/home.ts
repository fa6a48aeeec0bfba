import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

const at = (day: Day): [Date, string] => [new Date(endOfDay(day)), formatDay(day)];

/** Since when the oldest alarm waits that nobody has acknowledged. */
export async function oldestWaiting(db: Queryable, day: Day): Promise<Date | null> {
  const { rows } = await db.query<{ oldest: Date | null }>(
    `select min("raisedAt") oldest from rec.alarm
     where vf <= $1 and $1 < vt and live and "raisedAt" <= $1
       and ("acknowledgedAt" is null or "acknowledgedAt" > $1) and ("clearedAt" is null or "clearedAt" > $1)`,
    [at(day)[0]],
  );
  return rows[0]?.oldest ?? null;
}

export interface PromiseFacts {
  readonly openMajor: number;
  readonly overdueMajor: number;
  readonly stopIgnored: number;
  readonly redAlarms: number;
  readonly promisedToday: number;
}

/** What stands against today's promise (安全承诺) of an enterprise. */
export async function promiseFacts(db: Queryable, day: Day): Promise<PromiseFacts> {
  const { rows } = await db.query<PromiseFacts>(
    `select
       (select count(*)::int from rec.hazard where vf <= $1 and $1 < vt and live and "treatedAsMajor" and "open") "openMajor",
       (select count(*)::int from rec.hazard where vf <= $1 and $1 < vt and live and "treatedAsMajor" and "open" and "overdue") "overdueMajor",
       (select count(*)::int from rec.hazard where vf <= $1 and $1 < vt and live and "open" and "runningDespiteStop") "stopIgnored",
       (select count(*)::int from rec.alarm where vf <= $1 and $1 < vt and live and "level" = 'red'
          and ("clearedAt" is null or "clearedAt" > $1) and "falseAlarm" is not true) "redAlarms",
       (select count(*)::int from rec.commitment where vf <= $1 and $1 < vt and live and "date" = $2::date
          and "kind" = 'risk-announcement') "promisedToday"`,
    at(day),
  );
  return (
    rows[0] ?? { openMajor: 0, overdueMajor: 0, stopIgnored: 0, redAlarms: 0, promisedToday: 0 }
  );
}
