import { VarintReader, VarintWriter } from './varints.ts';

/** Readings of one tag in the order of their times, each time once. */
export interface Series {
  readonly times: readonly number[] | Float64Array;
  readonly values: readonly number[] | Float64Array;
  readonly qualities: readonly number[] | Uint8Array;
}

/** Times are kept in ms; a value is a whole number of 10^-exponent, or eight bytes as it is. */
const VERSION = 1;
const MOST_EXPONENT = 6;
const RAW = 15;
const SAFE = 2 ** 50;

/** Packs readings: delta of deltas for times, deltas of scaled values, runs of one quality. */
export function pack({ times, values, qualities }: Series): Uint8Array {
  const out = new VarintWriter();
  const exponent = exponentOf(values);
  out.byte(VERSION);
  out.byte(exponent);
  out.unsigned(times.length);
  packTimes(out, times);
  packValues(out, values, exponent);
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
  if (from.byte() !== VERSION) throw new RangeError('a chunk of another version');
  const exponent = from.byte();
  const count = from.unsigned();
  const times = new Float64Array(count);
  let step = 0;
  for (let at = 0, time = 0; at < count; at += 1) {
    if (at === 0) time = from.signed();
    else {
      step += from.signed();
      time += step;
    }
    times[at] = time;
  }
  const values = new Float64Array(count);
  const scale = 10 ** exponent;
  for (let at = 0, whole = 0; at < count; at += 1) {
    if (exponent === RAW) values[at] = from.double();
    else {
      whole += from.signed();
      values[at] = whole / scale;
    }
  }
  const qualities = new Uint8Array(count);
  for (let at = 0; at < count; ) {
    const run = from.unsigned();
    qualities.fill(from.byte(), at, at + run);
    at += run;
  }
  return { times, values, qualities };
}

function packTimes(out: VarintWriter, times: Series['times']): void {
  let before = 0;
  let step = 0;
  for (const [at, time] of times.entries()) {
    if (at === 0) out.signed(time);
    else {
      const now = time - before;
      out.signed(now - step);
      step = now;
    }
    before = time;
  }
}

function packValues(out: VarintWriter, values: Series['values'], exponent: number): void {
  const scale = 10 ** exponent;
  let before = 0;
  for (const value of values) {
    if (exponent === RAW) {
      out.double(value);
      continue;
    }
    const whole = Math.round(value * scale);
    out.signed(whole - before);
    before = whole;
  }
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
function exponentOf(values: Series['values']): number {
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
