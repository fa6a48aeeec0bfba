import { dayAt, type Moment, MS_PER_DAY, startOfDay } from '../../../kernel/calendar.ts';
import { pack, unpack } from './chunk.ts';
import { type Figures, figuresOf, Gathered, inOrder, type OneTag } from './gather.ts';
import { packParts } from './parts.ts';
import { readingsOf } from './readings.ts';

/** Readings of one tag of one day, packed, with the figures of the good ones. */
export interface Chunk extends Figures {
  readonly tag: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly readings: number;
  readonly packed: Uint8Array;
  /** Figures by the hour; null: an hour at most. */
  readonly parts: Uint8Array | null;
}

const HOUR = 3_600_000;

/** Pieces that lie one behind the other. */
export interface Pieces {
  readonly bytes: Uint8Array;
  readonly lengths: readonly number[];
}

export function* each({ bytes, lengths }: Pieces): Generator<Uint8Array> {
  let at = 0;
  for (const length of lengths) {
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

/** Batches of the journal by tag and day. */
export function chunksOf(batches: Pieces): Chunk[] {
  const gathered = new Gathered();
  for (const batch of each(batches)) gathered.add(readingsOf(batch));
  return [...gathered.series()].flatMap(([tag, series]) => daily(tag, series));
}

/** Chunks of tags (one a piece), each tag's by day. What is there twice is there once. */
export function mergedOf(tags: readonly number[], chunks: Pieces): Chunk[] {
  const byTag = new Map<number, { times: number[]; values: number[]; qualities: number[] }>();
  let at = 0;
  for (const piece of each(chunks)) {
    const tag = tags[at] as number;
    at += 1;
    const own = byTag.get(tag) ?? { times: [], values: [], qualities: [] };
    byTag.set(tag, own);
    const { times, values, qualities } = unpack(piece);
    for (const [n, time] of times.entries()) {
      own.times.push(time);
      own.values.push(values[n] as number);
      own.qualities.push(qualities[n] as number);
    }
  }
  return [...byTag].flatMap(([tag, series]) => daily(tag, inOrder(series)));
}

/** A chunk lies within one day of the city: so it is known where to look for one. */
function daily(tag: number, { times: exact, values, qualities }: OneTag): Chunk[] {
  const chunks: Chunk[] = [];
  const times = exact.map(Math.floor);
  for (let at = 0; at < times.length; ) {
    const end = startOfDay(dayAt(times[at] as Moment)) + MS_PER_DAY;
    let next = at + 1;
    while (next < times.length && (times[next] as number) < end) next += 1;
    const cut = (column: readonly number[]): readonly number[] =>
      next - at === column.length ? column : column.slice(at, next);
    chunks.push(
      chunkOf(tag, { times: cut(times), values: cut(values), qualities: cut(qualities) }),
    );
    at = next;
  }
  return chunks;
}

function chunkOf(tag: number, series: OneTag): Chunk {
  const { times } = series;
  const [fromMs, untilMs] = [times[0] as number, times.at(-1) as number];
  return {
    ...{ tag, fromMs, untilMs, readings: times.length, ...figuresOf(series) },
    packed: pack(series),
    parts: untilMs - fromMs > HOUR ? packParts(series) : null,
  };
}
