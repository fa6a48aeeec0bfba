import { rateOfChange } from '../../../law/standards/tag-defaults.ts';
import type { Rule } from '../model.ts';
import { quality } from './readings.ts';
import { LIMITS, limitRules, RANGE_BIT, RATE_BIT, type TagStates } from './tag-states.ts';

/** A condition of a tag begins to hold, or holds no longer. */
export interface Verdict {
  readonly tag: number;
  readonly rule: Rule;
  readonly state: 'raised' | 'cleared';
  /** When the condition began: names the episode. */
  readonly since: number;
  readonly at: number;
  readonly value: number;
  readonly limit: number;
}

const MINUTE = 60_000;

/**
 * Takes one reading into the tag's state and says what follows (报警判定). False: it came out of
 * order, is kept and judges nothing. A verdict is yes, no or not yet: a limit that is passed speaks
 * once it has been passed for the on-delay without a break, and is silent once the value came back
 * by more than the dead-band. Values of bad quality judge nothing: the device is at fault, which is
 * told once it lasts (`sweep`). Those
 * beyond the range begin no limit's alarm and end none: they have one of their own.
 */
export function judge(
  states: TagStates,
  tag: number,
  time: number,
  value: number,
  q: number,
  receivedAt: number,
  say: (verdict: Verdict) => void,
): boolean {
  const before = states.lastTime[tag] as number;
  if (time <= before) return false;
  const last = states.lastValue[tag] as number;
  const wasBad = states.lastQuality[tag] === quality.bad;
  states.lastTime[tag] = time;
  states.lastReceived[tag] = receivedAt;
  states.lastQuality[tag] = q;
  if (q === quality.bad) {
    if (Number.isNaN(states.badSince[tag] as number)) states.badSince[tag] = time;
    return true;
  }
  if (wasBad) states.badSince[tag] = Number.NaN;
  states.lastValue[tag] = value;
  if (value !== last) states.lastChange[tag] = time;
  if (
    value < (states.quietHigh[tag] as number) &&
    value > (states.quietLow[tag] as number) &&
    ((states.active[tag] as number) | (states.pending[tag] as number)) === 0
  ) {
    return true;
  }
  const beyond = isBeyond(states, tag, value);
  judgeRange(states, tag, time, value, beyond, say);
  if (beyond) {
    states.beyond += 1;
    return true;
  }
  for (let k = 0; k < LIMITS; k += 1) judgeLimit(states, tag, k, time, value, say);
  if (!Number.isNaN(states.rate[tag] as number)) judgeRate(states, tag, time, value, say);
  return true;
}

/** Comparisons with NaN are false: of a tag without a range nothing is beyond it. */
export const isBeyond = (states: TagStates, tag: number, value: number): boolean =>
  value > (states.rangeHigh[tag] as number) || value < (states.rangeLow[tag] as number);

/** Out of range (超量程), after the tag's own on-delay and until a value within it comes. */
function judgeRange(
  states: TagStates,
  tag: number,
  time: number,
  value: number,
  beyond: boolean,
  say: (verdict: Verdict) => void,
): void {
  const active = ((states.active[tag] as number) & RANGE_BIT) !== 0;
  const rule = 'outOfRange';
  const above = value > (states.rangeHigh[tag] as number);
  const limit = (above ? states.rangeHigh[tag] : states.rangeLow[tag]) as number;
  if (!beyond) {
    const since = states.sinceRange[tag] as number;
    states.sinceRange[tag] = Number.NaN;
    states.pending[tag] = (states.pending[tag] as number) & ~RANGE_BIT;
    if (!active) return;
    states.active[tag] = (states.active[tag] as number) & ~RANGE_BIT;
    say({ tag, rule, state: 'cleared', since, at: time, value, limit });
    return;
  }
  if (active) return;
  if (((states.pending[tag] as number) & RANGE_BIT) === 0) {
    states.pending[tag] = (states.pending[tag] as number) | RANGE_BIT;
    states.sinceRange[tag] = time;
  }
  const since = states.sinceRange[tag] as number;
  if (time - since < (states.onDelay[tag] as number)) return;
  states.pending[tag] = (states.pending[tag] as number) & ~RANGE_BIT;
  states.active[tag] = (states.active[tag] as number) | RANGE_BIT;
  say({ tag, rule, state: 'raised', since, at: time, value, limit });
}

function judgeLimit(
  states: TagStates,
  tag: number,
  k: number,
  time: number,
  value: number,
  say: (verdict: Verdict) => void,
): void {
  const limit = states.limits[tag * LIMITS + k] as number;
  const bit = 1 << k;
  const at = tag * (LIMITS + 1) + k;
  const active = ((states.active[tag] as number) & bit) !== 0;
  // A limit taken away while it is passed ends its episode: comparisons with NaN are false.
  const passed = k < 2 ? value >= limit : value <= limit;
  const rule = limitRules[k] as Rule;
  if (active) {
    const band = states.deadband[tag] as number;
    const stays = k < 2 ? value >= limit - band : value <= limit + band;
    if (stays || passed) return;
    const since = states.since[at] as number;
    states.active[tag] = (states.active[tag] as number) & ~bit;
    states.since[at] = Number.NaN;
    say({ tag, rule, state: 'cleared', since, at: time, value, limit });
    return;
  }
  if (!passed) {
    states.pending[tag] = (states.pending[tag] as number) & ~bit;
    states.since[at] = Number.NaN;
    return;
  }
  if (((states.pending[tag] as number) & bit) === 0) {
    states.pending[tag] = (states.pending[tag] as number) | bit;
    states.since[at] = time;
  }
  const since = states.since[at] as number;
  if (time - since < (states.onDelay[tag] as number)) return;
  states.pending[tag] = (states.pending[tag] as number) & ~bit;
  states.active[tag] = (states.active[tag] as number) | bit;
  say({ tag, rule, state: 'raised', since, at: time, value, limit });
}

/**
 * Rate of change (变化速率) over a window, since two neighbours a moment apart say nothing: from the
 * reading at which the last window ended, or the only one before where they come seldom. It is over
 * once it is below the limit by the dead-band.
 */
function judgeRate(
  states: TagStates,
  tag: number,
  time: number,
  value: number,
  say: (verdict: Verdict) => void,
): void {
  const from = states.rateTime[tag] as number;
  if (time - from < 1000 * rateOfChange.window) return;
  const passed = (Math.abs(value - (states.rateValue[tag] as number)) / (time - from)) * MINUTE;
  states.rateTime[tag] = time;
  states.rateValue[tag] = value;
  if (Number.isNaN(passed)) return;
  const limit = states.rate[tag] as number;
  const at = tag * (LIMITS + 1) + LIMITS;
  const active = ((states.active[tag] as number) & RATE_BIT) !== 0;
  if (active ? passed > limit * (1 - rateOfChange.deadband) : !(passed > limit)) return;
  states.active[tag] = (states.active[tag] as number) ^ RATE_BIT;
  const since = active ? (states.since[at] as number) : time;
  states.since[at] = active ? Number.NaN : time;
  const state = active ? 'cleared' : 'raised';
  say({ tag, rule: 'rate', state, since, at: time, value, limit });
}
