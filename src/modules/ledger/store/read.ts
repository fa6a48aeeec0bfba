import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Pool, PoolClient, Queryable } from '../../../platform/db/index.ts';
import type { FactRow, StoredFact } from './rows.ts';
import { factColumns, storedFact } from './rows.ts';
import type { Head } from './write.ts';

const FETCH = 5000;

/** One consistent picture of the ledger for as long as `read` runs. */
export async function* snapshot<T>(
  pool: Pool,
  read: (client: PoolClient) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const client = await pool.connect();
  let healthy = false;
  try {
    await client.query('begin isolation level repeatable read read only');
    yield* read(client);
    healthy = true;
  } finally {
    try {
      await client.query('rollback');
      healthy = true;
    } catch {
      healthy = false;
    }
    client.release(!healthy);
  }
}

async function* byCursor(
  client: PoolClient,
  sql: string,
  values: readonly unknown[],
): AsyncGenerator<readonly StoredFact[]> {
  await client.query(`declare facts no scroll cursor for ${sql}`, [...values]);
  for (;;) {
    const { rows } = await client.query<FactRow>(`fetch ${FETCH} from facts`);
    if (rows.length === 0) break;
    yield rows.map(storedFact);
  }
  await client.query('close facts');
}

const JOINED = `select ${factColumns} from ledger.fact f
  left join ledger.record r on r.key = f.record left join ledger.record_type t on t.id = r.type`;

export interface FactRange {
  readonly type?: string | undefined;
  /** Both inclusive, compared with the moment a fact became true. */
  readonly from?: Moment | undefined;
  readonly to?: Moment | undefined;
  /** What the ledger knew then: facts recorded by this moment, inclusive. */
  readonly recordedBy?: Moment | undefined;
}

/** Facts in ledger order, some thousands at a time. */
export function factsInOrder(
  client: PoolClient,
  range: FactRange,
): AsyncGenerator<readonly StoredFact[]> {
  const { type = null, from = null, to = null, recordedBy = null } = range;
  const bound = (moment: Moment | null) => (moment === null ? null : formatMoment(moment));
  return byCursor(
    client,
    `${JOINED} where ($1::text is null
        or f.section = (select id from ledger.record_type where name = $1))
      and f.at >= coalesce($2::timestamptz, '-infinity')
      and f.at <= coalesce($3::timestamptz, 'infinity')
      and f.recorded_at <= coalesce($4::timestamptz, 'infinity')
    order by f.seq`,
    [type, bound(from), bound(to), bound(recordedBy)],
  );
}

/** A section's facts in the order of their positions. */
export function factsOfSection(
  client: PoolClient,
  section: number,
): AsyncGenerator<readonly StoredFact[]> {
  return byCursor(client, `${JOINED} where f.section = $1 order by f.pos`, [section]);
}

/** All heads; one with an empty hash for a type or for facts whose section has lost its row. */
export async function sectionHeads(client: Queryable): Promise<(Head & { type: string })[]> {
  const { rows } = await client.query<{ id: number; type: string; pos: string; hash: string }>(
    `with recursive used (id) as (
       select min(section) from ledger.fact
       union all
       select (select min(section) from ledger.fact where section > used.id) from used
       where used.id is not null)
     select i.id, coalesce(t.name, '#' || i.id) as type, coalesce(s.head_pos, 0)::text as pos,
       coalesce(encode(s.head_hash, 'hex'), '') as hash
     from (select id from used where id is not null union select id from ledger.section
       union select id from ledger.record_type) i
     left join ledger.section s on s.id = i.id
     left join ledger.record_type t on t.id = i.id
     order by 1`,
  );
  return rows.map(({ id, type, pos, hash }) => ({ section: id, type, pos: Number(pos), hash }));
}

/** Whether some row of the section bears this hash, or follows it. Reads the whole section. */
export async function hashInSection(
  client: PoolClient,
  section: number,
  hash: string,
): Promise<{ readonly borne: boolean; readonly followed: boolean }> {
  const { rows } = await client.query<{ borne: boolean; followed: boolean }>(
    `select coalesce(bool_or(hash = decode($2, 'hex')), false) as borne,
       coalesce(bool_or(previous = decode($2, 'hex')), false) as followed
     from ledger.fact where section = $1`,
    [section, hash],
  );
  return rows[0] ?? { borne: false, followed: false };
}

/** Number of facts in the ledger: the heads of its sections added up. */
export async function countFacts(db: Pool): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select coalesce(sum(head_pos), 0)::bigint as n from ledger.section',
  );
  return rows[0]?.n ?? 0;
}

/** Number of records of every type, in the order of the numbers. */
export async function countRecords(db: Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ type: string; n: number }>(
    'select type, count(*)::int as n from ledger.published_record group by 1 order by 2 desc, 1',
  );
  return new Map(rows.map(({ type, n }) => [type, n]));
}

/** Which of these facts the ledger holds. */
export async function heldFacts(db: Pool, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>(
    'select fact_id as id from ledger.fact where fact_id = any($1::text[])',
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
