import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import * as store from '../store/duty-store.ts';
import { evaluating } from './transactions.ts';

/** A clause with the number of its duties as they stand, and of those supposed. */
export interface Supposed {
  readonly id: string;
  readonly no: number;
  readonly supposed: number;
}

/** Carries the answer out of a transaction that is rolled back. */
class Seen<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super('rolled back on purpose');
    this.answer = answer;
  }
}

/** Computes the duties beside those that stand, lets `look` compare, and takes all back. */
export async function supposing<T>(
  db: Pool,
  renewals: readonly store.Renewal[],
  look: (client: PoolClient, clauses: readonly Supposed[]) => Promise<T>,
): Promise<T> {
  try {
    await evaluating(db, {}, async (client) => {
      for (const renewal of renewals) await store.fill(client, renewal);
      const clauses = renewals.map(({ id, no }) => ({ id, no: -no, supposed: no }));
      throw new Seen(await look(client, clauses));
    });
  } catch (error) {
    if (error instanceof Seen) return error.answer as T;
    throw error;
  }
  throw new Error('looking ends the transaction');
}
