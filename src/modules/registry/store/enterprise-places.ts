import type { Queryable } from '../../../platform/db/index.ts';
import { prepared } from '../../../platform/db/index.ts';

export const LIVE = 'e.vf <= $1 and $1 < e.vt and e.live';
export const ALONE = `rec.enterprise e`;

/** Among so many that are found by an index, the list looks at these alone; else it walks in its order. */
export const MOST_FOUND = 2000;

/** Those that lie in a division or below it. */
export const BELOW = (division: string): string =>
  `e."jurisdiction" = any(array(select d.id from rec.division_above d where d.above = ${division} and d.vf <= $1 and $1 < d.vt))`;

/** Where the enterprises of a division are found. */
export interface Place {
  /** So few that the list looks at these alone; null: more. */
  readonly ids: readonly string[] | null;
  /** The county whose entries hold every one of more. */
  readonly county: string | null;
}

/** What the caller may see decides, so that it holds for him alone. */
export async function placeOf(db: Queryable, division: string, at: Date): Promise<Place> {
  const text = `select e.id from ${ALONE} where ${LIVE} and ${BELOW('$2')} limit ${MOST_FOUND + 1}`;
  const { rows } = await db.query<{ id: string }>(prepared(text, [at, division]));
  if (rows.length <= MOST_FOUND) return { ids: rows.map(({ id }) => id), county: null };
  // An entry's county is that of the newest record: on an earlier day some may have lain elsewhere.
  const { rows: county } = await db.query<{ id: string }>(
    `select j.id from rec.jurisdiction j where j.id = $2 and j.vt = 'infinity' and j."level" = 'county'
       and not exists (select from ${ALONE} join registry.search_entry s on s.type = 'enterprise' and s.id = e.id
         where ${LIVE} and ${BELOW('$2')} and s.county is distinct from $2)`,
    [at, division],
  );
  return { ids: null, county: county[0]?.id ?? null };
}
