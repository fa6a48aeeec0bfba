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

/** Is anything of the enterprise the caller's? Its own record, or one that names it among others. */
export async function isHisEnterprise(db: Queryable, enterprise: string): Promise<boolean> {
  const { rows } = await db.query<{ his: boolean }>(
    'select exists (select from identity.anchor a where a.enterprises @> array[$1::text]) his',
    [enterprise],
  );
  return rows[0]?.his ?? false;
}

/** Is anything of the park the caller's? */
export async function isHisPark(db: Queryable, park: string): Promise<boolean> {
  const { rows } = await db.query<{ his: boolean }>(
    `select exists (select from identity.anchor a where a.keys @> array['p:' || $1::text]) his`,
    [park],
  );
  return rows[0]?.his ?? false;
}
