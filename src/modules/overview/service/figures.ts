import type { Day } from '../../../kernel/calendar.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { Remembered, reading, scopeKey } from '../../identity/index.ts';
import type { Evaluation, Tally } from '../../plan/index.ts';
import {
  countedTallies,
  forgetAllTallies,
  forgetTallies,
  keptTallies,
  renewTallies,
} from '../store/tallies.ts';

type Reader = Pick<Caller, 'user' | 'keys' | 'writeKeys'>;

/** Days of which the counts are kept; the one asked for longest ago gives way. */
const KEPT_DAYS = 60;

/** Judged figures that are kept, by who sees them and of which day. */
const KEPT_FIGURES = 150;

/** What is kept of a day: the revision of each clause that was counted, where records lay then. */
interface Kept {
  readonly revisions: Map<number, number>;
  moves: number;
  work: Promise<void>;
}

/**
 * Figures of every clause as of a day, within a scope: one definition behind board, ranking,
 * cockpit, map and export. Counts by place are kept in the database under row-level security and
 * renewed for clauses whose duties changed.
 */
export class CityFigures {
  readonly #city: LiveCity;
  readonly #days = new Map<Day, Kept>();
  readonly #judged: Remembered<Evaluation>;
  #cleared: Promise<void> | null = null;

  constructor(city: LiveCity) {
    this.#city = city;
    this.#judged = new Remembered(city, KEPT_FIGURES);
  }

  /** Figures of all clauses over the duties that the caller may see. */
  async at(caller: Reader, day: Day): Promise<Evaluation> {
    return this.#judged.of(scopeKey(caller.keys, day), () => this.#judge(caller, day));
  }

  async #judge(caller: Reader, day: Day): Promise<Evaluation> {
    return this.#city.duties.judge(day, await this.talliesAt(caller, day));
  }

  /**
   * The counts behind them, by number of the clause, or of one clause alone; a division is the
   * duty's own.
   */
  async talliesAt(
    caller: Reader,
    day: Day,
    clause: number | null = null,
  ): Promise<Map<number, Tally[]>> {
    const { duties, clauses } = this.#city;
    await duties.settle();
    if (!caller.keys.every((key) => key === '*' || key.startsWith('d:'))) {
      const counted = clauses
        .map(({ id, subject }) => ({ no: duties.numberOf(id), type: subject.selector.entity }))
        .filter(({ no }) => clause === null || no === clause);
      return reading(this.#city.web, caller, (client) => countedTallies(client, day, counted));
    }
    await this.#renew(day);
    return reading(this.#city.web, caller, (client) => keptTallies(client, day, clause));
  }

  async #renew(day: Day): Promise<void> {
    this.#cleared ??= forgetAllTallies(this.#city.options.owner);
    await this.#cleared;
    const kept = this.#days.get(day) ?? {
      revisions: new Map(),
      moves: this.#city.moves,
      work: Promise.resolve(),
    };
    // Asked for last.
    this.#days.delete(day);
    this.#days.set(day, kept);
    const done = kept.work.then(() => this.#count(day, kept));
    kept.work = done.catch(() => undefined);
    await done;
    await this.#makeRoom();
  }

  async #count(day: Day, kept: Kept): Promise<void> {
    const { revisions } = kept;
    const { moves } = this.#city;
    // A count carries the keys of those who may see it: they follow the records that moved.
    if (kept.moves !== moves) revisions.clear();
    kept.moves = moves;
    const { duties, clauses } = this.#city;
    const now = new Map(
      clauses.map(({ id }) => {
        const no = duties.numberOf(id);
        return [no, duties.revisionOf(no)];
      }),
    );
    const stale = [...now.keys()].filter((no) => revisions.get(no) !== now.get(no));
    if (stale.length === 0) return;
    const { owner } = this.#city.options;
    await transaction(owner, (client) => renewTallies(client, day, stale), { snapshot: true });
    for (const no of stale) revisions.set(no, now.get(no) ?? 0);
  }

  async #makeRoom(): Promise<void> {
    for (const day of this.#days.keys()) {
      if (this.#days.size <= KEPT_DAYS) return;
      this.#days.delete(day);
      await forgetTallies(this.#city.options.owner, day);
    }
  }
}
