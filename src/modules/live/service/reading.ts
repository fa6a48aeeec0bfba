import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { unpack } from '../rules/chunk.ts';
import { inOrder, type OneTag } from '../rules/gather.ts';
import { unpackParts } from '../rules/parts.ts';
import { readingsOf } from '../rules/readings.ts';
import { type Point, type Stretch, stretchesOf, thinned } from '../rules/thin.ts';
import { type ChunkFigures, chunksOf, figuresOfChunks, packedUntil } from '../store/chunks.ts';
import { rowsOfGateway } from '../store/journal.ts';

/** Where a tag's readings lie. */
export interface TagPlace {
  readonly id: string;
  readonly no: number;
  readonly gateway: number;
}

const HOUR = 3_600_000;
/** A longer stretch is drawn from the figures of the chunks, by the hour. */
const LONG = 14 * 24 * HOUR;

/** Every reading of a tag between two moments (ms), within the caller's scope; each time once. */
export async function readingsBetween(
  city: LiveCity,
  caller: Caller,
  tag: TagPlace,
  from: number,
  until: number,
): Promise<OneTag> {
  const packed = await reading(city.web, caller, (client) => chunksOf(client, tag.id, from, until));
  const all = { times: [] as number[], values: [] as number[], qualities: [] as number[] };
  const take = (times: Iterable<number>, values: ArrayLike<number>, q: ArrayLike<number>): void => {
    let at = -1;
    for (const time of times) {
      at += 1;
      if (time < from || time >= until) continue;
      all.times.push(time);
      all.values.push(values[at] as number);
      all.qualities.push(q[at] as number);
    }
  };
  for (const chunk of packed) {
    const { times, values, qualities } = unpack(chunk);
    take(times, values, qualities);
  }
  const fresh = await unpacked(city, tag, from, until);
  take(fresh.times, fresh.values, fresh.qualities);
  return inOrder(all);
}

/** What a chart draws between two moments, at most so many points. */
export async function pointsBetween(
  city: LiveCity,
  caller: Caller,
  tag: TagPlace,
  { from, until, points }: { from: number; until: number; points: number },
): Promise<Point[]> {
  if (until - from <= LONG) {
    const series = await readingsBetween(city, caller, tag, from, until);
    return thinned(stretchesOf(series), from, until, points);
  }
  const figures = await reading(city.web, caller, (client) =>
    figuresOfChunks(client, tag.id, from, until),
  );
  const fresh = await unpacked(city, tag, from, until);
  return thinned([...figures.flatMap(hoursOf), ...stretchesOf(fresh)], from, until, points);
}

const hoursOf = ({ parts, ...whole }: ChunkFigures): Stretch[] =>
  parts === null ? [whole] : unpackParts(parts);

/** What the journal holds of it beyond the chunks. */
async function unpacked(
  city: LiveCity,
  tag: TagPlace,
  from: number,
  until: number,
): Promise<OneTag> {
  const { owner, app } = city.options;
  const since = await packedUntil(owner);
  const series = { times: [] as number[], values: [] as number[], qualities: [] as number[] };
  for (const row of await rowsOfGateway(app, tag.gateway, since, from, until)) {
    const { times, values, tags, qualities, count } = readingsOf(row.readings);
    for (let at = 0; at < count; at += 1) {
      const time = times[at] as number;
      if (tags[at] !== tag.no || time < from || time >= until) continue;
      series.times.push(time);
      series.values.push(values[at] as number);
      series.qualities.push(qualities[at] as number);
    }
  }
  return series;
}
