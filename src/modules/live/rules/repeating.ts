import { silence } from '../../../law/standards/tag-defaults.ts';
import type { TagStates } from './tag-states.ts';

const STILL_MS = 1000 * silence.repeating;

/**
 * Since when a gateway has sent the last values again with fresh times (重放): all of its tags that
 * move by nature, three at least, have stood still for so long while their times went on. NaN: it
 * does not.
 */
export function repeatingSince(states: TagStates, moving: readonly number[]): number {
  if (moving.length < silence.repeatingTags) return Number.NaN;
  let since = Number.NEGATIVE_INFINITY;
  for (const tag of moving) {
    const changed = states.lastChange[tag] as number;
    if (!((states.lastTime[tag] as number) - changed > STILL_MS)) return Number.NaN;
    since = Math.max(since, changed);
  }
  return since;
}
