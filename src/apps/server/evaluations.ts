import type { Day } from '../../kernel/calendar.ts';
import type { ParameterEntry } from '../../law/plans/model.ts';
import { DEFAULT_UNTIL } from '../../modules/demo/index.ts';
import { countFacts } from '../../modules/ledger/index.ts';
import type { Evaluation } from '../../modules/plan/index.ts';
import {
  DutyStore,
  loadDictionary,
  loadPlans,
  parameterEntries,
} from '../../modules/plan/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { message, today } from '../cli/usage.ts';

export interface Figures {
  readonly asOf: Day;
  readonly facts: number;
  /** Entries in the append-only table of parameters: a new one means other values. */
  readonly entries: number;
  readonly evaluation: Evaluation;
}

/** Thrown out of an evaluation that nobody waits for any more. */
class Stopped extends Error {}

/**
 * Figures of all clauses over the ledger as it stands: the duties are built once and then renewed
 * by what new facts touch. The made-up city ends on a day of its own; a real one is seen today.
 */
export class Evaluations {
  readonly #db: Database;
  readonly #demo: () => boolean;
  #stopped = false;
  #last: Figures | null = null;
  #running: Promise<Figures> | null = null;

  constructor(db: Database, demo: () => boolean) {
    this.#db = db;
    this.#demo = demo;
  }

  /** The newest figures, if they hold for the ledger and the parameters as they are now. */
  async ready(): Promise<Figures | null> {
    const last = this.#last;
    if (last?.asOf !== this.#asOf()) return null;
    const facts = await countFacts(this.#db.app);
    const entries = await parameterEntries(this.#db.app);
    return last.facts === facts && last.entries === entries.length ? last : null;
  }

  /** One evaluation at a time; who comes meanwhile waits for it and looks again. */
  async current(): Promise<Figures> {
    for (;;) {
      const ready = await this.ready();
      if (ready) return ready;
      if (!this.#running) {
        this.#running = this.#evaluate().finally(() => {
          this.#running = null;
        });
        return this.#running;
      }
      await this.#running;
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
    await this.#running?.catch(() => undefined);
  }

  #asOf(): Day {
    const now = today();
    return this.#demo() && now > DEFAULT_UNTIL ? DEFAULT_UNTIL : now;
  }

  async #evaluate(): Promise<Figures> {
    const asOf = this.#asOf();
    const goOn = (): void => {
      if (this.#stopped) throw new Stopped('stopped');
    };
    goOn();
    const facts = await countFacts(this.#db.app);
    const values = await parameterEntries(this.#db.app);
    const store = await cityDuties(this.#db, values, goOn);
    const evaluation = await store.figuresAt(asOf);
    this.#last = { asOf, facts, entries: values.length, evaluation };
    return this.#last;
  }
}

/** The city's duties of all clauses under its own parameters, up to date. */
export function cityDuties(
  db: Database,
  values: readonly ParameterEntry[],
  onProgress: (done: number, all: number) => void,
): Promise<DutyStore> {
  const { clauses, parameters: definitions } = loadPlans();
  const dictionary = loadDictionary();
  return DutyStore.open({ db: db.owner, dictionary, clauses, definitions, values, onProgress });
}
