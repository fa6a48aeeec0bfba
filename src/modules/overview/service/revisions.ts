import type { LiveCity } from '../../identity/index.ts';

/** How often records of a type changed, as the city announces it, or may lie elsewhere. */
export class Revisions {
  readonly #city: LiveCity;
  readonly #byType = new Map<string, number>();
  #all = 0;
  #sinceFacts = 0;

  constructor(city: LiveCity) {
    this.#city = city;
    const types = new Set(city.dictionary.records.map(({ type }) => type));
    city.subscribe(({ topic, id }) => {
      if (topic === 'facts') {
        // Facts without names of records: everything was built anew.
        if (this.#sinceFacts === 0) this.#all += 1;
        this.#sinceFacts = 0;
      } else if (topic === 'parameters') this.#all += 1;
      else if (id !== undefined && types.has(topic)) {
        this.#sinceFacts += 1;
        this.#byType.set(topic, (this.#byType.get(topic) ?? 0) + 1);
      }
    });
  }

  of(type: string): string {
    return `${this.#all}.${this.#city.moves}.${this.#byType.get(type) ?? 0}`;
  }
}
