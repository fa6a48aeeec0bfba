import type { Pool } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Refresh } from '../../records/index.ts';
import type { Renewal } from '../store/duty-store.ts';
import { renew } from '../store/duty-store.ts';
import { forFewSubjects } from '../store/settings.ts';
import { isWide } from './compiled.ts';

/**
 * Asks every statement that a fact may bring, of no record: its connection plans it then and keeps
 * the plan, where the first fact of a kind would wait for thirty. Facts that come meanwhile take
 * their turn between two of them.
 */
export async function warm(
  db: Pool,
  renewals: readonly Renewal[],
  refresh: Refresh,
  stopping: () => boolean,
): Promise<void> {
  const steps = refresh.steps().map((step) => ({ step, renewal: null }));
  const narrow = renewals.filter((renewal) => !isWide(renewal, []));
  const all = [...steps, ...narrow.map((renewal) => ({ step: null, renewal }))];
  for (const { step, renewal } of all) {
    if (stopping()) return;
    await transaction(db, async (client) => {
      await forFewSubjects(client);
      if (step) await refresh.plan(client, step);
      else await renew(client, renewal, []);
    });
  }
}
