import { quality, type Readings } from './readings.ts';

/** Readings of tags as they are gathered from many batches. */
export class Gathered {
  readonly #tags = new Map<number, { times: number[]; values: number[]; qualities: number[] }>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** All of a batch, or those of one tag. */
  add({ times, values, tags, qualities, count }: Readings, only: number | null = null): void {
    for (let at = 0; at < count; at += 1) {
      const tag = tags[at] as number;
      if (only !== null && tag !== only) continue;
      let own = this.#tags.get(tag);
      if (!own) {
        own = { times: [], values: [], qualities: [] };
        this.#tags.set(tag, own);
      }
      own.times.push(times[at] as number);
      own.values.push(values[at] as number);
      own.qualities.push(qualities[at] as number);
      this.#count += 1;
    }
  }

  *series(): Generator<readonly [number, OneTag]> {
    for (const [tag, own] of this.#tags) yield [tag, inOrder(own)];
  }
}

export interface OneTag {
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly qualities: readonly number[];
}

/** By time, each time once: what came first stands (补传与重复以先到者为准). */
export function inOrder(given: OneTag): OneTag {
  const { times } = given;
  if (times.every((time, at) => at === 0 || time > (times[at - 1] as number))) return given;
  const order = times.map((_, at) => at);
  order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  const kept = order.filter((at, i) => i === 0 || times[at] !== times[order[i - 1] as number]);
  const pick = (column: readonly number[]): number[] => kept.map((at) => column[at] as number);
  return { times: pick(times), values: pick(given.values), qualities: pick(given.qualities) };
}

/** Figures of the good readings. */
export interface Figures {
  readonly least: number | null;
  readonly most: number | null;
  readonly total: number;
  readonly good: number;
}

export function figuresOf({ values, qualities }: OneTag): Figures {
  let [least, most, total, good] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const [at, value] of values.entries()) {
    if (qualities[at] === quality.bad) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    total += value;
    good += 1;
  }
  return good === 0 ? { least: null, most: null, total: 0, good: 0 } : { least, most, total, good };
}
