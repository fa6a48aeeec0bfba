import type { Pool, PoolClient, TransactionOptions } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { forWholePopulations } from '../store/settings.ts';

/** Work on clauses over whole populations, in a transaction of its own. */
export function evaluating<T>(
  db: Pool,
  access: TransactionOptions,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return transaction(
    db,
    async (client) => {
      await forWholePopulations(client);
      return work(client);
    },
    access,
  );
}
