import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Criteria } from '../load.ts';
import { inForceOn } from '../rules/binding.ts';
import type { Detector } from '../rules/detector.ts';
import { attributesRead, detectors, itemIdOf } from '../rules/detectors.ts';
import { forgetMajor, renewMajor } from '../store/major.ts';
import { type Aimed, firmsOf, forgetSuspicions, renewSuspicions } from '../store/suspicions.ts';
import { type ChangedRecord, Changes } from './changes.ts';

/** Days of which what was worked out is kept; the one asked for longest ago gives way. */
const KEPT_DAYS = 12;

const MAJOR_READS: ReadonlySet<string> = new Set(['hazard', 'facility', 'enterprise']);
/** Beyond so many changed records a detector passes over the whole city again. */
const MOST_CHANGED = 200;

/**
 * What is worked out of facts for a day, kept in the database and renewed where facts changed: each
 * detector of the enterprises whose records changed, the counts of major hazards as a whole.
 */
export class Kept {
  readonly #city: LiveCity;
  readonly #criteria: Criteria;
  readonly #changes: Changes;
  /** Up to which change each part of a day is, in the order in which days were asked for. */
  readonly #days = new Map<Day, Map<string, number>>();
  #work: Promise<unknown> = Promise.resolve();
  #cleared = false;

  constructor(city: LiveCity, criteria: Criteria) {
    this.#city = city;
    this.#criteria = criteria;
    this.#changes = new Changes(city);
  }

  /** Suspicions of the day stand in the database as facts have them. */
  suspicions(day: Day): Promise<void> {
    return this.#alone(async () => {
      for (const detector of detectors) {
        const read = new Set(['enterprise', ...attributesRead([detector]).keys()]);
        await this.#renew(day, detector.id, read, async (client, changed) => {
          const some = changed !== null && changed.length <= MOST_CHANGED;
          const firms = some ? await firmsOf(client, changed) : null;
          const { types } = this.#city.duties;
          await renewSuspicions(client, types, detector, this.#aims(detector, day), day, firms);
        });
      }
    });
  }

  /** Counts of major hazards of the day, likewise. */
  major(day: Day): Promise<void> {
    return this.#alone(() =>
      this.#renew(day, 'major', MAJOR_READS, (client) => renewMajor(client, day)),
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
    types: ReadonlySet<string>,
    work: (client: PoolClient, changed: readonly ChangedRecord[] | null) => Promise<void>,
  ): Promise<void> {
    const parts = await this.#partsOf(day);
    const before = parts.get(part);
    const now = this.#changes.at;
    const changed = before === undefined ? null : this.#changes.since(before, types);
    if (changed?.length !== 0) {
      await transaction(this.#city.options.owner, (client) => work(client, changed), {
        snapshot: true,
      });
    }
    parts.set(part, now);
  }

  async #partsOf(day: Day): Promise<Map<string, number>> {
    const { owner } = this.#city.options;
    if (!this.#cleared) {
      await forgetSuspicions(owner, null);
      await forgetMajor(owner, null);
      this.#cleared = true;
    }
    const parts = this.#days.get(day) ?? new Map<string, number>();
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
