/** The limits of a tag in the order in which they are kept. */
export const limitRules = ['highHigh', 'high', 'low', 'lowLow'] as const;
export const LIMITS = limitRules.length;
/** Bits of `active` and `pending`: the four limits, then the rate of change, then the range. */
export const RATE_BIT = 1 << LIMITS;
export const RANGE_BIT = 1 << (LIMITS + 1);
/** Rules of a tag by their bit, in `covered` also those that silence and sameness speak of. */
export const ruleBits = [...limitRules, 'rate', 'outOfRange', 'lost', 'stuck', 'fault'] as const;

/** Tags a page of the kept state. */
export const PAGE = 1024;

/** What is judged of one tag. NaN: no such limit. */
export interface Judged {
  readonly highHigh: number;
  readonly high: number;
  readonly low: number;
  readonly lowLow: number;
  /** How far a value must come back. */
  readonly deadband: number;
  readonly onDelayMs: number;
  readonly ratePerMinute: number;
  /** Beyond them a value does not measure; NaN: no such end is known. */
  readonly rangeLow: number;
  readonly rangeHigh: number;
}

/**
 * How the tags stand, by tag number, in typed arrays: some 30 million readings are judged a
 * processor second, where objects in a map allow a million.
 */
export class TagStates {
  size = 0;
  lastTime = new Float64Array(0);
  lastValue = new Float64Array(0);
  lastReceived = new Float64Array(0);
  /** When the value last changed, by the device's clock. */
  lastChange = new Float64Array(0);
  lastQuality = new Uint8Array(0);
  /** Since when a tag has been silent, or its value the same, where that was said; or NaN. */
  lost = new Float64Array(0);
  stuck = new Float64Array(0);
  /** The same of values of bad quality. */
  fault = new Float64Array(0);
  /** Bits of the rules that hold now, and of those whose on-delay runs. */
  active = new Uint8Array(0);
  pending = new Uint8Array(0);
  /** Since when each limit (and the rate, last) is passed. */
  since = new Float64Array(0);
  /** Since when its values have been beyond its range. */
  sinceRange = new Float64Array(0);
  /** Since when its values have been of bad quality, by the device's clock; NaN: the newest is not. */
  badSince = new Float64Array(0);
  /** The reading from which its rate of change is reckoned. */
  rateTime = new Float64Array(0);
  rateValue = new Float64Array(0);
  /** Bits of the rules that were said within a window of maintenance (ruleBits). */
  covered = new Uint16Array(0);
  /** Readings beyond their range so far, of all tags. */
  beyond = 0;
  limits = new Float64Array(0);
  deadband = new Float64Array(0);
  onDelay = new Float64Array(0);
  rate = new Float64Array(0);
  rangeLow = new Float64Array(0);
  rangeHigh = new Float64Array(0);
  /** Between them no limit can begin to be passed: nearly every reading ends here. */
  quietLow = new Float64Array(0);
  quietHigh = new Float64Array(0);

  /** Room for tag numbers below `size`. */
  grow(size: number): void {
    if (size <= this.size) return;
    const most = Math.max(size, 2 * this.size, 1024);
    const f64 = (old: Float64Array, each = 1, empty = Number.NaN): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(most * each).fill(empty);
      grown.set(old);
      return grown;
    };
    const u8 = (old: Uint8Array): Uint8Array<ArrayBuffer> => {
      const grown = new Uint8Array(most);
      grown.set(old);
      return grown;
    };
    this.lastTime = f64(this.lastTime, 1, Number.NEGATIVE_INFINITY);
    this.lastValue = f64(this.lastValue);
    this.lastReceived = f64(this.lastReceived, 1, Number.NEGATIVE_INFINITY);
    this.lastChange = f64(this.lastChange);
    this.lost = f64(this.lost);
    this.stuck = f64(this.stuck);
    this.lastQuality = u8(this.lastQuality);
    this.active = u8(this.active);
    this.pending = u8(this.pending);
    this.since = f64(this.since, LIMITS + 1);
    this.sinceRange = f64(this.sinceRange);
    this.fault = f64(this.fault);
    this.badSince = f64(this.badSince);
    this.rateTime = f64(this.rateTime);
    this.rateValue = f64(this.rateValue);
    const covered = new Uint16Array(most);
    covered.set(this.covered);
    this.covered = covered;
    this.limits = f64(this.limits, LIMITS);
    this.deadband = f64(this.deadband, 1, 0);
    this.onDelay = f64(this.onDelay, 1, 0);
    this.rate = f64(this.rate);
    this.rangeLow = f64(this.rangeLow);
    this.rangeHigh = f64(this.rangeHigh);
    this.quietLow = f64(this.quietLow, 1, Number.NEGATIVE_INFINITY);
    this.quietHigh = f64(this.quietHigh, 1, Number.POSITIVE_INFINITY);
    this.size = most;
  }

  /** What is judged of a tag from here on. */
  judge(tag: number, by: Judged): void {
    this.grow(tag + 1);
    for (const [k, rule] of limitRules.entries()) this.limits[tag * LIMITS + k] = by[rule];
    this.deadband[tag] = by.deadband;
    this.onDelay[tag] = by.onDelayMs;
    this.rate[tag] = by.ratePerMinute;
    this.rangeLow[tag] = by.rangeLow;
    this.rangeHigh[tag] = by.rangeHigh;
    const some = (values: number[]): number[] => values.filter((value) => !Number.isNaN(value));
    this.quietHigh[tag] = Math.min(...some([by.high, by.highHigh, by.rangeHigh]));
    this.quietLow[tag] = Math.max(...some([by.low, by.lowLow, by.rangeLow]));
    // The rate looks at every reading.
    if (!Number.isNaN(by.ratePerMinute)) this.quietHigh[tag] = Number.NEGATIVE_INFINITY;
  }
}
