import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { tableOf } from '../../records/index.ts';

/**
 * Of these divisions, those that lie within the caller's own; for somebody without a division,
 * those in which his enterprises and parks lie. Null: the first of all, the widest first.
 */
export async function divisionsWithin(
  db: Queryable,
  ids: readonly string[] | null,
  at: Date,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select r.id from rec.jurisdiction r
     where r.vf <= $2 and $2 < r.vt and r.live and ($1::text[] is null or r.id = any($1)) and (
       exists (select from rec.division_above d, unnest(identity.my_keys()) k
         where d.id = r.id and d.vf <= $2 and $2 < d.vt and k like 'd:' || d.above || ':%')
       or (not exists (select from unnest(identity.my_keys()) k where k like 'd:%') and (
         exists (select from rec.enterprise e where e."jurisdiction" = r.id and e.vf <= $2 and $2 < e.vt)
         or exists (select from rec.park p where p."jurisdiction" = r.id and p.vf <= $2 and $2 < p.vt))))
     order by length(r.id), r.id limit $3`,
    [ids, at, limit],
  );
  return rows.map(({ id }) => id);
}

/** The first records of a type within the scope, by name. */
export async function firstOf(
  db: Queryable,
  definition: RecordDefinition,
  at: Date,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select r.id from ${tableOf(definition.type)} r where r.vf <= $1 and $1 < r.vt and r.live
     order by r."name", r.id limit $2`,
    [at, limit],
  );
  return rows.map(({ id }) => id);
}
