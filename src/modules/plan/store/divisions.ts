import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

/** Divisions as the ledger states them, without a projection. */

/** Has the ledger ever spoken of the division, as a record or as where something lies? */
export async function knowsDivision(db: Queryable, code: string): Promise<boolean> {
  const { rows } = await db.query<{ known: boolean }>(
    `select exists (select from ledger.published_record where type = 'jurisdiction' and id = $1)
       or exists (select from ledger.published_fact where set ->> 'jurisdiction' = $1) as known`,
    [code],
  );
  return rows[0]?.known ?? false;
}

/** The division with those above it as of a moment, nearest first. */
export async function statedChain(db: Queryable, code: string, at: Moment): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive parent as (
       select distinct on (record) record as id, set ->> 'parent' as above from ledger.published_fact
       where type = 'jurisdiction' and set ? 'parent' and at <= $2 order by record, at desc, seq desc
     ), chain(id, path) as (
       select $1::text, array[$1::text]
       union all select p.above, path || p.above from chain c join parent p on p.id = c.id
       where p.above is not null and p.above <> all (path)
     ) select id from chain order by cardinality(path)`,
    [code, formatMoment(at)],
  );
  return rows.map(({ id }) => id);
}
