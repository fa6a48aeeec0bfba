import type { LiveCity } from './live-city.ts';

type Since = number | string;

/**
 * Answers that hold as long as nothing in the city changes, or nothing that they follow from; the
 * one asked for longest ago gives way. A key names the reader's scope: what one may see is nobody
 * else's answer.
 */
export class Remembered<T> {
  readonly #city: Pick<LiveCity, 'revision' | 'applying'>;
  readonly #most: number;
  readonly #kept = new Map<string, { readonly since: Since; readonly value: Promise<T> }>();

  constructor(city: Pick<LiveCity, 'revision' | 'applying'>, most: number) {
    this.#city = city;
    this.#most = most;
  }

  /** `since`: changes with whatever the answer follows from; without it, with every fact. */
  of(key: string, work: () => Promise<T>, since: Since = this.#city.revision): Promise<T> {
    const { applying } = this.#city;
    // While parameters are taken over, every clause may differ from one moment to the next.
    if (applying) return work();
    const same = this.#kept.get(key);
    this.#kept.delete(key);
    const now = same?.since === since ? same : { since, value: work() };
    this.#kept.set(key, now);
    now.value.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
    return now.value;
  }
}

/** A key of what a reader may see as of a day. */
export const scopeKey = (keys: readonly string[], ...rest: readonly (string | number)[]): string =>
  JSON.stringify([keys, ...rest]);

/** One memory a city, for services that are functions of it. */
export function rememberedOf<T>(most: number): (city: LiveCity) => Remembered<T> {
  const memories = new WeakMap<LiveCity, Remembered<T>>();
  return (city) => {
    const memory = memories.get(city) ?? new Remembered<T>(city, most);
    memories.set(city, memory);
    return memory;
  };
}
