import type { Pool } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Reject } from '../../ledger/index.ts';
import type { RefusedImport } from '../store/import-refused.ts';
import { keepImport } from '../store/import-refused.ts';

const KEPT_LINES = 1000;

/** Lines that an import refuses, the newest thousand of them, however many there are. */
export class RefusedLines {
  #count = 0;
  #lines: RefusedImport['lines'][number][] = [];

  add({ line, path, reason, mend }: Reject): void {
    this.#count += 1;
    this.#lines.push({ line, path, reason, mend });
    if (this.#lines.length >= 2 * KEPT_LINES) this.#lines = this.#lines.slice(-KEPT_LINES);
  }

  /** For the page of data quality; nothing refused leaves nothing. */
  async keep(owner: Pool, { fileName, at }: Pick<RefusedImport, 'fileName' | 'at'>): Promise<void> {
    if (this.#count === 0) return;
    const lines = this.#lines.slice(-KEPT_LINES);
    await transaction(owner, (client) =>
      keepImport(client, { fileName, at, refused: this.#count, lines }),
    );
  }
}
