import type { LiveCity } from '../../identity/index.ts';

/** Types whose change may place any record anew. */
const PLACES = new Set(['enterprise', 'jurisdiction', 'park']);

/** How often records of a type changed, as the city announces it. */
export class Revisions {
  readonly #byType = new Map<string, number>();
  #all = 0;
  #sinceFacts = 0;

  constructor(city: LiveCity) {
    const types = new Set(city.dictionary.records.map(({ type }) => type));
    city.subscribe(({ topic, id }) => {
      if (topic === 'facts') {
        // Facts without names of records: everything was built anew.
        if (this.#sinceFacts === 0) this.#all += 1;
        this.#sinceFacts = 0;
      } else if (topic === 'parameters') this.#all += 1;
      else if (id !== undefined && types.has(topic)) {
        this.#sinceFacts += 1;
        if (PLACES.has(topic)) this.#all += 1;
        else this.#byType.set(topic, (this.#byType.get(topic) ?? 0) + 1);
      }
    });
  }

  of(type: string): string {
    return `${this.#all}.${this.#byType.get(type) ?? 0}`;
  }
}
