import type { Queryable } from '../../../platform/db/index.ts';

/** A division with the divisions that make it up where it is a functional zone. */
const PARTS = (ids: string): string =>
  `select x id from unnest(${ids}) x union
   select j.id from rec.jurisdiction j where j.vt = 'infinity' and j."zones" && ${ids}`;

/**
 * Lies the division in one of these, or one of them in it? Or does anything lie there that hangs on
 * one of these keys: on an enterprise, a park, a body?
 */
export async function isHisDivision(
  db: Queryable,
  divisions: readonly string[],
  keys: readonly string[],
  division: string,
): Promise<boolean> {
  const { rows } = await db.query<{ his: boolean }>(
    `with mine as (${PARTS('$1::text[]')}), asked as (${PARTS('array[$3::text]')})
     select exists (select from mine m cross join asked a where m.id = a.id or exists (
         select from rec.division_above d
         where (d.id = m.id and d.above = a.id) or (d.id = a.id and d.above = m.id)))
       or exists (select from identity.anchor a
         where a.keys && $2::text[] and a.keys && array['d:' || $3 || ':chem', 'd:' || $3 || ':trade']) his`,
    [divisions, keys, division],
  );
  return rows[0]?.his ?? false;
}

/** Is anything the caller's that hangs on this key: of an enterprise (`e:…`) or a park (`p:…`)? */
export async function isHisNode(db: Queryable, key: string): Promise<boolean> {
  const { rows } = await db.query<{ his: boolean }>(
    'select exists (select from identity.anchor a where a.keys @> array[$1::text]) his',
    [key],
  );
  return rows[0]?.his ?? false;
}
