import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpack } from './chunk.ts';
import { chunksOf, mergedOf, type Pieces } from './packed.ts';
import { packParts, unpackParts } from './parts.ts';
import { emptyReadings, quality } from './readings.ts';

const HOUR = 3_600_000;
const MIDNIGHT = Date.parse('2026-11-20T00:00:00+08:00');

type Row = readonly [tag: number, time: number, value: number, quality: number];

function batch(rows: readonly Row[]): Uint8Array {
  const readings = emptyReadings(rows.length);
  for (const [at, [tag, time, value, q]] of rows.entries()) {
    readings.tags[at] = tag;
    readings.times[at] = time;
    readings.values[at] = value;
    readings.qualities[at] = q;
  }
  return readings.bytes;
}

const piecesOf = (all: readonly Uint8Array[]): Pieces => ({
  bytes: Buffer.concat(all),
  lengths: all.map(({ length }) => length),
});

const row = fc.tuple(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: -30 * HOUR, max: 30 * HOUR }).map((after) => MIDNIGHT + after),
  fc.integer({ min: -9999, max: 9999 }).map((whole) => whole / 100),
  fc.integer({ min: 0, max: 3 }),
);
const batches = fc.array(fc.array(row, { maxLength: 40 }), { maxLength: 6 });

/** By tag and time, what came first. */
function plain(all: readonly (readonly Row[])[]): Map<string, readonly [number, number]> {
  const found = new Map<string, readonly [number, number]>();
  for (const [tag, time, value, q] of all.flat()) {
    if (!found.has(`${tag} ${time}`)) found.set(`${tag} ${time}`, [value, q]);
  }
  return found;
}

describe('packed readings', () => {
  it('of any batches are there once, a chunk within one day, before they are merged and after', () => {
    fc.assert(
      fc.property(batches, (given) => {
        const chunks = chunksOf(piecesOf(given.map(batch)));
        const merged = mergedOf(
          chunks.map(({ tag }) => tag),
          piecesOf(chunks.map(({ packed }) => packed)),
        );
        for (const some of [chunks, merged]) {
          const back = some.flatMap(({ tag, packed }) => {
            const { times, values, qualities } = unpack(packed);
            return [...times].map((time, at) => [
              `${tag} ${time}`,
              [values[at], qualities[at]],
            ]) as [string, readonly [number, number]][];
          });
          expect(new Map(back)).toEqual(plain(given));
          expect(back).toHaveLength(plain(given).size);
          for (const { fromMs, untilMs } of some) {
            const day = (at: number): number => Math.floor((at - MIDNIGHT) / (24 * HOUR));
            expect(day(fromMs)).toBe(day(untilMs));
          }
        }
        const keys = merged.map(({ tag, fromMs }) => `${tag} ${fromMs}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('of a day tell the same figures by the hour as their readings', () => {
    const value = fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: -99999, max: 99999 }).map((n) => n / 1000) },
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }),
    );
    const reading = fc.tuple(
      fc.integer({ min: 1, max: HOUR / 5 }),
      value,
      fc.integer({ min: 0, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 60 }), (rows) => {
        let time = MIDNIGHT;
        const times = rows.map(([step]) => {
          time += step;
          return time;
        });
        const [values, qualities] = [rows.map(([, v]) => v), rows.map(([, , q]) => q)];
        const told = unpackParts(packParts({ times, values, qualities }));
        const byHour = Map.groupBy(
          times.keys().filter((at) => qualities[at] !== quality.bad),
          (at) => Math.floor((times[at] ?? 0) / HOUR),
        );
        expect(told.map(({ from }) => Math.floor(from / HOUR))).toEqual([...byHour.keys()]);
        for (const { from, least, most, total, good } of told) {
          const own = (byHour.get(Math.floor(from / HOUR)) ?? []).map((at) => values[at] as number);
          expect([least, most, good]).toEqual([Math.min(...own), Math.max(...own), own.length]);
          const sum = own.reduce((all, one) => all + one, 0);
          const size = own.reduce((all, one) => all + Math.abs(one), 0);
          expect(Math.abs(total - sum)).toBeLessThanOrEqual(1e-9 * size);
        }
      }),
    );
  });
});
