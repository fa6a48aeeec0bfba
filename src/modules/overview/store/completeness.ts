import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { column, tableOf } from '../../records/index.ts';
import type { ReportedType } from '../rules/completeness.ts';

export interface Presence {
  readonly division: string | null;
  readonly records: number;
  /** How many records have each field, in the order of the fields. */
  readonly present: readonly number[];
  readonly last: Date | null;
}

/** Which fields the records of a type have, by division; hazards only while they are open. */
export async function presenceOn(
  db: Queryable,
  { type, fields }: ReportedType,
  day: Day,
): Promise<Presence[]> {
  const counts = fields.map(({ name }) => `count(r.${column(name)})::int`).join(', ');
  const open = type === 'hazard' ? 'and r."open"' : '';
  const { rows } = await db.query<Presence>(
    `select r."jurisdiction" division, count(*)::int records, array[${counts}] present, max(r.vf) last
     from ${tableOf(type)} r where r.vf <= $1 and $1 < r.vt and r.live ${open} group by 1`,
    [new Date(endOfDay(day))],
  );
  return rows;
}

export interface FirmPresence {
  readonly id: string;
  readonly name: string | null;
  readonly division: string | null;
  readonly missing: readonly string[];
  readonly lastVerifiedOn: string | null;
  readonly changedAt: Date;
}

/** Enterprises that lack a field, by id. */
export async function firmsLacking(
  db: Queryable,
  { fields }: ReportedType,
  day: Day,
  choice: {
    readonly divisions: readonly string[] | null;
    readonly field: string | null;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<FirmPresence[]> {
  const { divisions, field, after, limit } = choice;
  const values = fields.map(({ name }) => `r.${column(name)} is null`).join(', ');
  const { rows } = await db.query<FirmPresence>(
    `select f.* from (
       select r.id, r."name", r."jurisdiction" division, r."lastVerifiedOn"::text "lastVerifiedOn", r.vf "changedAt",
         array(select n from unnest($2::text[], array[${values}]) x(n, lacks) where lacks) missing
       from rec.enterprise r where r.vf <= $1 and $1 < r.vt and r.live) f
     where f.missing <> '{}' and ($3::text is null or $3 = any(f.missing))
       and ($4::text[] is null or f.division = any($4)) and ($5::text is null or f.id > $5)
     order by f.id limit $6`,
    [new Date(endOfDay(day)), fields.map(({ name }) => name), field, divisions, after, limit],
  );
  return rows;
}
