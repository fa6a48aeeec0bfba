import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import { writeStanding } from '../store/cross.ts';
import { writeState } from '../store/state.ts';
import type { CrossWatch } from './cross.ts';
import type { Monitor } from './monitor.ts';
import type { Tally } from './tally.ts';

export interface KeepingOptions {
  readonly owner: Pool;
  readonly clock: () => Moment;
  readonly monitor: Monitor;
  /** Null: what several signals say together is judged elsewhere. */
  readonly cross: CrossWatch | null;
  readonly tally: Tally;
  readonly part?: number;
  /** Others keep how the tags stand. */
  readonly standingOnly?: boolean;
  /** The row of the journal that was judged last. */
  readonly judged: () => number;
  /** Resolves once the alarms of all that was said until now are stored. */
  readonly told: () => Promise<void>;
}

/** All pages that changed are kept within it, one by one: a start replays twice as much at most. */
const ROUND_MS = 15_000;
/** A database that is away is not asked, and told of, at every turn. */
const RETRY_MS = 5000;
/** Pages that cannot wait, in one transaction. */
const AT_ONCE = 8;

/** Pages that have changed since the row `judged`, and how many of them were kept since. */
interface Round {
  readonly begun: number;
  readonly judged: number;
  readonly pages: readonly number[];
  kept: number;
}

/**
 * Keeps how the tags stand, so that a start replays little. A page at a time, spread over a round:
 * all at once is 8 MB of 100,000 tags, and what a reading says would wait for it. Each page carries
 * the row of the journal after which it stood so; once a whole round is kept, every page stands as
 * after the row with which the round began, or a later one of its own.
 */
export class Keeping {
  readonly #by: KeepingOptions;
  #round: Round | null = null;
  #last: Promise<void> = Promise.resolve();
  #under = false;
  /** When it failed last. */
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(by: KeepingOptions) {
    this.#by = by;
  }

  /** Everything, now. */
  async all(): Promise<void> {
    await this.#then(async () => {
      this.#round = null;
      const judged = this.#by.judged();
      await this.#keep([...this.#by.monitor.changed], judged);
      await this.#keepStanding();
    });
  }

  /** What no journal holds: what silence, sameness and the clock said. */
  async urgent(): Promise<void> {
    const { monitor, cross } = this.#by;
    await this.#then(async () => {
      const urgent = monitor.takeUrgent();
      try {
        for (let at = 0; at < urgent.pages.length || urgent.gateways; at += AT_ONCE) {
          await this.#keep(urgent.pages.slice(at, at + AT_ONCE), null, urgent.gateways);
          urgent.gateways = false;
        }
      } catch (error) {
        monitor.giveBack(urgent);
        throw error;
      }
      if (cross?.urgent) await this.#keepStanding();
    });
  }

  /** As many pages as the time asks for; asked while it writes it does nothing. */
  async some(): Promise<void> {
    if (this.#under) return;
    this.#under = true;
    await this.#then(() => this.#turn()).finally(() => {
      this.#under = false;
    });
  }

  async #turn(): Promise<void> {
    const { clock, judged, monitor } = this.#by;
    const now = clock();
    const since = now - this.#failedAt;
    if (since >= 0 && since < RETRY_MS) return;
    this.#round ??= { begun: now, judged: judged(), pages: [...monitor.changed], kept: 0 };
    const round = this.#round;
    const { begun, pages } = round;
    // A clock that was put back ends the round at once.
    const past = now < begun ? ROUND_MS : now - begun;
    const due = Math.min(pages.length, Math.ceil((pages.length * past) / ROUND_MS));
    try {
      if (round.kept < due) await this.#keep(pages.slice(round.kept, due), null);
      round.kept = due;
      if (past < ROUND_MS) return;
      await this.#keep([], round.judged);
      await this.#keepStanding();
    } catch (error) {
      // The pages have changed still, and another round begins with them.
      this.#round = null;
      this.#failedAt = now;
      throw error;
    }
    this.#round = null;
  }

  /** `judged`: every page stands as after it or later; null: not all were kept yet. */
  async #keep(
    pages: readonly number[],
    judged: number | null,
    withGateways = judged !== null,
  ): Promise<void> {
    const { owner, clock, monitor, tally, told } = this.#by;
    if (this.#by.standingOnly) return;
    const counted = this.#by.judged();
    const kept = pages.map((page) => ({ page, seq: counted, state: monitor.takePage(page) }));
    const gateways = withGateways ? monitor.gateways() : [];
    const brokers = withGateways && this.#by.cross ? monitor.brokers.kept() : null;
    const counts = tally.take(monitor.beside.take());
    try {
      // Alarms first: what is kept is not said again.
      await told();
      await writeState(
        owner,
        { judged, counted, pages: kept, gateways, brokers },
        { at: clock(), ...counts },
        this.#by.part,
      );
    } catch (error) {
      monitor.notKept(pages);
      tally.giveBack(counts);
      throw error;
    }
  }

  async #keepStanding(): Promise<void> {
    const { owner, cross, told } = this.#by;
    if (!cross) return;
    const standing = cross.kept();
    await told();
    await writeStanding(owner, standing);
  }

  /** One after the other: what is kept later stands. */
  #then(work: () => Promise<void>): Promise<void> {
    const next = this.#last.catch(() => undefined).then(work);
    this.#last = next;
    return next;
  }
}
