import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Refresh } from '../../records/index.ts';
import { renew } from '../store/duty-store.ts';
import { narrowed } from '../store/narrowing.ts';
import { forFewSubjects } from '../store/settings.ts';
import type { Compiled } from './compiled.ts';
import { narrowOf } from './compiled.ts';

/**
 * Asks every statement that a fact may bring, of no record: its connection plans it then and keeps
 * the plan, where the first fact of a kind would wait for thirty. Facts that come meanwhile take
 * their turn between two of them.
 */
export async function warm(
  db: Pool,
  { renewals, narrowings }: Compiled,
  refresh: Refresh,
  stopping: () => boolean,
): Promise<void> {
  const narrow = narrowOf(renewals);
  const all: ((client: PoolClient) => Promise<unknown>)[] = [
    ...refresh.steps().map((step) => (client: PoolClient) => refresh.plan(client, step)),
    ...[...narrowings.values()].map((each) => (client: PoolClient) => narrowed(client, each, [])),
    ...narrow.map((renewal) => (client: PoolClient) => renew(client, renewal, [])),
    ...narrow
      .filter(({ ofPeriods }) => ofPeriods)
      .map((renewal) => (client: PoolClient) => renew(client, renewal, [], [])),
  ];
  for (const plan of all) {
    if (stopping()) return;
    await transaction(db, async (client) => {
      await forFewSubjects(client);
      await plan(client);
    });
  }
}
