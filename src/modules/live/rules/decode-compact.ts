import { MOST_ROWS } from './limits-of-batches.ts';
import type { Decoded, Known, Refused } from './rows.ts';
import { cell, NONE, qualityOf, RowSink, tooMany } from './rows.ts';

/**
 * The compact encoding, little end first:
 * `ZB`, u8 version 1, u8 flags, u32 count, f64 base time (ms since 1970), then whole columns: u32
 * alias of each tag, i32 ms from the base (unless flag 4: all at the base), values, u8 quality
 * (only with flag 2). A value is an i32 in units of 10^-e, e (0 to 9) the upper half of the flags;
 * or, with flag 1, an f64.
 */
const HEAD = 16;
const VERSION = 1;
const flag = { doubles: 1, qualities: 2, oneTime: 4 } as const;
const MOST_EXPONENT = 9;
const INT_MAX = 2 ** 31 - 1;

const unreadable: Refused = {
  refused: {
    zh: '紧凑编码的版本或长度不符',
    en: 'version or length of the compact encoding do not fit',
  },
};

export function decodeCompact(payload: Uint8Array, known: Known): Decoded | Refused {
  if (payload.length < HEAD || payload[2] !== VERSION) return unreadable;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  const flags = view.getUint8(3);
  const count = view.getUint32(4, true);
  if (count > MOST_ROWS) return tooMany;
  const base = view.getFloat64(8, true);
  const doubles = (flags & flag.doubles) !== 0;
  const times = HEAD + 4 * count;
  const values = times + ((flags & flag.oneTime) === 0 ? 4 * count : 0);
  const qualities = values + (doubles ? 8 : 4) * count;
  const end = qualities + ((flags & flag.qualities) === 0 ? 0 : count);
  if (payload.length !== end || !Number.isFinite(base)) return unreadable;
  const scale = 10 ** (flags >> 4);
  const sink = new RowSink(count, known);
  for (let at = 0; at < count; at += 1) {
    const alias = view.getUint32(HEAD + 4 * at, true);
    cell[0] = values === times ? base : base + view.getInt32(times + 4 * at, true);
    const value = doubles
      ? view.getFloat64(values + 8 * at, true)
      : view.getInt32(values + 4 * at, true) / scale;
    const q = end === qualities ? 0 : qualityOf(payload[qualities + at]);
    cell[1] = value;
    if (!Number.isFinite(value)) sink.refuse('badValue', at, String(value));
    else if (q === NONE) sink.refuse('badQuality', at, payload[qualities + at]);
    else sink.takeCell(at, sink.tagOf(alias), alias, q);
  }
  return sink.done(true);
}

export interface CompactRow {
  readonly alias: number;
  /** ms from the base */
  readonly dt: number;
  readonly value: number;
  readonly quality?: number;
}

/** What our own gateway sends: the same columns written, values as exact as they are. */
export function encodeCompact(base: number, rows: readonly CompactRow[]): Uint8Array {
  const exponent = exponentFor(rows);
  const rated = rows.some(({ quality = 0 }) => quality !== 0);
  const oneTime = rows.every(({ dt }) => dt === 0);
  const size = exponent === null ? 8 : 4;
  const times = HEAD + 4 * rows.length;
  const values = times + (oneTime ? 0 : 4 * rows.length);
  const qualities = values + size * rows.length;
  const bytes = new Uint8Array(qualities + (rated ? rows.length : 0));
  const view = new DataView(bytes.buffer);
  const flags = (exponent === null ? 1 : 0) | (rated ? 2 : 0) | (oneTime ? 4 : 0);
  bytes.set([0x5a, 0x42, VERSION, flags | ((exponent ?? 0) << 4)]);
  view.setUint32(4, rows.length, true);
  view.setFloat64(8, base, true);
  for (const [at, { alias, dt, value, quality = 0 }] of rows.entries()) {
    view.setUint32(HEAD + 4 * at, alias, true);
    if (!oneTime) view.setInt32(times + 4 * at, dt, true);
    if (exponent === null) view.setFloat64(values + 8 * at, value, true);
    else view.setInt32(values + 4 * at, Math.round(value * 10 ** exponent), true);
    if (rated) view.setUint8(qualities + at, quality);
  }
  return bytes;
}

/** The least power of ten that makes every value a whole number; null: none does. */
function exponentFor(rows: readonly CompactRow[]): number | null {
  let exponent = 0;
  for (const { value } of rows) {
    while (!isWhole(value, exponent)) {
      exponent += 1;
      if (exponent > MOST_EXPONENT) return null;
    }
  }
  return rows.every(({ value }) => isWhole(value, exponent)) ? exponent : null;
}

function isWhole(value: number, exponent: number): boolean {
  const scale = 10 ** exponent;
  const whole = Math.round(value * scale);
  return Math.abs(whole) <= INT_MAX && whole / scale === value && !Object.is(value, -0);
}
