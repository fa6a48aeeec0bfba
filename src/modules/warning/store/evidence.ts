import type { Queryable } from '../../../platform/db/index.ts';
import type { Area, Place } from '../model.ts';

/** What grades are made of: the system's own reading, of the whole city. */

export interface AlarmRow {
  readonly id: string;
  readonly source: string;
  readonly rule: string;
  readonly level: string;
  readonly enterprise: string;
  readonly facility: string | null;
  readonly received_at: Date;
  readonly ended: boolean;
  readonly acknowledged: boolean;
}

const ALARM = `a.id, a.source, a.rule, a.level, a.enterprise, a.facility, a.received_at`;

/**
 * Alarms that are not closed; what was put aside or found to be no danger (误报、检修、标定) asks
 * for nothing.
 */
export async function openAlarms(db: Queryable): Promise<readonly AlarmRow[]> {
  const { rows } = await db.query<AlarmRow>(
    `select ${ALARM}, a.ended_at is not null ended, a.acknowledged_at is not null acknowledged
     from alarms.published_alarm a where a.state <> 'closed'
       and a.state in ('unacknowledged', 'acknowledged', 'returnedUnacknowledged', 'returned')
       and coalesce(a.verdict, 'real') not in ('false', 'maintenance', 'calibration')`,
  );
  return rows;
}

/** The newest alarm of each source that came so often since. */
export async function repeatedAlarms(
  db: Queryable,
  since: Date,
  count: number,
): Promise<readonly AlarmRow[]> {
  const { rows } = await db.query<AlarmRow>(
    `select distinct on (a.source) ${ALARM}, true ended, true acknowledged
     from alarms.published_alarm a
     where a.received_at > $1 and coalesce(a.verdict, 'real') not in ('false', 'maintenance', 'calibration')
       and a.source in (select x.source from alarms.published_alarm x where x.received_at > $1
         group by x.source having count(*) >= $2)
     order by a.source, a.received_at desc, a.id`,
    [since, count],
  );
  return rows;
}

export interface FactRow {
  readonly reason: 'majorHazard' | 'promise' | 'permitSpecial' | 'permit';
  readonly enterprise: string;
  readonly facility: string | null;
  readonly id: string;
  readonly at: Date | null;
  readonly what: string | null;
}

/** Overdue major hazards, promises not given in time, dangerous work under way: as of a moment. */
export async function factsAt(
  db: Queryable,
  moment: Date,
  promises: readonly string[],
): Promise<readonly FactRow[]> {
  const { rows } = await db.query<FactRow>(
    `select 'majorHazard' reason, h."enterprise" enterprise, h."facility" facility, h.id,
       greatest(h."dueOn", h."extendedUntil")::timestamp at time zone 'Asia/Shanghai' "at", null "what"
     from rec.hazard h where h.vf <= $1 and $1 < h.vt and h.live and h.overdue and h."treatedAsMajor" and h."open"
       and h."enterprise" is not null
     union all select 'promise', substr(s.subject, 12), null, min(c.id),
       min(s.due)::timestamp at time zone 'Asia/Shanghai', null
     from duty.span s join duty.clause c on c.no = s.clause
     where c.id = any($2) and s.status = 3 and s.vf <= $1 and $1 < s.vt and s.subject like 'enterprise/%'
     group by s.subject
     union all select case when p."level" = 'special' then 'permitSpecial' else 'permit' end,
       p."enterprise", p."facility", p.id, p."startedAt", p."kind"
     from rec.permit p where p.vf <= $1 and $1 < p.vt and p.live and p."status" = 'working' and p."specialOperation"
       and p."startedAt" <= $1 and p."startedAt" > $1 - interval '7 days' and p."finishedAt" is null
       and p."enterprise" is not null`,
    [moment, promises],
  );
  return rows;
}

/** Every enterprise with its park and county, as of a moment. */
export async function enterprisesAt(db: Queryable, moment: Date): Promise<readonly Place[]> {
  const { rows } = await db.query<Place>(
    `select e.id, e."jurisdiction" division, e."park" park, c.id county
     from rec.enterprise e
       left join (select d.id below, j.id from rec.division_above d join rec.jurisdiction j on j.id = d.above
           and j.vf <= $1 and $1 < j.vt and j.live and j."level" = 'county' where d.vf <= $1 and $1 < d.vt) c
         on c.below = e."jurisdiction"
     where e.vf <= $1 and $1 < e.vt and e.live`,
    [moment],
  );
  return rows;
}

/** Parks, counties and cities, as of a moment. */
export async function areasAt(db: Queryable, moment: Date): Promise<readonly Area[]> {
  const { rows } = await db.query<Area>(
    `select j."level" kind, j.id, j.id division, j."parent" parent from rec.jurisdiction j
     where j.vf <= $1 and $1 < j.vt and j.live and j."level" in ('county', 'city')
     union all select 'park', p.id, p."jurisdiction", null from rec.park p
     where p.vf <= $1 and $1 < p.vt and p.live`,
    [moment],
  );
  return rows;
}

export interface InstallationRow {
  readonly facility: string;
  readonly installation: string;
}

/** The major-hazard installation that a facility is, or lies in (two steps up at most). */
export async function installationsOf(
  db: Queryable,
  moment: Date,
): Promise<readonly InstallationRow[]> {
  const { rows } = await db.query<InstallationRow>(
    `with f as materialized (select f.id, f."parentFacility" above, f."majorHazard" major from rec.facility f
       where f.vf <= $1 and $1 < f.vt and f.live)
     select f.id facility, case when f.major then f.id when p.major then p.id else g.id end installation
     from f left join f p on p.id = f.above left join f g on g.id = p.above
     where f.major or p.major or g.major`,
    [moment],
  );
  return rows;
}
