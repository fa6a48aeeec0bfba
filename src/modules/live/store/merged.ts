import type { Moment } from '../../../kernel/calendar.ts';
import { type Pool, transaction } from '../../../platform/db/transaction.ts';
import type { Chunk } from '../rules/packed.ts';
import { copyChunks } from './chunks.ts';

export interface MergedUntil {
  readonly merged: number;
  readonly settled: number;
}

/** Days before it are merged, in ms; where none is yet, from the first that has chunks. */
export async function mergedUntil(owner: Pool, packed: number): Promise<MergedUntil> {
  const { rows } = await owner.query<{ merged: string | null; settled: string | null }>(
    `select extract(epoch from merged_until) * 1000 as merged,
      extract(epoch from settled_until) * 1000 as settled from live.progress where id = 1`,
  );
  const [row] = rows;
  if (row?.merged != null) {
    return { merged: Number(row.merged), settled: Number(row.settled ?? row.merged) };
  }
  // Once: no index leads by the time alone.
  const first = await owner.query<{ first: string | null }>(
    `select extract(epoch from date_trunc('day', to_timestamp(min(from_ms) / 1000.0), 'Asia/Shanghai'))
      * 1000 as first from live.chunk`,
  );
  const begin = Number(first.rows[0]?.first ?? packed);
  return { merged: begin, settled: begin };
}

export async function setMerged(
  owner: Pool,
  which: 'merged' | 'settled',
  until: number,
): Promise<void> {
  await owner.query(
    `update live.progress set
      merged_until = case when $1 = 'merged' then to_timestamp($2 / 1000.0) else merged_until end,
      settled_until = case when $1 = 'settled' then to_timestamp($2 / 1000.0) else settled_until end
    where id = 1`,
    [which, until],
  );
}

/** Tags after one with several chunks of a day, and their bytes; some of them, in order. */
export async function severalChunks(
  owner: Pool,
  from: number,
  until: number,
  after: number,
): Promise<readonly { readonly tag: number; readonly bytes: number }[]> {
  const { rows } = await owner.query<{ tag: number; bytes: number }>(
    `select tag, sum(octet_length(packed))::double precision as bytes from live.chunk
      where from_ms >= $1 and from_ms < $2 and tag > $3
      group by tag having count(*) > 1 order by tag limit 500`,
    [from, until, after],
  );
  return rows;
}

/** Their chunks of a day; what was written first comes first where times are the same. */
export async function chunksOfTags(
  owner: Pool,
  tags: readonly number[],
  from: number,
  until: number,
): Promise<readonly { readonly tag: number; readonly packed: Uint8Array }[]> {
  const { rows } = await owner.query<{ tag: number; packed: Buffer }>(
    `select tag, packed from live.chunk
      where tag = any($1::int[]) and from_ms >= $2 and from_ms < $3 order by tag, from_ms, until_ms`,
    [tags, from, until],
  );
  return rows;
}

/** Readers see the ones or the others. */
export async function replaceChunks(
  owner: Pool,
  tags: readonly number[],
  from: number,
  until: number,
  chunks: readonly Chunk[],
): Promise<void> {
  await transaction(owner, async (client) => {
    await client.query(
      'delete from live.chunk where tag = any($1::int[]) and from_ms >= $2 and from_ms < $3',
      [tags, from, until],
    );
    await copyChunks(client, chunks);
  });
}

/** Ends the history of months before one (since 1970), and says from when it is there. */
export async function dropHistory(owner: Pool, month: number, start: Moment): Promise<void> {
  await owner.query('select live.drop_chunks($1)', [month]);
  await owner.query(
    'update live.progress set dropped_before = to_timestamp($1 / 1000.0) where id = 1',
    [start],
  );
}

/** History from before it was dropped; null: nothing was. */
export async function droppedUntil(owner: Pool): Promise<string | null> {
  const { rows } = await owner.query<{ before: string | null }>(
    `select to_char(dropped_before at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as before
      from live.progress where id = 1`,
  );
  return rows[0]?.before ?? null;
}
