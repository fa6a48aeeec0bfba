import { exponentOf, RAW, SAFE } from './chunk.ts';
import { figuresOf, type OneTag } from './gather.ts';
import type { Stretch } from './thin.ts';
import { VarintReader, VarintWriter } from './varints.ts';

const HOUR = 3_600_000;
const VERSION = 1;

/** Figures of each hour of a series in order, packed: a year is drawn from them. */
export function packParts(series: OneTag): Uint8Array {
  const hours = hoursOf(series);
  const exponent = exponentOfAll(series.values, hours);
  const scale = 10 ** exponent;
  const out = new VarintWriter();
  out.byte(VERSION);
  out.byte(exponent);
  out.unsigned(hours.length);
  let [time, before] = [0, 0];
  for (const { from, until, least, most, total, good } of hours) {
    out.signed(from - time);
    out.unsigned(until - from);
    time = from;
    out.unsigned(good);
    if (exponent === RAW) {
      for (const value of [least, most, total]) out.double(value ?? 0);
      continue;
    }
    // Every value is a whole number of this scale, so their sum is too.
    const [low, high] = [Math.round((least ?? 0) * scale), Math.round((most ?? 0) * scale)];
    out.signed(low - before);
    out.unsigned(high - low);
    out.signed(Math.round(total * scale) - low * good);
    before = low;
  }
  return out.done();
}

export function unpackParts(packed: Uint8Array): Stretch[] {
  const from = new VarintReader(packed);
  if (from.byte() !== VERSION) throw new RangeError('figures of another version');
  const exponent = from.byte();
  const scale = 10 ** exponent;
  const hours: Stretch[] = [];
  let [time, before] = [0, 0];
  for (let left = from.unsigned(); left > 0; left -= 1) {
    time += from.signed();
    const until = time + from.unsigned();
    const good = from.unsigned();
    if (exponent === RAW) {
      const [least, most, total] = [from.double(), from.double(), from.double()];
      hours.push({ from: time, until, least, most, total, good });
      continue;
    }
    before += from.signed();
    const high = before + from.unsigned();
    const total = from.signed() + before * good;
    const ends = { least: before / scale, most: high / scale };
    hours.push({ from: time, until, ...ends, total: total / scale, good });
  }
  return hours;
}

function hoursOf({ times, values, qualities }: OneTag): Stretch[] {
  const hours: Stretch[] = [];
  for (let at = 0; at < times.length; ) {
    const from = times[at] as number;
    const end = (Math.floor(from / HOUR) + 1) * HOUR;
    let next = at + 1;
    while (next < times.length && (times[next] as number) < end) next += 1;
    const cut = (column: readonly number[]): readonly number[] => column.slice(at, next);
    const own = { times: cut(times), values: cut(values), qualities: cut(qualities) };
    const figures = figuresOf(own);
    if (figures.good > 0) hours.push({ from, until: times[next - 1] as number, ...figures });
    at = next;
  }
  return hours;
}

/** One by which every value is whole, and so the sums are; they fit as well. */
function exponentOfAll(values: OneTag['values'], hours: readonly Stretch[]): number {
  const exponent = exponentOf(values);
  const fits = hours.every(({ total }) => Math.abs(total) * 10 ** exponent < SAFE);
  return fits ? exponent : RAW;
}
