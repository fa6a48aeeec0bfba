import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from './chunk.ts';

const decimal = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }))
  .map(([whole, exponent]) => whole / 10 ** exponent);
const value = fc.oneof(decimal, fc.double({ noNaN: true, noDefaultInfinity: true }));
const series = fc
  .array(
    fc.record({
      step: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 1e9 })),
      value: fc.oneof(fc.constant(20), value),
      q: fc.integer({ min: 0, max: 3 }),
    }),
  )
  .map((rows) => {
    let time = 1_700_000_000_000;
    return {
      times: rows.map(({ step }) => {
        time += step;
        return time;
      }),
      values: rows.map((row) => row.value),
      qualities: rows.map(({ q }) => q),
    };
  });

describe('a chunk', () => {
  it('gives back exactly what was packed', () => {
    fc.assert(
      fc.property(series, (given) => {
        const back = unpack(pack(given));
        expect([...back.times]).toEqual(given.times);
        expect([...back.values]).toEqual(given.values);
        expect([...back.qualities]).toEqual(given.qualities);
      }),
    );
  });

  it('of a tank level every ten seconds takes about two bytes a reading', () => {
    const times = Array.from({ length: 360 }, (_, at) => 1_700_000_000_000 + 10_000 * at);
    const values = times.map((_, at) => Math.round(1000 * (3 + Math.sin(at / 40) / 10)) / 1000);
    const packed = pack({ times, values, qualities: times.map(() => 0) });
    expect(packed.length / times.length).toBeLessThan(2.2);
  });

  it('of a value that stands still, read by the clock, takes next to nothing', () => {
    const times = Array.from({ length: 3600 }, (_, at) => 1_700_000_000_000 + 1000 * at);
    const values = times.map((_, at) => (at < 1800 ? 20 : 21));
    const packed = pack({ times, values, qualities: times.map(() => 0) });
    expect(packed.length).toBeLessThan(40);
  });

  it('of the first version, without runs, is read still', () => {
    const first = Uint8Array.from([1, 1, 3, 20, 10, 0, 30, 1, 0, 3, 0]);
    const { times, values, qualities } = unpack(first);
    expect([[...times], [...values], [...qualities]]).toEqual([
      [10, 15, 20],
      [1.5, 1.4, 1.4],
      [0, 0, 0],
    ]);
  });

  it('that is cut short is refused, not read as less', () => {
    const packed = pack({ times: [1, 2, 3], values: [1, 2, 3], qualities: [0, 0, 0] });
    expect(() => unpack(packed.subarray(0, packed.length - 1))).toThrow(RangeError);
  });
});
