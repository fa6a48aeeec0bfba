import type { Rule } from '../model.ts';
import { LIMITS, limitRules, ruleBits, type TagStates } from './tag-states.ts';

/** Rules whose standing is a bit of `active`; the others stand while their beginning is known. */
const STANDING = ruleBits.indexOf('outOfRange') + 1;

export interface Said {
  readonly rule: Rule;
  readonly state: 'raised' | 'cleared';
  readonly since: number;
  readonly at: number;
  readonly value: number;
  readonly limit: number;
}

/** Was this said within a window? Its bit is kept until it is cleared. */
export function noteCovered(
  states: TagStates,
  tag: number,
  rule: Rule,
  state: Said['state'],
  covered: boolean,
): void {
  const k = ruleBits.indexOf(rule as (typeof ruleBits)[number]);
  if (k < 0) return;
  const before = states.covered[tag] as number;
  states.covered[tag] = state === 'raised' && covered ? before | (1 << k) : before & ~(1 << k);
}

/**
 * A window has ended: what was said within it and holds still ends with it, and goes on as an
 * episode of its own, named by the window's end. So it becomes an alarm like any other, and a start
 * that does this again says the same.
 */
export function uncover(
  states: TagStates,
  tag: number,
  end: number,
  say: (said: Said) => void,
): void {
  const value = states.lastValue[tag] as number;
  for (const [k, rule] of ruleBits.entries()) {
    if (((states.covered[tag] as number) & (1 << k)) === 0) continue;
    const [held, at] = placeOf(states, tag, k);
    const since = held[at] as number;
    const limit = limitOf(states, tag, k, value);
    // By a device whose clock is ahead it may have begun after the end.
    const next = Math.max(end, since + 1);
    say({ rule, state: 'cleared', since, at: next, value, limit });
    held[at] = next;
    say({ rule, state: 'raised', since: next, at: next, value, limit });
  }
  states.covered[tag] = 0;
}

/**
 * Nothing that holds of a tag can end by itself any more, since it was taken out of use or out of
 * the ledger: all of it ends now, and what begins after it is put back begins anew.
 */
export function endAll(
  states: TagStates,
  tag: number,
  now: number,
  say: (said: Said) => void,
): void {
  const value = states.lastValue[tag] as number;
  for (const [k, rule] of ruleBits.entries()) {
    const [held, at] = placeOf(states, tag, k);
    const since = held[at] as number;
    const bit = k < STANDING ? 1 << k : 0;
    const holds = bit === 0 ? !Number.isNaN(since) : ((states.active[tag] as number) & bit) !== 0;
    held[at] = Number.NaN;
    if (!holds) continue;
    const limit = limitOf(states, tag, k, value);
    say({ rule, state: 'cleared', since, at: Math.max(now, since + 1), value, limit });
  }
  states.active[tag] = 0;
  states.pending[tag] = 0;
  states.covered[tag] = 0;
  states.badSince[tag] = Number.NaN;
}

/** Does anything hold of it? */
export const holdsAny = (states: TagStates, tag: number): boolean =>
  states.active[tag] !== 0 ||
  !(
    Number.isNaN(states.lost[tag] as number) &&
    Number.isNaN(states.stuck[tag] as number) &&
    Number.isNaN(states.fault[tag] as number)
  );

/** Where the beginning of a rule's episode is kept. */
function placeOf(states: TagStates, tag: number, k: number): readonly [Float64Array, number] {
  if (k <= LIMITS) return [states.since, tag * (LIMITS + 1) + k];
  const rule = ruleBits[k];
  if (rule === 'outOfRange') return [states.sinceRange, tag];
  return [states[rule as 'lost' | 'stuck' | 'fault'], tag];
}

function limitOf(states: TagStates, tag: number, k: number, value: number): number {
  if (k < limitRules.length) return states.limits[tag * LIMITS + k] as number;
  if (ruleBits[k] === 'rate') return states.rate[tag] as number;
  if (ruleBits[k] !== 'outOfRange') return Number.NaN;
  const [low, high] = [states.rangeLow[tag] as number, states.rangeHigh[tag] as number];
  return value < low ? low : high;
}
