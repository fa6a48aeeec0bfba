import type { Queryable } from '../../../platform/db/index.ts';
import type { Elsewhere } from '../rules/marks.ts';

/** A measure as a record of its check needs it. */
export interface MeasureRecord {
  readonly id: string;
  readonly enterprise: string;
  readonly riskItem: string | null;
  readonly facility: string | null;
  readonly text: string | null;
  readonly place: string | null;
  readonly checkEvery: string | null;
  readonly active: boolean;
  readonly shifts: number;
  readonly level: string | null;
}

export async function measuresOf(
  db: Queryable,
  ids: readonly string[],
  at: Date,
  shifts: number,
): Promise<ReadonlyMap<string, MeasureRecord>> {
  const { rows } = await db.query<MeasureRecord>(
    `select m.id, m."enterprise", m."riskItem", m."facility", m."text", m."place", m."checkEvery",
       m.live and m."active" is not false as active, r."level",
       least(greatest(coalesce(e."shifts", $3), 1), 4)::int as shifts
     from rec."controlMeasure" m
       join rec.enterprise e on e.id = m."enterprise" and e.vf <= $2 and $2 < e.vt
       left join rec."riskItem" r on r.id = m."riskItem" and r.vf <= $2 and $2 < r.vt
     where m.id = any($1) and m.vf <= $2 and $2 < m.vt`,
    [ids, at, shifts],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface KeptCheck {
  readonly id: string;
  readonly controlMeasure: string;
  readonly period: string;
  readonly by: string;
  readonly hazard: string | null;
  readonly marks: readonly string[] | null;
}

/** Those of the records that are there already: sent before. */
export async function keptChecks(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KeptCheck>> {
  const { rows } = await db.query<KeptCheck>(
    `select c.id, c."controlMeasure", c."period", c."by", c."hazard", c."marks"
     from rec."measureCheck" c where c.id = any($1) and c.vt = 'infinity'`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface PlacedCheck {
  readonly doneAt: Date;
  readonly longitude: number;
  readonly latitude: number;
}

/** The same person's records just before and just after a moment, where they say where. */
export async function besideOf(
  db: Queryable,
  by: string,
  moment: Date,
): Promise<readonly PlacedCheck[]> {
  const side = (than: '<=' | '>', order: 'desc' | 'asc'): string =>
    `(select c."doneAt", c."longitude", c."latitude" from rec."measureCheck" c
      where c."by" = $1 and c."doneAt" ${than} $2 and c."longitude" is not null and c."latitude" is not null
        and c.vt = 'infinity' and c.live
      order by c."doneAt" ${order} limit 1)`;
  const { rows } = await db.query<PlacedCheck>(
    `${side('<=', 'desc')} union all ${side('>', 'asc')}`,
    [by, moment],
  );
  return rows;
}

/** A record in which a photograph stood before. */
export interface EarlierPhoto extends Elsewhere {
  readonly photo: string;
}

/** Where the contents of photographs stand already: in earlier checks, and in hazards of the enterprises. */
export async function photosKept(
  db: Queryable,
  photos: readonly string[],
  enterprises: readonly string[],
): Promise<readonly EarlierPhoto[]> {
  if (photos.length === 0) return [];
  const { rows } = await db.query<EarlierPhoto>(
    `select p.photo, o.type, o.id, o."on"::text from unnest($1::text[]) as p (photo),
       lateral ((select 'measureCheck' as type, c.id, c."date" as "on" from rec."measureCheck" c
           where c."photos" @> array[p.photo] and c.vt = 'infinity' order by c."date", c.id limit 1)
         union all (select 'hazard', h.id, h."foundOn" from rec.hazard h
           where h."enterprise" = any($2) and h.vt = 'infinity'
             and (h."photos" @> array[p.photo] or h."documents" @> array[p.photo]) order by h."foundOn", h.id limit 2)) o`,
    [photos, enterprises],
  );
  return rows;
}
