import type { Queryable } from '../../../platform/db/index.ts';

/** The division of each enterprise and all above it, the lowest first. */
export async function divisionsOf(
  db: Queryable,
  enterprises: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ id: string; chain: string[] }>(
    `select e.id, array(select d.above from rec.division_above d
        join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity'
        where d.id = e.jurisdiction and d.vt = 'infinity'
        order by array_position(array['township', 'zone', 'county', 'city', 'province'], j."level"::text)) chain
      from rec.enterprise e where e.id = any($1) and e.vt = 'infinity'`,
    [enterprises],
  );
  return new Map(rows.map(({ id, chain }) => [id, chain]));
}
