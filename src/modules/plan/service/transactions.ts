import type { Pool, PoolClient } from '../../../platform/db/index.ts';
import { transaction } from '../../../platform/db/index.ts';
import { forWholePopulations } from '../store/settings.ts';

/** Work on clauses over whole populations, in a transaction of its own. */
export function evaluating<T>(
  db: Pool,
  mode: 'read only' | 'read write',
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return transaction(
    db,
    async (client) => {
      await forWholePopulations(client);
      return work(client);
    },
    mode,
  );
}
