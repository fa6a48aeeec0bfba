import type { Alarm, State } from '../model.ts';

/** The state that follows from what an alarm says; the column `state` says the same. */
export function stateOf(
  alarm: Pick<Alarm, 'closedAt' | 'hold' | 'clearedAt' | 'acknowledgedAt'>,
): State {
  const { closedAt, hold, clearedAt, acknowledgedAt } = alarm;
  if (closedAt !== null) return 'closed';
  // What was only a consequence, or known to be worked on, needs no disposal once it is over.
  if (hold !== null && hold !== 'shelved' && clearedAt !== null) return 'closed';
  if (hold !== null) return hold;
  if (clearedAt === null) return acknowledgedAt === null ? 'unacknowledged' : 'acknowledged';
  return acknowledgedAt === null ? 'returnedUnacknowledged' : 'returned';
}
