import type { Queryable } from '../../../platform/db/index.ts';
import type { Window } from '../model.ts';
import { FITS, windowTable } from './windows.ts';

/** A task of a day: a measure in a window, with the first record of it that stands. */
export interface TaskRecord {
  readonly measure: string;
  readonly enterprise: string;
  readonly enterpriseName: string | null;
  readonly text: string | null;
  readonly class: string | null;
  readonly every: string;
  readonly ownerRole: string | null;
  readonly owner: string | null;
  readonly place: string | null;
  readonly riskItem: string | null;
  readonly riskName: string | null;
  readonly level: string | null;
  readonly facility: string | null;
  readonly facilityName: string | null;
  readonly period: string;
  readonly begins: Date;
  readonly ends: Date;
  readonly provisional: boolean;
  readonly check: string | null;
  readonly result: string | null;
  readonly takenAt: Date | null;
  readonly byName: string | null;
}

export interface TaskOptions {
  readonly at: Date;
  /** Shifts a day where the enterprise names none. */
  readonly shifts: number;
  readonly windows: readonly Window[];
  readonly enterprises: readonly string[];
  readonly ownerRoles: readonly string[] | null;
  /** Of one place (a string), or of one risk point. */
  readonly place: string | null;
  readonly riskItem: string | null;
  /** Only what nobody has done. */
  readonly left: boolean;
  /** Ends, measure and period of the last row before. */
  readonly after: readonly [string, string, string] | null;
  readonly limit: number;
}

const DONE = `select c.id, c."result", c."takenAt", c."byName" from rec."measureCheck" c
  where c."controlMeasure" = m.id and c."period" = w.key and c.vf <= $1 and $1 < c.vt and c.live
    and c."judgement" is distinct from 'rejected'
  order by c."takenAt", c.id limit 1`;

/** Tasks of enterprises within the scope, those that end first before the others. */
export async function listTasks(db: Queryable, o: TaskOptions): Promise<readonly TaskRecord[]> {
  const table = windowTable(o.windows, 3);
  const n = table.next;
  const [afterEnds = null, afterMeasure = null, afterKey = null] = o.after ?? [];
  const { rows } = await db.query<TaskRecord>(
    `select m.id as measure, m."enterprise", e."name" as "enterpriseName", m."text", m."class", m."checkEvery" as every,
       m."ownerRole", p."name" as owner, m."place", m."riskItem", r."name" as "riskName", r."level",
       m."facility", f."name" as "facilityName", w.key as period, w.begins, w.ends, w.provisional,
       d.id as "check", d."result", d."takenAt", d."byName"
     from rec."controlMeasure" m
       join rec.enterprise e on e.id = m."enterprise" and e.vf <= $1 and $1 < e.vt and e.live
       join ${table.sql} on ${FITS}
       left join lateral (${DONE}) d on true
       left join rec."riskItem" r on r.id = m."riskItem" and r.vf <= $1 and $1 < r.vt
       left join rec.facility f on f.id = m."facility" and f.vf <= $1 and $1 < f.vt
       left join rec.person p on p.id = m."owner" and p.vf <= $1 and $1 < p.vt
     where m."enterprise" = any($${n}) and m.vf <= $1 and $1 < m.vt and m.live and m."active" is not false
       and ($${n + 1}::text[] is null or m."ownerRole" = any($${n + 1}) or m."ownerRole" is null)
       and ($${n + 2}::text is null or m."place" = $${n + 2})
       and ($${n + 3}::text is null or m."riskItem" = $${n + 3})
       and (not $${n + 4}::boolean or d.id is null)
       and ($${n + 5}::timestamptz is null or (w.ends, m.id, w.key) > ($${n + 5}, $${n + 6}::text, $${n + 7}::text))
     order by w.ends, m.id, w.key limit $${n + 8}`,
    [
      ...[o.at, o.shifts, ...table.values, o.enterprises, o.ownerRoles, o.place, o.riskItem],
      ...[o.left, afterEnds, afterMeasure, afterKey, o.limit],
    ],
  );
  return rows;
}

/** What a code at a place names: a risk point, or the place of a measure. */
export interface CodeRecord {
  readonly enterprise: string;
  readonly enterpriseName: string | null;
  readonly riskItem: string | null;
  readonly place: string | null;
  readonly name: string | null;
}

export async function placeOfCode(
  db: Queryable,
  code: string,
  at: Date,
): Promise<CodeRecord | null> {
  const { rows } = await db.query<CodeRecord>(
    `select x.*, e."name" as "enterpriseName" from (
       select r."enterprise", r.id as "riskItem", null as place, r."name" as name
       from rec."riskItem" r where r.id = $1 and r.vf <= $2 and $2 < r.vt
       union all
       select m."enterprise", case when m."place" is null then m."riskItem" end, m."place", m."place"
       from rec."controlMeasure" m where m.id = $1 and m.vf <= $2 and $2 < m.vt) x
     join rec.enterprise e on e.id = x."enterprise" and e.vf <= $2 and $2 < e.vt
     limit 1`,
    [code, at],
  );
  return rows[0] ?? null;
}

/** Places of an enterprise that have measures to check, each with a code that stays. */
export interface PlaceRecord {
  readonly code: string;
  readonly place: string | null;
  readonly riskName: string | null;
  readonly level: string | null;
  readonly facilityName: string | null;
  readonly measures: number;
}

const MOST_PLACES = 200;

export async function placesOf(
  db: Queryable,
  enterprise: string,
  at: Date,
): Promise<readonly PlaceRecord[]> {
  const { rows } = await db.query<PlaceRecord>(
    `select x.code, x.place, x.measures, r."name" as "riskName", r."level", f."name" as "facilityName" from (
       select coalesce(min(m."riskItem"), min(m.id)) as code, min(m."riskItem") as item, min(m."facility") as facility,
         nullif(string_agg(distinct m."place", '、'), '') as place, count(*)::int as measures
       from rec."controlMeasure" m
       where m."enterprise" = $1 and m.vf <= $2 and $2 < m.vt and m.live and m."active" is not false
         and m."checkEvery" is not null
       group by coalesce(m."riskItem", m."place", m.id)) x
     left join rec."riskItem" r on r.id = x.item and r.vf <= $2 and $2 < r.vt
     left join rec.facility f on f.id = x.facility and f.vf <= $2 and $2 < f.vt
     order by x.place nulls last, x.code limit ${MOST_PLACES}`,
    [enterprise, at],
  );
  return rows;
}
