import type { Pool } from '../../../platform/db/transaction.ts';
import { dropOldKeys, finishKey, forgetKey, takeKey } from '../store/write-keys.ts';

type KeyState =
  | { readonly state: 'new' | 'other' | 'busy' }
  | { readonly state: 'done'; readonly status: number; readonly body: string };

/** Keys of writes, in the database: the first answer outlives a restart. Asked by the owner. */
export class WriteKeys {
  readonly #db: Pool;

  constructor(db: Pool) {
    this.#db = db;
  }

  async begin(who: string, key: string, request: string): Promise<KeyState> {
    const kept = await takeKey(this.#db, who, key, request);
    if (!kept) return { state: 'new' };
    if (kept.request !== request) return { state: 'other' };
    const { status, body } = kept;
    return status === null || body === null ? { state: 'busy' } : { state: 'done', status, body };
  }

  async finish(who: string, key: string, status: number, body: string): Promise<void> {
    await finishKey(this.#db, who, key, status, body);
  }

  async forget(who: string, key: string): Promise<void> {
    await forgetKey(this.#db, who, key);
  }

  async dropOld(): Promise<void> {
    await dropOldKeys(this.#db);
  }
}
