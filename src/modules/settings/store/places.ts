import type { Queryable } from '../../../platform/db/index.ts';

export interface Division {
  readonly id: string;
  readonly name: string | null;
  readonly level: string | null;
  readonly parent: string | null;
}

/** Divisions as they stand: everyone who has signed in may know them. */
export async function divisionsNow(db: Queryable): Promise<Division[]> {
  const { rows } = await db.query<Division>(
    `select id, "name", "level", "parent" from rec.jurisdiction where vt = 'infinity' and live order by id`,
  );
  return rows;
}
