import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import { holdsAny } from '../rules/uncover.ts';
import { lastRows } from '../store/config.ts';
import type { LiveConfig } from './config.ts';
import type { Monitor } from './monitor.ts';

/**
 * Alarms of tags and gateways that were taken out of use or out of the ledger end: nothing that
 * comes could end them any more.
 */
export async function endGone(
  owner: Pool,
  config: LiveConfig,
  monitor: Monitor,
  now: Moment,
): Promise<void> {
  const { states } = monitor;
  const tags: number[] = [];
  for (let no = 0; no < states.size; no += 1) {
    if (holdsAny(states, no) && !config.tags.get(no)?.inUse) tags.push(no);
  }
  const gateways = monitor.told().filter((no) => !config.gateway(no)?.inUse);
  if (tags.length + gateways.length === 0) return;
  const rows = await lastRows(owner, tags, gateways);
  monitor.end(rows.tags, rows.gateways, now);
}
