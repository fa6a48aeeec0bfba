import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Criteria } from '../load.ts';
import { inForceOn } from '../rules/binding.ts';
import type { Detector } from '../rules/detector.ts';
import { attributesRead, detectors, itemIdOf } from '../rules/detectors.ts';
import { forgetMajor, renewMajor } from '../store/major.ts';
import { type Aimed, forgetSuspicions, renewSuspicions } from '../store/suspicions.ts';

/** Days of which what was worked out is kept; the one asked for longest ago gives way. */
const KEPT_DAYS = 12;

/** Types whose change may place or bind anything anew. */
const EVERYTHING = new Set(['enterprise', 'jurisdiction', 'park']);

/**
 * What is worked out of facts for a day, kept in the database and renewed where facts changed: each
 * detector by the types that it reads, the counts of major hazards by hazards.
 */
export class Kept {
  readonly #city: LiveCity;
  readonly #criteria: Criteria;
  readonly #byType = new Map<string, number>();
  #all = 0;
  #named = 0;
  /** Revision of each part of a day, by the day; in the order in which days were asked for. */
  readonly #days = new Map<Day, Map<string, string>>();
  #work: Promise<unknown> = Promise.resolve();
  #cleared = false;

  constructor(city: LiveCity, criteria: Criteria) {
    this.#city = city;
    this.#criteria = criteria;
    const types = new Set(city.dictionary.records.map(({ type }) => type));
    city.subscribe(({ topic, id }) => {
      if (topic === 'facts') {
        // Facts without names of records: everything was built anew.
        if (this.#named === 0) this.#all += 1;
        this.#named = 0;
      } else if (id !== undefined && types.has(topic)) {
        this.#named += 1;
        if (EVERYTHING.has(topic)) this.#all += 1;
        else this.#byType.set(topic, (this.#byType.get(topic) ?? 0) + 1);
      }
    });
  }

  /** Suspicions of the day stand in the database as facts have them. */
  suspicions(day: Day): Promise<void> {
    return this.#alone(async () => {
      for (const detector of detectors) {
        const types = attributesRead([detector]).keys();
        await this.#renew(day, detector.id, types, (client) =>
          renewSuspicions(
            client,
            this.#city.duties.types,
            detector,
            this.#aims(detector, day),
            day,
          ),
        );
      }
    });
  }

  /** Counts of major hazards of the day, likewise. */
  major(day: Day): Promise<void> {
    return this.#alone(() =>
      this.#renew(day, 'major', ['hazard', 'facility'], (client) => renewMajor(client, day)),
    );
  }

  #aims({ items }: Detector, day: Day): Aimed[] {
    const on = formatDay(day);
    return [...new Set(items.map(itemIdOf))]
      .flatMap((id) => this.#criteria.itemOf(id) ?? [])
      .filter(({ edition }) => inForceOn(edition, on));
  }

  async #renew(
    day: Day,
    part: string,
    types: Iterable<string>,
    work: (client: Parameters<Parameters<typeof transaction>[1]>[0]) => Promise<void>,
  ): Promise<void> {
    const parts = await this.#partsOf(day);
    const changes = [...types].map((type) => this.#byType.get(type) ?? 0);
    const revision = `${this.#all} ${changes.join(' ')}`;
    if (parts.get(part) === revision) return;
    await transaction(this.#city.options.owner, work, { snapshot: true });
    parts.set(part, revision);
  }

  async #partsOf(day: Day): Promise<Map<string, string>> {
    const { owner } = this.#city.options;
    if (!this.#cleared) {
      await forgetSuspicions(owner, null);
      await forgetMajor(owner, null);
      this.#cleared = true;
    }
    const parts = this.#days.get(day) ?? new Map<string, string>();
    this.#days.delete(day);
    this.#days.set(day, parts);
    for (const oldest of this.#days.keys()) {
      if (this.#days.size <= KEPT_DAYS) break;
      this.#days.delete(oldest);
      await forgetSuspicions(owner, oldest);
      await forgetMajor(owner, oldest);
    }
    return parts;
  }

  /** One after the other; a failure is its caller's. */
  #alone(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
