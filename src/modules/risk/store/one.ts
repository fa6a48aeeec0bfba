import type { Queryable } from '../../../platform/db/index.ts';

const there = (t: string): string => `${t}.vf <= $2 and $2 < ${t}.vt and ${t}.live`;

export interface EventRecord {
  readonly id: string;
  readonly name: string;
  readonly cause: string | null;
  readonly consequence: string | null;
  readonly method: string | null;
  readonly likelihood: number | null;
  readonly exposure: number | null;
  readonly severity: number | null;
  readonly direct: string | null;
  readonly level: string | null;
  readonly residual: string | null;
  readonly gradedOn: string | null;
  readonly gradedBy: string | null;
}

export async function eventsOf(
  db: Queryable,
  point: string,
  at: Date,
): Promise<readonly EventRecord[]> {
  const { rows } = await db.query<EventRecord>(
    `select v.id, v."name", v."cause", v."consequence", v."method", v."likelihood", v."exposure", v."severity",
       v."direct", v."level", v."residual", v."gradedOn"::text, p."name" as "gradedBy"
     from rec."riskEvent" v left join rec.person p on p.id = v."gradedBy" and p.vf <= $2 and $2 < p.vt
     where v."riskItem" = $1 and ${there('v')} order by v.id`,
    [point, at],
  );
  return rows;
}

export interface MeasureRecord {
  readonly id: string;
  readonly text: string;
  readonly class: string;
  readonly riskEvent: string | null;
  readonly checkEvery: string | null;
  readonly ownerRole: string | null;
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly place: string | null;
  readonly active: boolean;
}

export async function measuresOf(
  db: Queryable,
  point: string,
  at: Date,
): Promise<readonly MeasureRecord[]> {
  const { rows } = await db.query<MeasureRecord>(
    `select m.id, m."text", m."class", m."riskEvent", m."checkEvery", m."ownerRole", m."owner",
       p."name" as "ownerName", m."place", m."active" is not false as active
     from rec."controlMeasure" m left join rec.person p on p.id = m."owner" and p.vf <= $2 and $2 < p.vt
     where m."riskItem" = $1 and ${there('m')} order by m.id`,
    [point, at],
  );
  return rows;
}

export interface SiteRecord {
  readonly id: string;
  readonly name: string | null;
  readonly kind: string | null;
  readonly majorHazard: boolean;
}

const MOST_SITES = 300;

/** The facilities of an enterprise, for the map of its site and for forms. */
export async function sitesOf(
  db: Queryable,
  enterprise: string,
  at: Date,
): Promise<readonly SiteRecord[]> {
  const { rows } = await db.query<SiteRecord>(
    `select f.id, f."name", f."kind", coalesce(f."majorHazard", false) as "majorHazard" from rec.facility f
     where f."enterprise" = $1 and ${there('f')} and f."state" is distinct from 'dismantled'
     order by f."name", f.id limit ${MOST_SITES}`,
    [enterprise, at],
  );
  return rows;
}

export interface PersonRecord {
  readonly id: string;
  readonly name: string | null;
  readonly roles: readonly string[] | null;
  readonly post: string | null;
}

const MOST_PEOPLE = 500;

export async function peopleOf(
  db: Queryable,
  enterprise: string,
  at: Date,
): Promise<readonly PersonRecord[]> {
  const { rows } = await db.query<PersonRecord>(
    `select p.id, p."name", p."role" as roles, p."post" from rec.person p
     where p."enterprise" = $1 and ${there('p')} order by p."name", p.id limit ${MOST_PEOPLE}`,
    [enterprise, at],
  );
  return rows;
}

export interface DivisionRecord {
  readonly id: string;
  readonly name: string | null;
  readonly parent: string | null;
}

/** Every division; their names are public. */
export async function divisionsAt(db: Queryable, at: Date): Promise<readonly DivisionRecord[]> {
  const { rows } = await db.query<DivisionRecord>(
    `select j.id, j."name", j."parent" from rec.jurisdiction j
     where j.vf <= $1 and $1 < j.vt and j.live order by j.id`,
    [at],
  );
  return rows;
}

/** Is it one of the enterprise's, and within the scope? */
export async function belongs(
  db: Queryable,
  type: 'facility' | 'person',
  id: string,
  enterprise: string,
  at: Date,
): Promise<boolean> {
  const table = type === 'facility' ? 'rec.facility' : 'rec.person';
  const { rows } = await db.query(
    `select from ${table} r where r.id = $1 and r."enterprise" = $3 and ${there('r')}`,
    [id, at, enterprise],
  );
  return rows.length > 0;
}

export async function kindOfSite(db: Queryable, id: string, at: Date): Promise<string | null> {
  const { rows } = await db.query<{ kind: string | null }>(
    `select f."kind" from rec.facility f where f.id = $1 and ${there('f')}`,
    [id, at],
  );
  return rows[0]?.kind ?? null;
}
