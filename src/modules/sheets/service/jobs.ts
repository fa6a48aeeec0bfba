import { must } from '../../../kernel/result.ts';
import type { LiveCity, Standing } from '../../identity/index.ts';
import { withScope } from '../../identity/index.ts';
import type { ImportState } from '../model.ts';
import type { Ledger } from '../rules/columns.ts';
import type { KeptImport } from '../store/imports.ts';
import { takeStep, unfinished } from '../store/imports.ts';
import { checkRows } from './check-job.ts';
import { commitRows } from './commit-job.ts';
import { claimOf } from './common.ts';
import { undoRows } from './undo-job.ts';

export interface Resuming {
  /** Told of what fails in the background. */
  readonly onFault: (error: unknown) => void;
  /** What an account may do now; null: nothing any more. */
  readonly standingOf: (account: string) => Promise<Standing | null>;
}

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

  /** Goes on where rights still stand: those of today, not those of when it was begun. */
  async resume({ onFault, standingOf }: Resuming): Promise<void> {
    this.#onFault = onFault;
    for (const kept of await unfinished(this.#city.options.owner)) {
      const standing = await standingOf(kept.owner);
      if (standing && standing.writeKeys.length > 0) void this.start({ ...kept, ...standing });
      else await this.#step(kept, 'failed');
    }
  }

  settled(): Promise<void> {
    return this.#last;
  }

  async #run(kept: KeptImport): Promise<void> {
    const { work, next } = must(works[kept.state], 'an import that is started has work');
    const ledger = must(this.#ledgers.get(kept.type), 'an import has its ledger');
    try {
      await work(this.#city, ledger, kept);
      await this.#step(kept, next);
    } catch (error) {
      await this.#step(kept, 'failed');
      throw error;
    }
    this.#city.announce({ topic: 'sheets', id: kept.id });
  }

  #step(kept: KeptImport, to: ImportState): Promise<boolean> {
    return withScope(this.#city.web, claimOf(kept), (client) =>
      takeStep(client, kept.id, { from: [kept.state], to }),
    );
  }
}
