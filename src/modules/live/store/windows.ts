import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import type { Window, WindowKind } from '../rules/windows.ts';

/** A window, for each tag that it covers: the one that is named, or all of a facility and what belongs to it. */
export interface CoveredTag extends Window {
  readonly tag: string;
}

/** Windows that may still cover something, and those that ended within a month: a start looks back. */
export async function loadWindows(owner: Pool, at: Moment): Promise<readonly CoveredTag[]> {
  const { rows } = await owner.query<{
    id: string;
    kind: WindowKind;
    tag: string;
    from: Date;
    until: Date;
  }>(
    `with recursive w as (
        select id, kind, tag, facility, "startsAt", least("endsAt", "endedAt") as ends
        from rec."maintenanceWindow"
        where vf <= $1 and $1 < vt and live and "endsAt" > $1::timestamptz - interval '31 days'),
      down as (
        select distinct facility as top, facility as id, 0 as steps from w
        where tag is null and facility is not null
        union all
        select d.top, f.id, d.steps + 1 from down d
          join rec.facility f on f."parentFacility" = d.id
            and f.vf <= $1 and $1 < f.vt and f.live
        where d.steps < 8)
      select w.id, w.kind, t.id as tag, w."startsAt" as "from", w.ends as until
      from w join rec.tag t on t.id = w.tag where t.vf <= $1 and $1 < t.vt and t.live
      union all
      select distinct w.id, w.kind, t.id, w."startsAt", w.ends
      from w join down d on d.top = w.facility join rec.tag t on t.facility = d.id
      where w.tag is null and t.vf <= $1 and $1 < t.vt and t.live`,
    [new Date(at).toISOString()],
  );
  return rows.map(({ from, until, ...row }) => ({
    ...row,
    ...{ from: from.getTime(), until: until.getTime() },
  }));
}
