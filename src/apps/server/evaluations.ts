import type { Day } from '../../kernel/calendar.ts';
import { DEFAULT_UNTIL } from '../../modules/demo/index.ts';
import { countFacts } from '../../modules/ledger/index.ts';
import type { Evaluation } from '../../modules/plan/index.ts';
import {
  evaluatePlan,
  loadDictionary,
  loadPlans,
  loadProfile,
  project,
} from '../../modules/plan/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { message, today } from '../cli/usage.ts';

export interface Figures {
  readonly asOf: Day;
  readonly facts: number;
  readonly evaluation: Evaluation;
}

/** Thrown out of an evaluation that nobody waits for any more. */
class Stopped extends Error {}

/**
 * Figures of all clauses over the ledger as it stands, worked out once for every state of it. The
 * made-up city ends on a day of its own and takes the starter profile; a real one takes today.
 */
export class Evaluations {
  readonly #db: Database;
  readonly #demo: () => boolean;
  #stopped = false;
  #last: Figures | null = null;
  #running: { readonly key: string; readonly figures: Promise<Figures> } | null = null;

  constructor(db: Database, demo: () => boolean) {
    this.#db = db;
    this.#demo = demo;
  }

  /** The newest figures, if they hold for the ledger as it is now. */
  async ready(): Promise<Figures | null> {
    const facts = await countFacts(this.#db.app);
    return this.#last?.facts === facts && this.#last.asOf === this.#asOf() ? this.#last : null;
  }

  async current(): Promise<Figures> {
    const ready = await this.ready();
    if (ready) return ready;
    const asOf = this.#asOf();
    const facts = await countFacts(this.#db.app);
    const key = `${asOf}/${facts}`;
    if (this.#running?.key === key) return this.#running.figures;
    // One at a time: each projects the records anew.
    const before = this.#running?.figures.catch(() => undefined);
    const figures = (async () => {
      await before;
      return this.#evaluate(asOf, facts);
    })();
    this.#running = { key, figures };
    try {
      return await figures;
    } finally {
      if (this.#running?.figures === figures) this.#running = null;
    }
  }

  /** For whoever asks later; nobody waits. */
  begin(): void {
    this.current().catch((error: unknown) => {
      if (!this.#stopped) message(`评价失败 (evaluation failed): ${(error as Error).message}`);
    });
  }

  /** Ends what is running between two clauses. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.figures.catch(() => undefined);
  }

  #asOf(): Day {
    const now = today();
    return this.#demo() && now > DEFAULT_UNTIL ? DEFAULT_UNTIL : now;
  }

  async #evaluate(asOf: Day, facts: number): Promise<Figures> {
    const goOn = (): void => {
      if (this.#stopped) throw new Stopped('stopped');
    };
    goOn();
    const dictionary = loadDictionary();
    await project(this.#db.owner, dictionary);
    const { clauses, parameters: definitions } = loadPlans();
    const evaluation = await evaluatePlan({
      db: this.#db.owner,
      dictionary,
      clauses,
      definitions,
      values: this.#demo() ? starterValues(definitions) : [],
      asOf,
      duties: false,
      onProgress: goOn,
    });
    this.#last = { asOf, facts, evaluation };
    return this.#last;
  }
}

function starterValues(definitions: ReturnType<typeof loadPlans>['parameters']) {
  const profile = loadProfile('starter', definitions);
  if (!profile.ok) throw new Error('the starter profile that ships with the plans is faulty');
  return profile.value.values;
}
