import type { Day, Moment } from '../../../kernel/calendar.ts';
import { dayAt } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { DictionaryData } from '../../../law/records/model.ts';
import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import { picture, transaction } from '../../../platform/db/transaction.ts';
import { type ImportResult, importFacts } from '../../ledger/index.ts';
import type { CaughtUp, DutyStoreOptions, RecordedEntry } from '../../plan/index.ts';
import { DutyStore, parameterEntries } from '../../plan/index.ts';
import type { Caller, Procedure } from '../model.ts';
import { claim } from '../store/claim.ts';
import { arePlaced, rebuildScopes, refreshScopes } from '../store/scope-refresh.ts';
import { secureDerived } from '../store/secure.ts';
import { type Counting, DutyCounting } from './counting.ts';
import type { Statement } from './statement.ts';
import { withId } from './statement.ts';
import { OUTSIDE, reasonIn, refusalOf } from './stating-refusals.ts';

export interface CityOptions {
  /** Keeps the projection, the duties and the scopes. */
  readonly owner: Pool;
  /** One connection of the owner that keeps its plans. */
  readonly renewing?: Pool;
  /** Takes facts in. */
  readonly app: Pool;
  /** Answers people within their scope. */
  readonly web: Pool;
  readonly dictionary: DictionaryData;
  readonly clauses: readonly Clause[];
  readonly definitions: DutyStoreOptions['definitions'];
  readonly clock: () => Moment;
  /** The newest day that the city can be seen on; a made-up city ends on a day of its own. */
  readonly lastDay?: Day | null;
  readonly onProgress?: (done: number, all: number) => void;
  /** How long readers wait for counts of whole divisions, ms; absent: until they are there. */
  readonly patience?: number;
}

/** How facts are stated. */
export interface Way {
  /** By a procedure that alone states its records or attributes. */
  readonly by?: Procedure;
}

/** Something changed: the keys of what, never the data. */
export interface Change {
  readonly topic: string;
  readonly id?: string;
}

/** Clauses computed anew of all that a change of parameters concerns. */
export interface Applying {
  readonly done: number;
  readonly all: number;
  readonly failed: boolean;
}

type Listener = (change: Change) => void;

/**
 * The city as it stands: projection, duties and scopes kept in line with the ledger. Who states a
 * fact waits until everyone sees what follows from it.
 */
export class LiveCity {
  readonly options: CityOptions;
  readonly #counting: DutyCounting;
  readonly #listeners = new Set<Listener>();
  #duties: DutyStore | null = null;
  #entries: readonly RecordedEntry[] = [];
  #applying: Applying | null = null;
  #work: Promise<unknown> = Promise.resolve();
  #building = false;
  #revision = 0;
  #moves = 0;

