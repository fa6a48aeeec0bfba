import { must } from '../../../kernel/result.ts';
import type { LiveCity } from '../../identity/index.ts';
import { withScope } from '../../identity/index.ts';
import type { ImportState } from '../model.ts';
import type { Ledger } from '../rules/columns.ts';
import type { KeptImport } from '../store/imports.ts';
import { takeStep, unfinished } from '../store/imports.ts';
import { checkRows } from './check-job.ts';
import { commitRows } from './commit-job.ts';
import { claimOf } from './common.ts';
import { undoRows } from './undo-job.ts';

type Work = (city: LiveCity, ledger: Ledger, kept: KeptImport) => Promise<void>;

/** Each step's work, and where it leads. */
const works: Partial<Record<ImportState, { readonly work: Work; readonly next: ImportState }>> = {
  checking: { work: checkRows, next: 'checked' },
  importing: { work: commitRows, next: 'imported' },
  undoing: { work: undoRows, next: 'undone' },
};

/** Work on imports, one after the other: it goes on after the request, and after a restart. */
export class ImportJobs {
  readonly #city: LiveCity;
  readonly #ledgers: ReadonlyMap<string, Ledger>;
  #onFault: (error: unknown) => void = () => undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(city: LiveCity, ledgers: ReadonlyMap<string, Ledger>) {
    this.#city = city;
    this.#ledgers = ledgers;
  }

  /** Resolves when the work is done; a fault leaves the import failed, and is told. */
  start(kept: KeptImport): Promise<void> {
    this.#last = this.#last.then(() => this.#run(kept)).catch((error) => this.#onFault(error));
    return this.#last;
  }

  async resume(onFault: (error: unknown) => void): Promise<void> {
    this.#onFault = onFault;
    for (const kept of await unfinished(this.#city.options.owner)) {
      if (this.#ledgers.has(kept.type)) void this.start(kept);
    }
  }

  settled(): Promise<void> {
    return this.#last;
  }

  async #run(kept: KeptImport): Promise<void> {
    const { work, next } = must(works[kept.state], 'an import that is started has work');
    const ledger = must(this.#ledgers.get(kept.type), 'an import has its ledger');
    const step = (to: ImportState): Promise<boolean> =>
      withScope(this.#city.web, claimOf(kept), (client) =>
        takeStep(client, kept.id, { from: [kept.state], to }),
      );
    try {
      await work(this.#city, ledger, kept);
      await step(next);
    } catch (error) {
      await step('failed');
      throw error;
    }
    this.#city.announce({ topic: 'sheets', id: kept.id });
  }
}
