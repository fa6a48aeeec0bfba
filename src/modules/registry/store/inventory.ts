import type { Queryable } from '../../../platform/db/index.ts';
import type { FactRow } from './record-rows.ts';

/** A line of an inventory as it stands at the moment. */
export interface LineRow {
  readonly id: string;
  readonly record: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Above so many a unit is not judged whole: no installation holds as many substances. */
export const MOST_LINES = 500;

/** The lines of a facility within the scope, the oldest first. */
export async function linesOf(
  db: Queryable,
  facility: string,
  at: Date,
): Promise<readonly LineRow[]> {
  const { rows } = await db.query<{ id: string; record: number } & Record<string, unknown>>(
    `select r.id, r.seqkey as record, r."name", r."cas", r."quantity", r."hazardClass", r."mixture",
       r."tableRow", r."note", r."facility"
     from rec.substance r where r."facility" = $1 and r.vf <= $2 and $2 < r.vt and r.live
     order by r.born, r.id limit ${MOST_LINES}`,
    [facility, at],
  );
  return rows.map(({ id, record, ...values }) => ({ id, record, values }));
}

/** What was stated of the lines, each in the order in which it holds. */
export async function factsOfLines(
  db: Queryable,
  records: readonly number[],
): Promise<ReadonlyMap<number, readonly FactRow[]>> {
  const { rows } = await db.query<FactRow & { record: number }>(
    `select record_key as record, seq, fact_id as fact, at, set, retired, by, evidence,
       recorded_at as "recordedAt", recorder
     from registry.visible_fact where record_key = any($1) order by at, seq`,
    [records],
  );
  const facts = new Map<number, FactRow[]>();
  for (const { record, ...fact } of rows) {
    const known = facts.get(record);
    if (known) known.push(fact);
    else facts.set(record, [fact]);
  }
  return facts;
}
