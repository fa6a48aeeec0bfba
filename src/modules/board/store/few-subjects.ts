import type { Queryable } from '../../../platform/db/index.ts';

/** A scope of so few places is looked up by its records, not by passing over a clause's duties. */
const FEW_PLACES = 400;

/** The subjects that the caller may see, where he sees few places; null: he sees many. */
export async function subjectsOfFew(
  db: Queryable,
  type: string,
): Promise<readonly string[] | null> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int n from (select from identity.anchor
       where keys && (select array_remove(identity.my_keys(), '*')) limit ${FEW_PLACES + 1}) a`,
  );
  if ((rows[0]?.n ?? 0) > FEW_PLACES) return null;
  const found = await db.query<{ subject: string }>(
    `select r.subject from identity.anchor a join identity.record_scope r on r.anchor = a.id
     where a.keys && (select array_remove(identity.my_keys(), '*')) and starts_with(r.subject, $1)`,
    [`${type}/`],
  );
  return found.rows.map(({ subject }) => subject);
}
