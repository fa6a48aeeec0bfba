import type { LiveCity } from '../../identity/index.ts';

/** Types whose change may place any record anew. */
const PLACES: ReadonlySet<string> = new Set(['jurisdiction', 'park']);
/** Beyond so many nobody asks one by one any more. */
const KEPT = 2_000;

export interface ChangedRecord {
  readonly type: string;
  readonly id: string;
}

/** Which records changed since, as the city announces it. */
export class Changes {
  #first = 0;
  #log: ChangedRecord[] = [];
  #named = 0;

  constructor(city: LiveCity) {
    const types = new Set(city.dictionary.records.map(({ type }) => type));
    city.subscribe(({ topic, id }) => {
      if (topic === 'facts') {
        // Facts without names of records: everything was built anew.
        if (this.#named === 0) this.#forget();
        this.#named = 0;
      } else if (id !== undefined && types.has(topic)) {
        this.#named += 1;
        if (PLACES.has(topic) || this.#log.length >= KEPT) this.#forget();
        else this.#log.push({ type: topic, id });
      }
    });
  }

  /** The place in the order of changes: what comes later is asked for by it. */
  get at(): number {
    return this.#first + this.#log.length;
  }

  /** Records of the types that changed since; null: any may have. */
  since(at: number, types: ReadonlySet<string>): readonly ChangedRecord[] | null {
    if (at < this.#first) return null;
    return this.#log.slice(at - this.#first).filter(({ type }) => types.has(type));
  }

  #forget(): void {
    this.#first = this.at + 1;
    this.#log = [];
  }
}
