import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { lockProjection } from '../../records/index.ts';
import type { Renewal } from '../store/duty-store.ts';
import { renew, renewAll } from '../store/duty-store.ts';
import { forDivisions } from '../store/settings.ts';
import type { Stale } from '../store/stale.ts';
import { lockSettling, takeStale, waitingClauses } from '../store/stale.ts';

export interface SettlingOptions {
  readonly db: Pool;
  readonly renewalOf: (no: number) => Renewal;
  /** Once a clause's renewal is committed. */
  readonly onRenewed: (taken: Stale) => void;
}

/**
 * Renews what waits (`duty.stale`), clause by clause and one at a time, each in a transaction of
 * its own: whoever asks for one clause waits for that one, and at most for the one under way.
 */
export class Settling {
  readonly #options: SettlingOptions;
  #queue: Promise<unknown> = Promise.resolve();
  #running: Promise<number> | null = null;
  #next: Promise<number> | null = null;

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  /** All that waits now. Gives how many clauses were renewed. */
  all(): Promise<number> {
    if (!this.#running) return this.#start();
    // The round under way may have looked before what the caller means came in.
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.#start();
      });
    return this.#next;
  }

  /** One clause alone. */
  async one(no: number): Promise<boolean> {
    const waiting = await waitingClauses(this.#options.db);
    return waiting.includes(no) ? this.#inTurn(no) : false;
  }

  #start(): Promise<number> {
    const round = this.#round().finally(() => {
      this.#running = null;
    });
    this.#running = round;
    return round;
  }

  async #round(): Promise<number> {
    let renewed = 0;
    for (const no of await waitingClauses(this.#options.db)) {
      if (await this.#inTurn(no)) renewed += 1;
    }
    return renewed;
  }

  /** After those who asked before. */
  #inTurn(no: number): Promise<boolean> {
    const done = this.#queue.then(() => this.#settle(no));
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #settle(no: number): Promise<boolean> {
    const { db, renewalOf, onRenewed } = this.#options;
    const renewal = renewalOf(no);
    const work = (client: PoolClient) => this.#renew(client, renewal);
    const taken = await transaction(db, work, { snapshot: true });
    if (taken) onRenewed(taken);
    return taken !== null;
  }

  async #renew(client: PoolClient, renewal: Renewal): Promise<Stale | null> {
    await lockSettling(client);
    // Duties of divisions are written here alone; others a fact may be writing just now.
    if (renewal.entity !== 'jurisdiction') await lockProjection(client);
    await forDivisions(client);
    const taken = await takeStale(client, renewal.no);
    if (taken?.subjects) await renew(client, renewal, taken.subjects);
    else if (taken) await renewAll(client, renewal);
    return taken;
  }
}
