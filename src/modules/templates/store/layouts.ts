import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

export interface LayoutRow {
  readonly id: string;
  readonly division: string;
  readonly from: string;
  readonly parts: Readonly<Record<string, unknown>>;
  readonly note: string | null;
  readonly by: string;
  readonly at: Date;
}

const LAYOUT = `select l.id::text, l.division, l.from_day::text "from", l.parts, l.note, l.made_name "by", l.made_at "at"
from templates.layout l`;
const KEPT = 200;

/** Every version of a division, the newest first. */
export async function versionsOf(db: Queryable, division: string): Promise<LayoutRow[]> {
  const { rows } = await db.query<LayoutRow>(
    `${LAYOUT} where l.division = $1 order by l.id desc limit ${KEPT}`,
    [division],
  );
  return rows;
}

/** The version in force on a day: of those that begin on or before it the one made last. */
export async function layoutInForce(
  db: Queryable,
  division: string,
  day: Day,
): Promise<LayoutRow | null> {
  const { rows } = await db.query<LayoutRow>(
    `${LAYOUT} where l.division = $1 and l.from_day <= $2::date order by l.from_day desc, l.id desc limit 1`,
    [division, formatDay(day)],
  );
  return rows[0] ?? null;
}

export async function layoutById(db: Queryable, id: string): Promise<LayoutRow | null> {
  const { rows } = await db.query<LayoutRow>(`${LAYOUT} where l.id = $1::bigint`, [id]);
  return rows[0] ?? null;
}

export async function lockDivision(db: Queryable, division: string): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtext('templates.layout ' || $1))`, [division]);
}

export async function addLayout(
  db: Queryable,
  layout: Omit<LayoutRow, 'id'> & { readonly account: string },
): Promise<void> {
  const { division, from, parts, note, account, by, at } = layout;
  await db.query(
    `insert into templates.layout (division, from_day, parts, note, made_by, made_name, made_at)
     values ($1, $2::date, $3, $4, $5, $6, $7)`,
    [division, from, JSON.stringify(parts), note, account, by, at],
  );
}

export interface Place {
  readonly id: string;
  readonly name: string;
}

/** City and counties at or below the nodes, and their names. */
export async function placesAt(
  db: Queryable,
  nodes: readonly string[],
  day: Day,
): Promise<Place[]> {
  const { rows } = await db.query<Place>(
    `select j.id, j."name" as name from rec.jurisdiction j
     where j.vf <= $2 and $2 < j.vt and j.live and j."level" in ('city', 'county')
       and exists (select from rec.division_above d where d.id = j.id and d.above = any($1) and d.vf <= $2 and $2 < d.vt)
     order by j.id`,
    [nodes, new Date(endOfDay(day))],
  );
  return rows;
}
