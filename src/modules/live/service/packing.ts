import type { Pool } from '../../../platform/db/transaction.ts';
import { monthOf } from '../rules/months.ts';
import type { Chunk } from '../rules/packed.ts';
import {
  batchesBetween,
  dropBefore,
  firstReceived,
  gatewaysBetween,
  makeMonths,
  packedUntil,
  setPacked,
  writeChunks,
} from '../store/chunks.ts';
import { Collected, Packer } from './packer.ts';

const HOUR = 3_600_000;
/** After an hour's end, what is still being written may come in. */
const SETTLED = 60_000;
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
  const packer = new Packer();
  const made = new Set<number>();
  try {
    for (let from = first; from < end; ) {
      const until = Math.min(end, (Math.floor(from / HOUR) + 1) * HOUR);
      const gateways = await gatewaysBetween(owner, from, until);
      for (const gateway of gateways) {
        for await (const chunks of packGateway(owner, packer, gateway, from, until)) {
          await makeMissing(owner, made, chunks);
          await writeChunks(owner, chunks);
          for (const { readings, packed } of chunks) {
            done = {
              ...done,
              readings: done.readings + readings,
              bytes: done.bytes + packed.length,
            };
          }
        }
      }
      // Where nothing came for long, no hour of it is looked at.
      const next = gateways.length > 0 ? until : ((await firstReceived(owner, until)) ?? end);
      from = Math.min(end, Math.max(until, Math.floor(next / HOUR) * HOUR));
      await setPacked(owner, from);
      done = { ...done, hours: done.hours + 1 };
    }
  } finally {
    await packer.close();
  }
  await dropBefore(owner, end - KEPT_HOURS * HOUR);
  return done;
}

async function* packGateway(
  owner: Pool,
  packer: Packer,
  gateway: number,
  from: number,
  until: number,
): AsyncGenerator<Chunk[]> {
  const collected = new Collected();
  const take = (): Promise<Chunk[]> => packer.do({ kind: 'pack', batches: collected.take() });
  for await (const batch of batchesBetween(owner, gateway, from, until)) {
    if (!collected.fits(batch)) yield await take();
    collected.add(batch);
  }
  if (!collected.empty) yield await take();
}

/** Months are made once a run: what lies in the rest already is not looked for each time. */
async function makeMissing(
  owner: Pool,
  made: Set<number>,
  chunks: readonly Chunk[],
): Promise<void> {
  const months = new Set(chunks.map(({ fromMs }) => monthOf(fromMs))).difference(made);
  if (months.size === 0) return;
  await makeMonths(owner, [...months]);
  for (const month of months) made.add(month);
}
