import type { Pool } from '../../../platform/db/transaction.ts';
import { pack } from '../rules/chunk.ts';
import { figuresOf, Gathered } from '../rules/gather.ts';
import { readingsOf } from '../rules/readings.ts';
import {
  batchesBetween,
  type ChunkRow,
  dropBefore,
  firstReceived,
  gatewaysBetween,
  packedUntil,
  setPacked,
  writeChunks,
} from '../store/chunks.ts';

const HOUR = 3_600_000;
/** After an hour's end, what is still being written may come in. */
const SETTLED = 60_000;
/** Readings held at once while they are packed. */
const MOST_HELD = 2_000_000;
/** Packed hours of the journal stay for so long, so that a batch sent again is known. */
const KEPT_HOURS = 6;

export interface Packed {
  readonly hours: number;
  readonly readings: number;
  readonly bytes: number;
}

/**
 * Packs the journal's ended hours into chunks by tag (压缩归档) and drops the ones packed long ago.
 * Cut short anywhere it begins the hour again: a chunk written twice is one. `whole`: up to `now`.
 */
export async function packJournal(owner: Pool, now: number, whole = false): Promise<Packed> {
  const first = (await packedUntil(owner)) ?? (await firstReceived(owner));
  let done = { hours: 0, readings: 0, bytes: 0 };
  if (first === null) return done;
  const end = whole ? now : Math.floor((now - SETTLED) / HOUR) * HOUR;
  for (let from = first; from < end; ) {
    const until = Math.min(end, (Math.floor(from / HOUR) + 1) * HOUR);
    for (const gateway of await gatewaysBetween(owner, from, until)) {
      const { readings, bytes } = await packGateway(owner, gateway, from, until);
      done = { ...done, readings: done.readings + readings, bytes: done.bytes + bytes };
    }
    await setPacked(owner, until);
    done = { ...done, hours: done.hours + 1 };
    from = until;
  }
  await dropBefore(owner, end - KEPT_HOURS * HOUR);
  return done;
}

async function packGateway(
  owner: Pool,
  gateway: number,
  from: number,
  until: number,
): Promise<{ readings: number; bytes: number }> {
  let gathered = new Gathered();
  let [readings, bytes] = [0, 0];
  const flush = async (): Promise<void> => {
    const chunks = chunksOf(gathered);
    gathered = new Gathered();
    if (chunks.length > 0) await writeChunks(owner, chunks);
    for (const chunk of chunks) {
      readings += chunk.readings;
      bytes += chunk.packed.length;
    }
  };
  for await (const batch of batchesBetween(owner, gateway, from, until)) {
    gathered.add(readingsOf(batch));
    if (gathered.count >= MOST_HELD) await flush();
  }
  await flush();
  return { readings, bytes };
}

function chunksOf(gathered: Gathered): ChunkRow[] {
  const chunks: ChunkRow[] = [];
  for (const [tag, series] of gathered.series()) {
    const { times } = series;
    const [first, last] = [times[0], times.at(-1)];
    if (first === undefined || last === undefined) continue;
    chunks.push({
      ...{ tag, fromMs: Math.floor(first), untilMs: Math.floor(last), readings: times.length },
      ...figuresOf(series),
      packed: pack({ ...series, times: times.map(Math.floor) }),
    });
  }
  return chunks;
}
