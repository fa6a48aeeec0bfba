import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

const at = (day: Day): [Date, string] => [new Date(endOfDay(day)), formatDay(day)];

export interface OwnDuties {
  readonly overdue: number;
  /** Due within a week. */
  readonly soon: number;
}

/** For small scopes: one enterprise, a township, a park. */
export async function ownDuties(db: Queryable, day: Day): Promise<OwnDuties> {
  const { rows } = await db.query<OwnDuties>(
    `select (count(*) filter (where status = 3))::int overdue,
       (count(*) filter (where status = 2 and due <= $2::date + 7))::int soon
     from duty.span where vf <= $1 and $1 < vt and status in (2, 3)`,
    at(day),
  );
  return rows[0] ?? { overdue: 0, soon: 0 };
}

export interface Waiting {
  readonly unacknowledged: number;
  readonly oldest: Date | null;
}

/** Alarms that nobody has acknowledged. */
export async function waitingAlarms(db: Queryable, day: Day): Promise<Waiting> {
  const { rows } = await db.query<Waiting>(
    `select count(*)::int unacknowledged, min("raisedAt") oldest from rec.alarm
     where vf <= $1 and $1 < vt and live and "raisedAt" <= $1
       and ("acknowledgedAt" is null or "acknowledgedAt" > $1) and ("clearedAt" is null or "clearedAt" > $1)`,
    [at(day)[0]],
  );
  return rows[0] ?? { unacknowledged: 0, oldest: null };
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

/** Red and orange enterprises that nobody has inspected in the year of the day. */
export async function uninspectedFirms(db: Queryable, day: Day): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `with graded as (select distinct on ("enterprise") "enterprise" firm, "colour" from rec."gradeAssessment"
       where vf <= $1 and $1 < vt and live and "kind" = 'confirmed' and "date" <= $2::date
       order by "enterprise", "date" desc, id)
     select count(*)::int n from graded g where g."colour" in ('red', 'orange')
       and not exists (select from rec.inspection i where i."enterprise" = g.firm and i.vf <= $1 and $1 < i.vt
         and i.live and i."date" between date_trunc('year', $2::date)::date and $2::date)`,
    at(day),
  );
  return rows[0]?.n ?? 0;
}
