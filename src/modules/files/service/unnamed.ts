import type { Moment } from '../../../kernel/calendar.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { audit } from '../../identity/index.ts';
import { UNNAMED_KEPT } from '../model.ts';
import {
  gather,
  gatheredUpTo,
  holdUploads,
  removeUnnamed,
  settle,
  unnamedBefore,
} from '../store/unnamed.ts';

const DAY_MS = 86_400_000;
const FIRST_MS = 600_000;
const FACTS_AT_ONCE = 20_000;
const FILES_AT_ONCE = 200;
const MOST_BATCHES = 50;

/** Removes uploads that nothing came to name, once a day, some at a time. */
export class UnnamedFiles {
  readonly #city: LiveCity;
  readonly #clock: () => Moment;
  #work: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;

  constructor(city: LiveCity, clock: () => Moment = () => city.now()) {
    this.#city = city;
    this.#clock = clock;
  }

  /** Looks once; how many files were removed. */
  look(): Promise<number> {
    const done = this.#work.then(() => this.#removed());
    this.#work = done.catch(() => undefined);
    return done;
  }

  async #removed(): Promise<number> {
    const { owner } = this.#city.options;
    const now = this.#clock();
    await this.#gather();
    let after = '';
    let count = 0;
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const done = await this.#batch(new Date(now - UNNAMED_KEPT.days * DAY_MS), after);
      count += done.removed;
      if (done.last === null) break;
      after = done.last;
    }
    if (count > 0) {
      const detail = { count, days: UNNAMED_KEPT.days };
      const entry = { action: 'file-removal', object: 'files', outcome: 'done', detail } as const;
      await audit({ owner, clock: this.#clock }, entry);
    }
    return count;
  }

  /** What facts name until now; piece by piece, while people work. */
  async #gather(): Promise<void> {
    const { owner } = this.#city.options;
    for (let more = true; more; ) {
      more = await transaction(owner, async (client) => {
        const found = await gather(client, await gatheredUpTo(client), FACTS_AT_ONCE);
        if (found.settled !== null) await settle(client, found.settled);
        return found.count === FACTS_AT_ONCE && found.settled === found.last;
      });
    }
  }

  #batch(before: Date, after: string): Promise<{ removed: number; last: string | null }> {
    return transaction(this.#city.options.owner, async (client) => {
      // Asked first without the lock: on most days there is none.
      const some = await unnamedBefore(client, before, after, FILES_AT_ONCE);
      if (some.length === 0 || !(await holdUploads(client))) return { removed: 0, last: null };
      // Facts of the last day, those too that came just now.
      let from: string | null = await gatheredUpTo(client);
      while (from !== null) {
        const found = await gather(client, from, FACTS_AT_ONCE);
        from = found.count === FACTS_AT_ONCE ? found.last : null;
      }
      const ids = await unnamedBefore(client, before, after, FILES_AT_ONCE);
      const removed = await removeUnnamed(client, ids);
      return { removed, last: ids.length === FILES_AT_ONCE ? (ids.at(-1) ?? null) : null };
    });
  }

  /** Looks every day until `stop`. */
  start(onFault: (error: unknown) => void): void {
    const again = (): void => {
      this.look()
        .catch(onFault)
        .finally(() => {
          if (this.#timer) this.#timer = setTimeout(again, DAY_MS);
        });
    };
    this.#timer = setTimeout(again, FIRST_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#work;
  }
}
