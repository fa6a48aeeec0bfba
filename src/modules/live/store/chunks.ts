import { BinaryRows, copyInto } from '../../../platform/db/index.ts';
import { type Pool, type PoolClient, transaction } from '../../../platform/db/transaction.ts';
import type { Chunk } from '../rules/packed.ts';

/** Rows of the journal received up to here lie in chunks, in ms; null: none do. */
export async function packedUntil(owner: Pool): Promise<number | null> {
  const { rows } = await owner.query<{ until: string | null }>(
    'select extract(epoch from packed_until) * 1000 as until from live.progress where id = 1',
  );
  const until = rows[0]?.until ?? null;
  return until === null ? null : Number(until);
}

/** The first row that the journal holds from a moment on, in ms; null: it holds none. */
export async function firstReceived(owner: Pool, from = 0): Promise<number | null> {
  const { rows } = await owner.query<{ first: string | null }>(
    `select extract(epoch from min(received)) * 1000 as first from live.journal
      where received >= to_timestamp($1 / 1000.0)`,
    [from],
  );
  const first = rows[0]?.first ?? null;
  return first === null ? null : Number(first);
}

export async function gatewaysBetween(owner: Pool, from: number, until: number): Promise<number[]> {
  const { rows } = await owner.query<{ gateway: number }>(
    `select distinct gateway from live.journal
      where received >= to_timestamp($1 / 1000.0) and received < to_timestamp($2 / 1000.0)
      order by 1`,
    [from, until],
  );
  return rows.map(({ gateway }) => gateway);
}

/** Readings of a gateway's batches received in a time, in the order of the journal. */
export async function* batchesBetween(
  owner: Pool,
  gateway: number,
  from: number,
  until: number,
): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; ) {
    const { rows } = await owner.query<{ seq: number; readings: Buffer }>(
      `select seq, readings from live.journal
        where gateway = $1 and received >= to_timestamp($2 / 1000.0)
          and received < to_timestamp($3 / 1000.0) and seq > $4
        order by seq limit 1000`,
      [gateway, from, until, seq],
    );
    for (const { readings } of rows) yield readings;
    const last = rows.at(-1);
    if (!last) return;
    seq = last.seq;
  }
}

/** Partitions for the history of months since 1970. */
export async function makeMonths(owner: Pool, months: readonly number[]): Promise<void> {
  await owner.query('select live.make_chunk_partition(month) from unnest($1::int[]) month', [
    months,
  ]);
}

/** Chunks of a stretch of the journal; a stretch packed twice is there once. */
export async function writeChunks(owner: Pool, chunks: readonly Chunk[]): Promise<void> {
  if (chunks.length > 0) await transaction(owner, (client) => copyChunks(client, chunks));
}

/** Within a transaction. */
export async function copyChunks(client: PoolClient, chunks: readonly Chunk[]): Promise<void> {
  await client.query('create temp table chunk_in (like live.chunk) on commit drop');
  await copyInto(client, 'copy chunk_in from stdin (format binary)', rowsOf(chunks));
  await client.query('insert into live.chunk select * from chunk_in on conflict do nothing');
}

function* rowsOf(chunks: readonly Chunk[]): Generator<Uint8Array> {
  const out = new BinaryRows();
  for (const row of chunks) {
    out.row(10);
    out.int4(row.tag);
    out.int8(row.fromMs);
    out.int8(row.untilMs);
    out.int4(row.readings);
    optional(out, row.least);
    optional(out, row.most);
    out.double(row.total);
    out.int4(row.good);
    out.bytes(row.packed);
    if (row.parts === null) out.nothing();
    else out.bytes(row.parts);
    if (out.full) yield out.take();
  }
  yield out.end();
}

function optional(out: BinaryRows, value: number | null): void {
  if (value === null) out.nothing();
  else out.double(value);
}

export async function setPacked(owner: Pool, until: number): Promise<void> {
  await owner.query(
    `insert into live.progress (id, packed_until) values (1, to_timestamp($1 / 1000.0))
      on conflict (id) do update set packed_until = excluded.packed_until`,
    [until],
  );
}

/** Drops what was received before a moment and lies in chunks. */
export async function dropBefore(owner: Pool, before: number): Promise<void> {
  await owner.query('select live.drop_partitions($1)', [Math.floor(before / 3_600_000)]);
}

/** The tag's chunks between two moments, as the transaction's caller may see them: each lies in a day. */
export async function chunksOf(
  client: PoolClient,
  tag: string,
  from: number,
  until: number,
): Promise<Uint8Array[]> {
  await client.query("select set_config('zhiben.tag', $1, true)", [tag]);
  const { rows } = await client.query<{ packed: Buffer }>(
    `select packed from live.chunk
      where tag = (select live.asked_tag()) and from_ms > $1::bigint - 86400000 and from_ms < $2
        and until_ms >= $1 order by from_ms`,
    [from, until],
  );
  return rows.map(({ packed }) => packed);
}

export interface ChunkFigures {
  readonly from: number;
  readonly until: number;
  readonly least: number | null;
  readonly most: number | null;
  readonly total: number;
  readonly good: number;
  /** By the hour, packed; null: it is an hour at most. */
  readonly parts: Uint8Array | null;
}

/** Only the figures of the same chunks: for long stretches. */
export async function figuresOfChunks(
  client: PoolClient,
  tag: string,
  from: number,
  until: number,
): Promise<ChunkFigures[]> {
  await client.query("select set_config('zhiben.tag', $1, true)", [tag]);
  const { rows } = await client.query<ChunkFigures>(
    `select from_ms::double precision as "from", until_ms::double precision as until, least, most,
      total, good, parts from live.chunk
      where tag = (select live.asked_tag()) and from_ms > $1::bigint - 86400000 and from_ms < $2
      order by from_ms`,
    [from, until],
  );
  return rows;
}
