import type { Moment } from '../../../kernel/calendar.ts';
import { BinaryRows, copyInto } from '../../../platform/db/index.ts';
import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import { PART_ROWS } from '../rules/journal-parts.ts';

/** One batch as the journal keeps it. */
export interface JournalRow {
  readonly seq: number;
  readonly gateway: number;
  readonly receivedAt: Moment;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly digest: Uint8Array;
  readonly readings: Uint8Array;
  /** JSON of what was refused; null: nothing was. */
  readonly refused: string | null;
}

const COPY = `copy live.journal (seq, gateway, received, first_ms, last_ms, digest, readings, refused)
from stdin (format binary)`;
const ROWS = `select seq::double precision as seq, gateway,
  extract(epoch from received) * 1000 as received, first_ms::double precision as first,
  last_ms::double precision as last, digest, readings, refused
from live.journal`;
/** Any number that nobody else locks: one writer at a time, of each part. */
const WRITER_LOCK = 0x6c_69_76_65;

/** A part of the journal has one writer: whoever holds this connection. */
export async function openWriter(app: Pool, part = 0): Promise<PoolClient | null> {
  const client = await app.connect();
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) got', [
    WRITER_LOCK + part,
  ]);
  if (rows[0]?.got) return client;
  client.release();
  return null;
}

/** Whoever comes next can write as soon as this resolves. */
export async function closeWriter(client: PoolClient, part = 0): Promise<void> {
  await client.query('select pg_advisory_unlock($1)', [WRITER_LOCK + part]).catch(() => undefined);
  client.release(true);
}

/** Kept for the next write: megabytes a second would be collected, and readings wait. */
let spare: Buffer | undefined;
const MOST_SPARE = 4 << 20;

/** All of them are stored when it resolves, none when it rejects. */
export async function writeRows(client: PoolClient, rows: readonly JournalRow[]): Promise<void> {
  const out = new BinaryRows(spare);
  spare = undefined;
  for (const row of rows) {
    out.row(8);
    out.int8(row.seq);
    out.int4(row.gateway);
    out.moment(row.receivedAt);
    out.int8(row.firstMs);
    out.int8(row.lastMs);
    out.bytes(row.digest);
    out.bytes(row.readings);
    if (row.refused === null) out.nothing();
    else out.text(row.refused);
  }
  await copyInto(client, COPY, [out.end()]);
  // It was read to its end: the server says how many rows it holds.
  if (out.room.length <= MOST_SPARE) spare = out.room;
}

/** The last number that was given in a part: also of rows that were packed and dropped since. */
export async function lastSeq(owner: Pool, part = 0): Promise<number> {
  const base = part * PART_ROWS;
  const { rows } = await owner.query<{ seq: number | null }>(
    `select greatest((select max(seq) from live.journal where seq >= $1 and seq < $2),
      (select counted from live.progress where id = $3)) seq`,
    [base, base + PART_ROWS, part + 1],
  );
  return Number(rows[0]?.seq ?? base);
}

/** The newest reading of each gateway, in ms by its own clock. */
export async function highWaters(app: Pool): Promise<ReadonlyMap<number, number>> {
  const { rows } = await app.query<{ gateway: number; last: number }>(
    'select gateway, max(last_ms)::double precision as last from live.journal group by gateway',
  );
  return new Map(rows.map(({ gateway, last }) => [gateway, last]));
}

/** Was this batch stored before? */
export async function isStored(app: Pool, gateway: number, digest: Uint8Array): Promise<boolean> {
  const { rows } = await app.query(
    'select from live.journal where gateway = $1 and digest = $2 limit 1',
    [gateway, digest],
  );
  return rows.length > 0;
}

/** Rows of its part after a sequence number, in order, a page at a time. */
export async function* rowsAfter(app: Pool, after: number): AsyncGenerator<JournalRow[]> {
  const end = (Math.floor(after / PART_ROWS) + 1) * PART_ROWS;
  for (let seq = after; ; ) {
    const { rows } = await app.query<Stored>(
      `${ROWS} where seq > $1 and seq < $2 order by seq limit 2000`,
      [seq, end],
    );
    if (rows.length === 0) return;
    const page = rows.map(rowOf);
    yield page;
    seq = page.at(-1)?.seq ?? seq;
  }
}

/** A gateway's rows received since a moment (ms; null: ever) that may hold readings of a time. */
export async function rowsOfGateway(
  app: Pool,
  gateway: number,
  since: number | null,
  fromMs: number,
  untilMs: number,
): Promise<JournalRow[]> {
  const { rows } = await app.query<Stored>(
    `${ROWS} where gateway = $1 and received >= to_timestamp($2 / 1000.0)
      and last_ms >= $3 and first_ms < $4 order by seq`,
    [gateway, since ?? 0, fromMs, untilMs],
  );
  return rows.map(rowOf);
}

interface Stored {
  seq: number;
  gateway: number;
  received: string;
  first: number;
  last: number;
  digest: Buffer;
  readings: Buffer;
  refused: string | null;
}

const rowOf = (row: Stored): JournalRow => ({
  seq: row.seq,
  gateway: row.gateway,
  receivedAt: Math.round(Number(row.received)) as Moment,
  firstMs: row.first,
  lastMs: row.last,
  digest: row.digest,
  readings: row.readings,
  refused: row.refused,
});
