import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

/** An alarm that stood at some time of a day. */
export interface StandingAlarm {
  readonly alarm: string;
  readonly enterprise: string;
  readonly enterpriseName: string | null;
  readonly facility: string | null;
  readonly facilityName: string | null;
  readonly rule: string;
  readonly level: string;
  readonly receivedAt: Moment;
  readonly acknowledgedAt: Moment | null;
}

interface StandingRow {
  readonly id: string;
  readonly enterprise: string;
  readonly enterprise_name: string | null;
  readonly facility: string | null;
  readonly facility_name: string | null;
  readonly rule: string;
  readonly level: string;
  readonly received_at: Date;
  readonly acknowledged_at: Date | null;
}

/** Within the caller's scope: what was not closed before `from` and came before `until`. */
export async function standingAlarms(
  db: Queryable,
  asked: { readonly from: Date; readonly until: Date; readonly division: string | null },
): Promise<readonly StandingAlarm[]> {
  const { rows } = await db.query<StandingRow>(
    `select a.id, a.enterprise, e."name" enterprise_name, f.id facility, f."name" facility_name, a.rule, a.level,
       a.received_at, a.acknowledged_at
     from alarms.alarm a join rec.enterprise e on e.id = a.enterprise and e.vt = 'infinity' and e.live
     left join rec.facility f on f.id = a.facility and f.vt = 'infinity' and f.live
     where a.received_at < $2 and (a.hold is null or a.hold = 'shelved')
       and (a.state <> 'closed' or a.closed_at >= $1 and a.received_at >= $1 - interval '30 days')
       and ($3::text is null or exists (select from rec.division_above d
         where d.id = e."jurisdiction" and d.above = $3 and d.vt = 'infinity'))
     order by a.received_at desc, a.id limit 5000`,
    [asked.from, asked.until, asked.division],
  );
  return rows.map((row) => ({
    ...{ alarm: row.id, enterprise: row.enterprise, enterpriseName: row.enterprise_name },
    ...{ facility: row.facility, facilityName: row.facility_name, rule: row.rule },
    ...{ level: row.level, receivedAt: row.received_at.getTime() as Moment },
    acknowledgedAt: row.acknowledged_at === null ? null : (row.acknowledged_at.getTime() as Moment),
  }));
}
