import type { Queryable } from '../../../platform/db/index.ts';

export interface PlaceRecord {
  readonly enterprise: string;
  readonly enterpriseName: string | null;
  readonly facility: string;
  readonly facilityName: string | null;
  readonly cameras: readonly string[];
  /** The newest video feed of its enterprise, or of the place itself. */
  readonly hasFeed: boolean;
  readonly connected: boolean | null;
  readonly lastSeenAt: Date | null;
  readonly offlineSince: Date | null;
}

const there = (t: string): string => `${t}.vf <= $1 and $1 < ${t}.vt and ${t}.live`;

/** Places where people are counted, hot work is looked for, or records name a camera; by their ids. */
export async function watchedPlaces(
  db: Queryable,
  asked: {
    readonly at: Date;
    readonly division: string | null;
    readonly enterprise: string | null;
    readonly after: string;
    readonly limit: number;
  },
): Promise<readonly PlaceRecord[]> {
  const { at, division, enterprise, after, limit } = asked;
  const { rows } = await db.query<PlaceRecord>(
    `with eyes as (
       select t.facility id from rec.tag t
         where t.quantity in ('headcount', 'hotWork') and coalesce(t."inUse", true) and ${there('t')}
       union select v.facility from rec.video v where v.camera is not null and ${there('v')}),
     chosen as (
       select f.id, f.name, e.id enterprise, e.name enterprise_name
       from eyes join rec.facility f on f.id = eyes.id and ${there('f')}
       join rec.enterprise e on e.id = f.enterprise and ${there('e')}
       where f.id > $2 and ($3::text is null or e.id = $3)
         and ($4::text is null or exists (select from rec.division_above d
           where d.id = e.jurisdiction and d.above = $4 and d.vf <= $1 and $1 < d.vt))
       order by f.id limit $5)
     select s.enterprise, s.enterprise_name "enterpriseName", s.id facility, s.name "facilityName",
       array(select distinct v.camera from rec.video v
         where v.facility = s.id and v.camera is not null and ${there('v')} order by 1 limit 20) cameras,
       coalesce(w.id is not null, false) "hasFeed", w.connected, w."lastSeenAt", w."offlineSince"
     from chosen s left join lateral (select w.id, w.connected, w."lastSeenAt", w."offlineSince"
       from rec."dataFeed" w where w.kind = 'video' and w.enterprise = s.enterprise
         and (w.facility is null or w.facility = s.id) and ${there('w')}
       order by w.facility is null, w.id desc limit 1) w on true
     order by s.id`,
    [at, after, enterprise, division, limit],
  );
  return rows;
}
