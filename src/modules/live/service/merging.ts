import { dayAt, type Moment, MS_PER_DAY, startOfDay } from '../../../kernel/calendar.ts';
import { silence } from '../../../law/standards/tag-defaults.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import { packedUntil } from '../store/chunks.ts';
import {
  chunksOfTags,
  mergedUntil,
  replaceChunks,
  setMerged,
  severalChunks,
} from '../store/merged.ts';
import { Collected, Packer } from './packer.ts';

const LATE_MS = 1000 * silence.buffered;
/** Bytes of chunks that are merged at once. */
const AT_ONCE = 4 << 20;

export interface Merged {
  readonly days: number;
  readonly chunks: number;
}

/**
 * Merges the chunks of days that ended, each tag's into one (按日归并), and once more when nothing can
 * come late for them any longer. Cut short anywhere it begins the day again.
 */
export async function mergeDays(owner: Pool): Promise<Merged> {
  const packed = await packedUntil(owner);
  let done = { days: 0, chunks: 0 };
  if (packed === null) return done;
  const until = await mergedUntil(owner, packed);
  const ends = {
    merged: startOfDay(dayAt(packed as Moment)),
    settled: startOfDay(dayAt((packed - LATE_MS) as Moment)),
  };
  const packer = new Packer();
  try {
    for (const which of ['merged', 'settled'] as const) {
      for (let day = until[which]; day < ends[which]; day += MS_PER_DAY) {
        const chunks = await mergeDay(owner, packer, day);
        await setMerged(owner, which, day + MS_PER_DAY);
        done = { days: done.days + 1, chunks: done.chunks + chunks };
      }
    }
  } finally {
    await packer.close();
  }
  return done;
}

/** How many chunks went into fewer. */
async function mergeDay(owner: Pool, packer: Packer, from: number): Promise<number> {
  const until = from + MS_PER_DAY;
  let merged = 0;
  for (let after = 0; ; ) {
    const some = await severalChunks(owner, from, until, after);
    const last = some.at(-1);
    if (!last) return merged;
    for (const tags of grouped(some)) merged += await mergeTags(owner, packer, tags, from, until);
    after = last.tag;
  }
}

async function mergeTags(
  owner: Pool,
  packer: Packer,
  tags: readonly number[],
  from: number,
  until: number,
): Promise<number> {
  const found = await chunksOfTags(owner, tags, from, until);
  const collected = new Collected();
  for (const { packed } of found) collected.add(packed);
  const job = {
    kind: 'merge',
    tags: found.map(({ tag }) => tag),
    chunks: collected.take(),
  } as const;
  await replaceChunks(owner, tags, from, until, await packer.do(job));
  return found.length;
}

function grouped(all: readonly { readonly tag: number; readonly bytes: number }[]): number[][] {
  const groups: number[][] = [];
  let room = 0;
  for (const { tag, bytes } of all) {
    if (bytes > room || groups.length === 0) {
      groups.push([]);
      room = AT_ONCE;
    }
    groups.at(-1)?.push(tag);
    room -= bytes;
  }
  return groups;
}
