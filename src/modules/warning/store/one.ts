import type { Queryable } from '../../../platform/db/index.ts';
import type { Contribution, Grade, Kind } from '../model.ts';

export interface Stretch {
  readonly grade: Grade;
  readonly since: Date;
  /** Null: it still stands. */
  readonly until: Date | null;
  readonly working: readonly Contribution[];
}

const STRETCHES = 2000;

/** How one object stood from a moment on, the newest first. */
export async function stretchesOf(
  db: Queryable,
  kind: Kind,
  id: string,
  from: Date,
  to: Date,
): Promise<readonly Stretch[]> {
  const { rows } = await db.query<Stretch>(
    `select s.grade, s.since, nullif(s.until, 'infinity') "until", s.working from warning.span s
     where s.kind = $1 and s.object = $2 and s.until > $3 and s.since <= $4 and s.since < s.until
     order by s.since desc, s.id desc limit $5`,
    [kind, id, from, to, STRETCHES],
  );
  return rows;
}

export interface Found {
  readonly name: string | null;
  readonly enterprise: string | null;
  readonly enterprise_name: string | null;
  readonly division: string | null;
  readonly division_name: string | null;
  /** Null: no warning. */
  readonly grade: Grade | null;
  readonly graded_since: Date | null;
  readonly alarms: number | null;
  readonly working: readonly Contribution[] | null;
}

/** An object whose grade the caller may see, whether it has one or not. */
export async function gradesOf(
  db: Queryable,
  moment: Date,
  kind: Kind,
  id: string,
): Promise<Found | null> {
  const { rows } = await db.query<Found>(
    `with o as (
       select e."name", e.id enterprise, e."jurisdiction" division from rec.enterprise e
         where $2 = 'enterprise' and e.id = $3 and e.vf <= $1 and $1 < e.vt and e.live
       union all select f."name", f."enterprise", f."jurisdiction" from rec.facility f
         where $2 = 'installation' and f.id = $3 and f.vf <= $1 and $1 < f.vt and f.live
           and exists (select from rec.enterprise e where e.id = f."enterprise")
       union all select p."name", null, p."jurisdiction" from rec.park p
         where $2 = 'park' and p.id = $3 and p.vf <= $1 and $1 < p.vt and p.live
           and ('p:' || p.id = any(identity.my_keys()) or warning.is_over(p."jurisdiction"))
       union all select j."name", null, j.id from rec.jurisdiction j
         where $2 = j."level" and j.id = $3 and j.vf <= $1 and $1 < j.vt and j.live and warning.is_over(j.id))
     select o."name", o.enterprise, e."name" enterprise_name, o.division, d."name" division_name,
       s.grade, s.graded_since, s.alarms, s.working
     from o left join warning.span s on s.kind = $2 and s.object = $3 and s.since <= $1 and $1 < s.until
       left join rec.enterprise e on e.id = o.enterprise and e.vf <= $1 and $1 < e.vt
       left join rec.jurisdiction d on d.id = o.division and d.vf <= $1 and $1 < d.vt`,
    [moment, kind, id],
  );
  return rows[0] ?? null;
}

/** What hazards say of themselves, of those that the caller may see. */
export async function hazardTexts(
  db: Queryable,
  moment: Date,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; said: string }>(
    `select h.id, left(coalesce(h."note", h."criterion"), 80) said from rec.hazard h
     where h.id = any($2) and h.vf <= $1 and $1 < h.vt and coalesce(h."note", h."criterion") is not null`,
    [moment, ids],
  );
  return new Map(rows.map(({ id, said }) => [id, said]));
}
