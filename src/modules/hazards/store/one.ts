import type { Queryable } from '../../../platform/db/index.ts';

export interface StepRecord {
  readonly no: number;
  readonly act: string;
  readonly from: string | null;
  readonly to: string;
  readonly by: string;
  readonly byName: string | null;
  readonly byRole: string | null;
  readonly doneAt: Date;
  readonly major: boolean;
  readonly reason: string | null;
  readonly changes: string | null;
  readonly documents: readonly string[] | null;
}

const MOST_STEPS = 500;

/** The steps of a hazard up to a moment, in their order. */
export async function stepsOf(
  db: Queryable,
  hazard: string,
  at: Date,
): Promise<readonly StepRecord[]> {
  const { rows } = await db.query<StepRecord>(
    `select s."no", s."act", s."from", s."to", s."by", s."byName", s."byRole", s."doneAt",
       coalesce(s."major", false) as major, s."reason", s."changes", s."documents"
     from rec."hazardStep" s where s."hazard" = $1 and s.vf <= $2 and $2 < s.vt and s.live
     order by s."no" limit ${MOST_STEPS}`,
    [hazard, at],
  );
  return rows;
}

/** Keys of scope that open a record; none: the caller does not see it. */
export async function keysOfRecord(db: Queryable, subject: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ keys: string[] }>(
    `select a.keys from identity.record_scope s join identity.anchor a on a.id = s.anchor where s.subject = $1`,
    [subject],
  );
  return rows[0]?.keys ?? [];
}

/** How high divisions stand: city, county (or a zone), township. */
export async function levelsOf(
  db: Queryable,
  divisions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; level: string }>(
    `select j.id, case j."level" when 'zone' then 'county' else j."level" end as level
     from rec.jurisdiction j where j.id = any($1) and j.vt = 'infinity'`,
    [divisions],
  );
  return new Map(rows.map(({ id, level }) => [id, level]));
}

/** Of a division and those above it, the lowest first. */
export const BY_LEVEL = `array_position(array['township', 'zone', 'county', 'city', 'province'], j."level"::text)`;

/** The division and all above it, the lowest first. */
export async function divisionsAbove(
  db: Queryable,
  division: string | null,
): Promise<readonly string[]> {
  if (division === null) return [];
  const { rows } = await db.query<{ above: string }>(
    `select d.above from rec.division_above d join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity'
     where d.id = $1 and d.vt = 'infinity' order by ${BY_LEVEL}`,
    [division],
  );
  return rows.map(({ above }) => above);
}

export interface Choice {
  readonly id: string;
  readonly name: string | null;
}

const MOST_CHOICES = 300;

/** Records of an enterprise that a form may name. */
export async function peopleOf(
  db: Queryable,
  enterprise: string,
  at: Date,
): Promise<readonly Choice[]> {
  const { rows } = await db.query<Choice>(
    `select p.id, p."name" as name from rec.person p
     where p."enterprise" = $1 and p.vf <= $2 and $2 < p.vt and p.live order by p."name", p.id limit ${MOST_CHOICES}`,
    [enterprise, at],
  );
  return rows;
}

export async function sitesOf(
  db: Queryable,
  enterprise: string,
  at: Date,
): Promise<readonly Choice[]> {
  const { rows } = await db.query<Choice>(
    `select f.id, f."name" as name from rec.facility f
     where f."enterprise" = $1 and f.vf <= $2 and $2 < f.vt and f.live order by f."name", f.id limit ${MOST_CHOICES}`,
    [enterprise, at],
  );
  return rows;
}

export async function campaignsOf(
  db: Queryable,
  enterprise: string,
  at: Date,
): Promise<readonly Choice[]> {
  const { rows } = await db.query<Choice>(
    `select c.id, coalesce(c."name", c.id) as name from rec.campaign c
     where $1 = any(c."enterprises") and c.vf <= $2 and $2 < c.vt and c.live order by c.id desc limit 50`,
    [enterprise, at],
  );
  return rows;
}

/** Of an enterprise: with a part of the name or an id, or this one alone; `note`: where it stands. */
export async function equipmentOf(
  db: Queryable,
  wanted: { readonly enterprise: string; readonly q: string; readonly id?: string | undefined },
  at: Date,
): Promise<readonly (Choice & { readonly note: string | null })[]> {
  const { rows } = await db.query<Choice & { note: string | null }>(
    `select e.id, e."name" as name, f."name" as note from rec.equipment e
       left join rec.facility f on f.id = e."facility" and f.vf <= $2 and $2 < f.vt
     where e."enterprise" = $1 and e.vf <= $2 and $2 < e.vt and e.live
       and ($4::text is null or e.id = $4) and ($3 = '' or strpos(e."name", $3) > 0 or e.id = $3)
     order by e."name", e.id limit 20`,
    [wanted.enterprise, at, wanted.q.trim(), wanted.id ?? null],
  );
  return rows;
}
