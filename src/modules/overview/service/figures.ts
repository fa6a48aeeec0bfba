import type { Day } from '../../../kernel/calendar.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { Remembered, reading, scopeKey } from '../../identity/index.ts';
import type { Evaluation, Tally } from '../../plan/index.ts';
import { forgetChanges } from '../../plan/index.ts';
import {
  addChanges,
  countedTallies,
  forgetAllTallies,
  forgetTallies,
  keptTallies,
  lastChange,
  renewTallies,
} from '../store/tallies.ts';

type Reader = Pick<Caller, 'user' | 'keys' | 'writeKeys'>;

/** Days of which the counts are kept; the one asked for longest ago gives way. */
const KEPT_DAYS = 60;

/** Judged figures that are kept, by who sees them and of which day. */
const KEPT_FIGURES = 150;

/** Tallies of one clause alone, by who sees them and of which day. */
const KEPT_CLAUSES = 500;

/** So many changes of duties are kept for counts that are behind; those further behind start anew. */
const MOST_CHANGES = 50_000;

/** Counts of a clause in pieces, from changes: above so many they are counted anew in one. */
const MOST_PIECES = 2_000;

/** A clause as it was counted: its revisions, the last change that is in, the pieces added since. */
interface Counted {
  readonly revision: number;
  readonly whole: number;
  readonly seen: number;
  readonly pieces: number;
}

/** What is kept of a day: the clauses that were counted, where records lay then. */
interface Kept {
  readonly clauses: Map<number, Counted>;
  moves: number;
  work: Promise<void>;
}

/**
 * Figures of every clause as of a day, within a scope: one definition behind board, ranking,
 * cockpit, map and export. Counts by place are kept in the database under row-level security;
 * duties that came and went since are added and taken off, a clause replaced as a whole is counted
 * anew.
 */
export class CityFigures {
  readonly #city: LiveCity;
  readonly #days = new Map<Day, Kept>();
  readonly #judged: Remembered<Evaluation>;
  readonly #ofClause: Remembered<Map<number, Tally[]>>;
  #forgotten = 0;
  #cleared: Promise<void> | null = null;

  constructor(city: LiveCity) {
    this.#city = city;
    this.#judged = new Remembered(city, KEPT_FIGURES);
    this.#ofClause = new Remembered(city, KEPT_CLAUSES);
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
    await this.#city.counted(clauses.find(({ id }) => duties.numberOf(id) === clause)?.id);
    if (!caller.keys.every((key) => key === '*' || key.startsWith('d:'))) {
      const counted = clauses
        .map(({ id, subject }) => ({ no: duties.numberOf(id), type: subject.selector.entity }))
        .filter(({ no }) => clause === null || no === clause);
      return reading(this.#city.web, caller, (client) => countedTallies(client, day, counted));
    }
    if (clause === null) {
      await this.#renew(day);
      return reading(this.#city.web, caller, (client) => keptTallies(client, day, null));
    }
    const since = `${duties.revisionOf(clause)}.${this.#city.moves}`;
    const work = async () => {
      await this.#renew(day, [clause]);
      return reading(this.#city.web, caller, (client) => keptTallies(client, day, clause));
    };
    return this.#ofClause.of(scopeKey(caller.keys, day, clause), work, since);
  }

  /** Counts some clauses before somebody asks: by their numbers. */
  countAhead(day: Day, clauses: readonly number[]): Promise<void> {
    return this.#renew(day, clauses);
  }

  /** `only`: some clauses; the others are counted when somebody asks for them. */
  async #renew(day: Day, only: readonly number[] | null = null): Promise<void> {
    this.#cleared ??= this.#clear();
    await this.#cleared;
    const kept = this.#days.get(day) ?? {
      clauses: new Map(),
      moves: this.#city.moves,
      work: Promise.resolve(),
    };
    // Asked for last.
    this.#days.delete(day);
    this.#days.set(day, kept);
    const done = kept.work.then(() => this.#count(day, kept, only));
    kept.work = done.catch(() => undefined);
    await done;
    await this.#makeRoom();
  }

  async #clear(): Promise<void> {
    await forgetAllTallies(this.#city.options.owner);
    await forgetChanges(this.#city.options.owner, null);
  }

  async #count(day: Day, kept: Kept, only: readonly number[] | null): Promise<void> {
    const { clauses } = kept;
    const { duties } = this.#city;
    const numbers = only ?? this.#city.clauses.map(({ id }) => duties.numberOf(id));
    const isBehind = (no: number): boolean => clauses.get(no)?.revision !== duties.revisionOf(no);
    if (kept.moves === this.#city.moves && !numbers.some(isBehind)) return;
    await this.#city.settled();
    // A count carries the keys of those who may see it: they follow the records that moved.
    if (kept.moves !== this.#city.moves) clauses.clear();
    kept.moves = this.#city.moves;
    const now = new Map(
      numbers
        .filter(isBehind)
        .map((no) => [no, { revision: duties.revisionOf(no), whole: duties.wholeRevisionOf(no) }]),
    );
    const whole = [...now].filter(([no, { whole }]) => clauses.get(no)?.whole !== whole);
    const anew = new Set(whole.map(([no]) => no));
    const behind = [...now.keys()].flatMap((clause) => {
      const { seen } = clauses.get(clause) ?? {};
      return anew.has(clause) || seen === undefined ? [] : [{ clause, seen }];
    });
    const work = async (client: PoolClient) => {
      const last = await lastChange(client);
      if (anew.size > 0) await renewTallies(client, day, [...anew]);
      const pieces = behind.length > 0 ? await addChanges(client, day, behind) : new Map();
      return { last: Math.max(last, this.#forgotten), pieces };
    };
    // Of every change that it sees it sees the place of the record too.
    const { last, pieces } = await this.#city.picture(work);
    for (const [no, revisions] of now) {
      const sum = (anew.has(no) ? 0 : (clauses.get(no)?.pieces ?? 0)) + (pieces.get(no) ?? 0);
      // In too many pieces: the next change counts it anew.
      const { whole } = revisions;
      clauses.set(no, {
        ...{ revision: revisions.revision, seen: last, pieces: sum },
        whole: sum > MOST_PIECES ? -1 : whole,
      });
    }
    await this.#forgetChanges(last);
  }

  /** Counts that are too far behind start anew when they are asked for. */
  async #forgetChanges(last: number): Promise<void> {
    if (last - this.#forgotten < 2 * MOST_CHANGES) return;
    this.#forgotten = last - MOST_CHANGES;
    for (const { clauses } of this.#days.values()) {
      for (const [no, { seen }] of clauses) if (seen < this.#forgotten) clauses.delete(no);
    }
    await forgetChanges(this.#city.options.owner, this.#forgotten);
  }

  async #makeRoom(): Promise<void> {
    for (const day of this.#days.keys()) {
      if (this.#days.size <= KEPT_DAYS) return;
      this.#days.delete(day);
      await forgetTallies(this.#city.options.owner, day);
    }
  }
}