  private constructor(options: CityOptions) {
    this.options = options;
    this.#counting = new DutyCounting({
      duties: () => this.duties,
      patience: options.patience ?? null,
      onLate: () => {
        this.#revision += 1;
        this.announce({ topic: 'facts' });
      },
    });
  }

  static async open(options: CityOptions): Promise<LiveCity> {
    const city = new LiveCity(options);
    await city.#alone(() => city.#open());
    return city;
  }

  /** For a process beside the one that keeps it: it reads the same records, and asks no duties. */
  static beside(options: CityOptions): LiveCity {
    return new LiveCity(options);
  }

  /** Grows with every change that was taken in, once it can be seen. */
  get revision(): number {
    return this.#revision;
  }

  /** Grows whenever records went over to another scope. */
  get moves(): number {
    return this.#moves;
  }

  /** Projection or duties are being built from nothing: nobody may read them. */
  get building(): boolean {
    return this.#building;
  }

  get web(): Pool {
    return this.options.web;
  }
  get dictionary(): DictionaryData {
    return this.options.dictionary;
  }
  get clauses(): readonly Clause[] {
    return this.options.clauses;
  }

  /** Parameters recorded so far, those of the past included. */
  get parameters(): readonly RecordedEntry[] {
    return this.#entries;
  }

  get duties(): DutyStore {
    return must(this.#duties, 'the city is open');
  }

  now(): Moment {
    return this.options.clock();
  }

  /** Today in Shanghai, or the last day of a made-up city. */
  today(): Day {
    const today = dayAt(this.now());
    return Math.min(today, this.options.lastDay ?? today) as Day;
  }

  /** Facts stated by a caller: checked, within his scope, and visible when this returns. */
  async state(
    caller: Pick<Caller, 'user' | 'keys' | 'writeKeys'>,
    statements: readonly Statement[],
    way: Way = {},
  ): Promise<Result<{ readonly accepted: number; readonly duplicate: number }, Refusal>> {
    const taken = await this.takeIn(caller, statements.map(withId), way);
    if (!taken.ok) return taken;
    const { accepted, duplicate, rejects } = taken.value;
    if (accepted > 0) await this.catchUp();
    if (rejects.length > 0) return refuse(refusalOf(rejects));
    return ok({ accepted, duplicate });
  }

  /**
   * Facts of many, a part at a time: taken in within the caller's scope, visible after `catchUp`.
   * Without an id the content stands for it, so that a file may come twice.
   * One outside the scope refuses its part; lines of rejects count statements from 1.
   */
  async takeIn(
    caller: Pick<Caller, 'user' | 'keys' | 'writeKeys'>,
    statements: readonly Statement[],
    { by: procedure }: Way = {},
  ): Promise<Result<ImportResult, Refusal>> {
    const { app, dictionary, clock } = this.options;
    const by = caller.user;
    async function* source(): AsyncGenerator<Uint8Array> {
      for (const statement of statements)
        yield Buffer.from(`${JSON.stringify({ ...statement, by })}\n`);
    }
    try {
      const result = await importFacts({
        db: app,
        dictionary,
        source: source(),
        recorder: by,
        clock,
        admit: (client) => claim(client, procedure ? { ...caller, procedure } : caller),
      });
      return ok(result);
    } catch (error) {
      const { code, hint } = error as { readonly code?: string; readonly hint?: string };
      if (code !== OUTSIDE) throw error;
      return refuse({ code: 'forbidden', ...reasonIn(hint) });
    }
  }

  /** Takes in what the ledger took in since, from whomever. */
  async catchUp(): Promise<void> {
    await this.#alone(async () => {
      const { facts, marks } = await this.duties.catchUp();
      if (facts === 0) return;
      const moved = await this.#place(marks);
      this.#revision += 1;
      if (moved) this.#moves += 1;
      for (const [type, ids] of marks ?? []) {
        for (const id of ids.keys()) this.announce({ topic: type, id });
      }
      this.announce({ topic: 'facts' });
    });
  }

  /** After parameters were recorded: the duties that they change are computed anew. */
  async reopen(): Promise<void> {
    this.#applying = { done: 0, all: 0, failed: false };
    const step = (done: number, all: number): void => {
      this.#applying = { done, all, failed: false };
    };
    try {
      await this.#alone(async () => {
        const values = await parameterEntries(this.options.app);
        await this.duties.takeValues(values, step);
        this.#entries = values;
      });
      this.#applying = null;
    } catch (error) {
      this.#applying = { done: 0, all: 0, failed: true };
      throw error;
    } finally {
      this.#revision += 1;
      this.announce({ topic: 'parameters' });
    }
  }

  /** How far the duties follow parameters that were recorded; null: they do. */
  get applying(): Applying | null {
    return this.#applying;
  }

  announce(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Before duties are read, of one clause or of all: those of whole divisions are counted anew, or
   * seen as they were counted last where that takes longer than a reader waits.
   */
  counted = (clause?: string): Promise<void> => this.#counting.wait(clause);

  /** What readers do not see yet, and since when; null: they see everything. */
  behind = (): Promise<Counting> => this.#counting.behind();

  /** Begins no work of its own any more. */
  stop(): void {
    this.#counting.stop();
  }

  /** Waits for work under way. */
  settled = async (): Promise<void> => void (await this.#work);

  /** One picture of the database, taken while no fact is half in: its place is a commit of its own. */
  picture = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    picture(this.options.owner, (take) => this.#alone(take), work);

  async #open(): Promise<void> {
    const { owner, renewing = owner, app, onProgress, patience: _, ...known } = this.options;
    this.#entries = await parameterEntries(app);
    const values = this.#entries;
    const onBuilding = (): void => {
      this.#building = true;
    };
    const options = { ...known, db: owner, renewing, values, onBuilding };
    const placed = await arePlaced(owner);
    this.#duties = await DutyStore.open(onProgress ? { ...options, onProgress } : options);
    const { opened } = this.#duties;
    await transaction(owner, secureDerived);
    await this.#place(placed ? (opened?.marks ?? null) : null);
  }

  /** True: records may have gone over to another scope. */
  async #place(marks: CaughtUp['marks']): Promise<boolean> {
    const { types } = this.duties;
    const moved = await transaction(this.options.owner, async (client) => {
      if (marks) return refreshScopes(client, types, marks);
      await secureDerived(client);
      await rebuildScopes(client, types);
      return true;
    });
    this.#building = false;
    return moved;
  }

  /** One after the other; a failure is its caller's. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
