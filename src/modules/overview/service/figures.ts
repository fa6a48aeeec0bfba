import type { Day } from '../../../kernel/calendar.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
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

/** Judged figures, while nothing has changed. */
interface Judged {
  readonly revision: number;
  readonly figures: Promise<Evaluation>;
}

/**
 * Figures of every clause as of a day, within a scope: one definition behind board, ranking,
 * cockpit, map and export. Counts by place are kept in the database under row-level security and
 * renewed for clauses whose duties changed.
 */
export class CityFigures {
  readonly #city: LiveCity;
  readonly #days = new Map<Day, Kept>();
  readonly #judged = new Map<string, Judged>();
  #cleared: Promise<void> | null = null;

  constructor(city: LiveCity) {
    this.#city = city;
  }

  /** Figures of all clauses over the duties that the caller may see. */
  async at(caller: Reader, day: Day): Promise<Evaluation> {
    // While parameters are taken over, every clause may differ from one moment to the next.
    if (this.#city.applying) return this.#judge(caller, day);
    const { revision } = this.#city;
    const key = `${day} ${caller.keys.join(' ')}`;
    const kept = this.#judged.get(key);
    this.#judged.delete(key);
    const judged =
      kept?.revision === revision ? kept : { revision, figures: this.#judge(caller, day) };
    this.#judged.set(key, judged);
    judged.figures.catch(() => this.#judged.delete(key));
    for (const oldest of this.#judged.keys()) {
      if (this.#judged.size <= KEPT_FIGURES) break;
      this.#judged.delete(oldest);
    }
    return judged.figures;
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
    await this.#city.duties.settle();
    if (!caller.keys.every((key) => key === '*' || key.startsWith('d:'))) {
      return reading(this.#city.web, caller, (client) => countedTallies(client, day, clause));
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
