import { VarintReader, VarintWriter } from './varints.ts';

/** Readings of one tag in the order of their times, each time once. */
export interface Series {
  readonly times: readonly number[] | Float64Array;
  readonly values: readonly number[] | Float64Array;
  readonly qualities: readonly number[] | Uint8Array;
}

/** Times are kept in ms; a value is a whole number of 10^-exponent, or eight bytes as it is. */
const VERSION = 2;
/** Of it: runs of steps of nothing are told by their length, of times and of values. */
const TIME_RUNS = 1;
const VALUE_RUNS = 2;
const MOST_EXPONENT = 6;
/** Values as they are, eight bytes each. */
export const RAW = 15;
/** Whole values stay below it. */
export const SAFE = 2 ** 50;

/** Packs readings: delta of deltas for times, deltas of scaled values, runs of one quality. */
export function pack({ times, values, qualities }: Series): Uint8Array {
  const out = new VarintWriter();
  const exponent = exponentOf(values);
  const [ofTimes, ofValues] = [
    stepsOfTimes(times),
    exponent === RAW ? [] : steps(values, exponent),
  ];
  const runs = (runsPay(ofTimes) ? TIME_RUNS : 0) | (runsPay(ofValues) ? VALUE_RUNS : 0);
  out.byte(VERSION);
  out.byte(runs);
  out.byte(exponent);
  out.unsigned(times.length);
  packSteps(out, ofTimes, (runs & TIME_RUNS) !== 0);
  if (exponent === RAW) for (const value of values) out.double(value);
  else packSteps(out, ofValues, (runs & VALUE_RUNS) !== 0);
  packQualities(out, qualities);
  return out.done();
}

/** What `pack` was given. Throws on bytes that it did not write. */
export function unpack(packed: Uint8Array): {
  times: Float64Array;
  values: Float64Array;
  qualities: Uint8Array;
} {
  const from = new VarintReader(packed);
  const version = from.byte();
  // The first version knew no runs.
  if (version !== 1 && version !== VERSION) throw new RangeError('a chunk of another version');
  const runs = version === 1 ? 0 : from.byte();
  const exponent = from.byte();
  const count = from.unsigned();
  const times = unpackSteps(from, count, (runs & TIME_RUNS) !== 0);
  // The first is a time, the second a step, then come changes of the step.
  for (let at = 1, step = 0; at < count; at += 1) {
    step += times[at] as number;
    times[at] = (times[at - 1] as number) + step;
  }
  return {
    times,
    values: unpackValues(from, count, exponent, runs),
    qualities: qualitiesOf(from, count),
  };
}

function unpackValues(
  from: VarintReader,
  count: number,
  exponent: number,
  runs: number,
): Float64Array {
  if (exponent === RAW) return Float64Array.from({ length: count }, () => from.double());
  const values = unpackSteps(from, count, (runs & VALUE_RUNS) !== 0);
  const scale = 10 ** exponent;
  for (let at = 0, whole = 0; at < count; at += 1) {
    whole += values[at] as number;
    values[at] = whole / scale;
  }
  return values;
}

function qualitiesOf(from: VarintReader, count: number): Uint8Array {
  const qualities = new Uint8Array(count);
  for (let at = 0; at < count; ) {
    const run = from.unsigned();
    qualities.fill(from.byte(), at, at + run);
    at += run;
  }
  return qualities;
}

function stepsOfTimes(times: Series['times']): number[] {
  let [before, step] = [0, 0];
  return Array.from(times, (time, at) => {
    const now = time - before;
    before = time;
    if (at === 0) return now;
    const change = now - step;
    step = now;
    return change;
  });
}

function steps(values: Series['values'], exponent: number): number[] {
  const scale = 10 ** exponent;
  let before = 0;
  return Array.from(values, (value) => {
    const whole = Math.round(value * scale);
    const change = whole - before;
    before = whole;
    return change;
  });
}

/** Is the length of its runs of nothing shorter than a byte for each? */
function runsPay(all: readonly number[]): boolean {
  let saved = 0;
  for (let at = 0; at < all.length; ) {
    const run = runAt(all, at);
    if (run > 0) saved += run - 1 - Math.max(1, Math.ceil(Math.log2(run) / 7));
    at += Math.max(1, run);
  }
  return saved > 0;
}

function runAt(all: readonly number[], from: number): number {
  let end = from;
  while (all[end] === 0) end += 1;
  return end - from;
}

function packSteps(out: VarintWriter, all: readonly number[], runs: boolean): void {
  for (let at = 0; at < all.length; ) {
    out.signed(all[at] as number);
    const run = runs ? runAt(all, at) : 0;
    if (run > 0) out.unsigned(run - 1);
    at += Math.max(1, run);
  }
}

function unpackSteps(from: VarintReader, count: number, runs: boolean): Float64Array {
  const all = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    const step = from.signed();
    all[at] = step;
    if (runs && step === 0) at += from.unsigned();
  }
  return all;
}

function packQualities(out: VarintWriter, qualities: Series['qualities']): void {
  for (let at = 0; at < qualities.length; ) {
    const one = qualities[at] ?? 0;
    let end = at + 1;
    while (end < qualities.length && qualities[end] === one) end += 1;
    out.unsigned(end - at);
    out.byte(one);
    at = end;
  }
}

/** The least power of ten by which every value is whole, exactly; RAW: there is none. */
export function exponentOf(values: Series['values']): number {
  let exponent = 0;
  for (const value of values) {
    while (!wholeAt(value, exponent)) {
      exponent += 1;
      if (exponent > MOST_EXPONENT) return RAW;
    }
  }
  for (const value of values) if (!wholeAt(value, exponent)) return RAW;
  return exponent;
}

function wholeAt(value: number, exponent: number): boolean {
  const scale = 10 ** exponent;
  const whole = Math.round(value * scale);
  return Math.abs(whole) < SAFE && whole / scale === value && !Object.is(value, -0);
}
