import type { Pool, PoolClient, TransactionOptions } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { forWholePopulations, lockBuilding } from '../store/settings.ts';

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

/** Holds the one lock of those who build; waits for another process that has it. */
export async function alone<T>(db: Pool, work: () => Promise<T>): Promise<T> {
  const client = await db.connect();
  try {
    await lockBuilding(client);
    return await work();
  } finally {
    // Ends the session and with it the lock, whatever happened.
    client.release(true);
  }
}
