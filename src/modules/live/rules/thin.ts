import type { OneTag } from './gather.ts';
import { quality } from './readings.ts';

/** What a chart draws of a stretch of time: least, greatest and mean value. Times in ms. */
export interface Point {
  readonly at: number;
  readonly least: number;
  readonly most: number;
  readonly mean: number;
  readonly readings: number;
}

/** A stretch with its figures, as chunks keep them. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly least: number | null;
  readonly most: number | null;
  readonly total: number;
  readonly good: number;
}

/** At most `points` of them between two moments; what lies outside is left out. Peaks stay. */
export function thinned(
  stretches: Iterable<Stretch>,
  from: number,
  until: number,
  points: number,
): Point[] {
  const width = Math.max(1, (until - from) / points);
  const buckets = new Map<number, { least: number; most: number; total: number; good: number }>();
  for (const { from: at, least, most, total, good } of stretches) {
    if (at < from || at >= until || least === null || most === null) continue;
    const key = Math.floor((at - from) / width);
    const bucket = buckets.get(key);
    if (!bucket) buckets.set(key, { least, most, total, good });
    else {
      bucket.least = Math.min(bucket.least, least);
      bucket.most = Math.max(bucket.most, most);
      bucket.total += total;
      bucket.good += good;
    }
  }
  return [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([key, { least, most, total, good }]) => ({
      at: Math.round(from + key * width),
      ...{ least, most, mean: total / good, readings: good },
    }));
}

/** Each good reading as a stretch of its own. */
export function* stretchesOf({ times, values, qualities }: OneTag): Generator<Stretch> {
  for (const [at, time] of times.entries()) {
    if (qualities[at] === quality.bad) continue;
    const value = values[at] as number;
    yield { from: time, until: time, least: value, most: value, total: value, good: 1 };
  }
}
