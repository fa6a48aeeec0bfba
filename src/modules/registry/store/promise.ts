import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import type { PromiseFacts } from '../rules/promise.ts';
import { ignoredStops } from './ignored-stops.ts';

/** What stands against today's promise (安全承诺) of enterprises; null: of all in the scope. */
export async function promiseFacts(
  db: Queryable,
  types: Types,
  day: Day,
  firms: readonly string[] | null,
): Promise<PromiseFacts> {
  const own = firms ? ' and "enterprise" = any($3)' : '';
  const { rows } = await db.query<PromiseFacts>(
    `select
       (select count(*)::int from rec.hazard where vf <= $1 and $1 < vt and live and "treatedAsMajor" and "open"${own}) "openMajor",
       (select count(*)::int from rec.hazard where vf <= $1 and $1 < vt and live and "treatedAsMajor" and "open" and "overdue"${own}) "overdueMajor",
       (select count(*)::int from (${ignoredStops(types)}) s where true${own}) "stopIgnored",
       (select count(*)::int from rec.alarm where vf <= $1 and $1 < vt and live and "level" = 'red'
          and ("clearedAt" is null or "clearedAt" > $1) and "falseAlarm" is not true${own}) "redAlarms",
       (select count(*)::int from rec.commitment where vf <= $1 and $1 < vt and live and "date" = $2::date
          and "kind" = 'risk-announcement'${own}) "promisedToday"`,
    [new Date(endOfDay(day)), formatDay(day), ...(firms ? [firms] : [])],
  );
  return (
    rows[0] ?? { openMajor: 0, overdueMajor: 0, stopIgnored: 0, redAlarms: 0, promisedToday: 0 }
  );
}
