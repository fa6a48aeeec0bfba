import type { Queryable } from '../../../platform/db/index.ts';

/** Names of those that the caller sees. */
export async function enterprisesSeen(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; name: string | null }>(
    `select e.id, e."name" name from rec.enterprise e where e.id = any($1) and e.vt = 'infinity' and e.live`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name ?? id]));
}
