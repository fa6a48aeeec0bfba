import { silence } from '../../../law/standards/tag-defaults.ts';
import type { TagStates } from './tag-states.ts';

/** A gateway of which nothing but readings behind their tags' newest has come. */
export interface Behind {
  /** When the first of these batches came, in ms. */
  readonly since: number;
  /** How far its newest reading then was behind the receipt, in ms. */
  readonly offset: number;
}

/**
 * Did the gateway's clock step back (时钟回拨)? Nothing that it sends is newer than what it sent
 * before, and its time runs as fast as ours: what is sent late comes faster than it was measured.
 * Until that is certain nothing of it is judged.
 */
export function stepBack(
  before: Behind | undefined,
  receivedAt: number,
  newest: number,
): { readonly behind: Behind; readonly stepped: boolean } {
  const offset = receivedAt - newest;
  if (!before || Math.abs(offset - before.offset) > 1000 * silence.clockEven) {
    return { behind: { since: receivedAt, offset }, stepped: false };
  }
  return { behind: before, stepped: receivedAt - before.since >= 1000 * silence.clockBack };
}

/** The next reading of the tag is judged, whatever its time; what holds of it holds on. */
export function judgeAnew(states: TagStates, tag: number): void {
  states.lastTime[tag] = Number.NEGATIVE_INFINITY;
  states.rateTime[tag] = Number.NaN;
  states.badSince[tag] = Number.NaN;
  states.pending[tag] = 0;
}
