import type { Day } from '../../../kernel/calendar.ts';
import type { LiveCity } from '../../identity/index.ts';
import { daysShown } from '../rules/days.ts';
import { metrics as definitions } from '../rules/metrics.ts';
import type { Overview } from './overview.ts';

const LOOK_EVERY_MS = 60_000;
/** Whoever asks meanwhile waits for so many clauses. */
const CLAUSES_AT_ONCE = 20;

/**
 * Counts what the first readers of a day would wait for, before they come: when the city is open,
 * when a day begins, and when records went over to another scope.
 */
export class DayAhead {
  readonly #city: LiveCity;
  readonly #overview: () => Overview;
  readonly #days: (day: Day) => readonly Day[];
  #counted = '';
  #work: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #stopping = false;

  constructor(
    city: LiveCity,
    overview: () => Overview,
    days: (day: Day) => readonly Day[] = daysShown,
  ) {
    this.#days = days;
    this.#city = city;
    this.#overview = overview;
  }

  /** Counts once what is not counted yet; the days that were counted. */
  look(): Promise<readonly Day[]> {
    const done = this.#work.then(() => this.#count());
    this.#work = done.catch(() => undefined);
    return done;
  }

  async #count(): Promise<readonly Day[]> {
    const day = this.#city.today();
    const due = `${day} ${this.#city.moves}`;
    if (this.#counted === due) return [];
    const days = this.#days(day);
    for (const each of days) await this.#countDay(each);
    if (!this.#stopping) this.#counted = due;
    return days;
  }

  async #countDay(day: Day): Promise<void> {
    const { figures, metrics } = this.#overview();
    const numbers = this.#city.clauses.map(({ id }) => this.#city.duties.numberOf(id));
    for (let from = 0; from < numbers.length && !this.#stopping; from += CLAUSES_AT_ONCE) {
      await figures.countAhead(day, numbers.slice(from, from + CLAUSES_AT_ONCE));
    }
    for (const metric of definitions) {
      if (this.#stopping) return;
      await metrics.counts(metrics.publisher, metric, day);
    }
  }

  /** Looks every minute until `stop`. */
  start(onFault: (error: unknown) => void): void {
    const again = (): void => {
      this.look()
        .catch(onFault)
        .finally(() => {
          if (this.#timer) this.#timer = setTimeout(again, LOOK_EVERY_MS);
        });
    };
    this.#timer = setTimeout(again, 0);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#work;
  }
}
