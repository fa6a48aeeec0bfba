import type { Queryable } from '../../../platform/db/index.ts';

export interface StatedFact {
  readonly id: string;
  readonly type: string;
  readonly record: string;
  readonly at: Date;
  readonly set: Readonly<Record<string, unknown>>;
  readonly retired: boolean | null;
  readonly by: string | null;
  readonly evidence: readonly string[] | null;
  readonly recordedAt: Date;
}

/** Facts by id that the caller may see, in the order in which they hold. */
export async function factsOf(
  db: Queryable,
  ids: readonly string[],
  limit: number,
): Promise<StatedFact[]> {
  const { rows } = await db.query<StatedFact>(
    `select fact_id id, type, record, at, set, retired, by, evidence, recorded_at "recordedAt"
     from board.published_fact where fact_id = any($1) order by at desc, seq desc limit $2`,
    [ids, limit],
  );
  return rows;
}

/** Of records, as type/id, those that the caller may see. */
export async function visibleOf(
  db: Queryable,
  records: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ subject: string }>(
    'select subject from identity.record_scope where subject = any($1)',
    [records],
  );
  return new Set(rows.map(({ subject }) => subject));
}

/** How high divisions stand: city, county, zone, township. */
export async function levelsOf(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; level: string }>(
    `select id, "level" as level from rec.jurisdiction where id = any($1) and vt = 'infinity'`,
    [ids],
  );
  return new Map(rows.map(({ id, level }) => [id, level]));
}

/** Names of the divisions as they were called at a moment. */
export async function divisionNames(db: Queryable, at: Date): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; name: string | null }>(
    'select id, "name" from rec.jurisdiction where vf <= $1 and $1 < vt',
    [at],
  );
  return new Map(rows.map(({ id, name }) => [id, name ?? id]));
}

/** A division and all below it at a moment; empty: there is no such division. */
export async function divisionsBelow(db: Queryable, id: string, at: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from rec.division_above where above = $1 and vf <= $2 and $2 < vt
     union select id from rec.jurisdiction where id = $1 and vf <= $2 and $2 < vt`,
    [id, at],
  );
  return rows.map((row) => row.id);
}
