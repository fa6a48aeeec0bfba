import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgedOf, levelBeyond } from './config.ts';
import { judge, type Verdict } from './judge.ts';
import { TagStates } from './tag-states.ts';

const none = {
  ...{ highHigh: Number.NaN, high: Number.NaN, low: Number.NaN, lowLow: Number.NaN },
  ...{ deadband: 0, onDelayMs: 0, ratePerMinute: Number.NaN },
  ...{ rangeLow: Number.NaN, rangeHigh: Number.NaN },
};

/** Readings as [seconds, value, quality]: what is said, as `rule state since→at`. */
function said(by: Partial<typeof none>, rows: readonly (readonly [number, number, number?])[]) {
  const states = new TagStates();
  states.judge(7, { ...none, ...by });
  const verdicts: Verdict[] = [];
  for (const [s, value, q = 0] of rows) {
    judge(states, 7, 1000 * s, value, q, 1000 * s, (v) => verdicts.push(v));
  }
  return verdicts.map((v) => `${v.rule} ${v.state} ${v.since / 1000}→${v.at / 1000}`);
}

const B = 2;

describe('a limit', () => {
  it.each([
    [
      'speaks when it is reached',
      { high: 5 },
      [
        [0, 4],
        [1, 5],
      ],
      ['high raised 1→1'],
    ],
    [
      'waits for its on-delay',
      { high: 5, onDelayMs: 10_000 },
      [
        [0, 6],
        [5, 6],
        [10, 6],
      ],
      ['high raised 0→10'],
    ],
    [
      'begins again when the value came back meanwhile',
      { high: 5, onDelayMs: 10_000 },
      [
        [0, 6],
        [5, 4],
        [6, 6],
        [11, 6],
        [16, 6],
      ],
      ['high raised 6→16'],
    ],
    [
      'is silent only past the dead-band',
      { high: 5, deadband: 1 },
      [
        [0, 5],
        [1, 4.5],
        [2, 4],
        [3, 3.9],
      ],
      ['high raised 0→0', 'high cleared 0→3'],
    ],
    [
      'speaks anew after clearing',
      { low: 2 },
      [
        [0, 1],
        [1, 3],
        [2, 1],
      ],
      ['low raised 0→0', 'low cleared 0→1', 'low raised 2→2'],
    ],
    [
      'of each level speaks for itself',
      { high: 5, highHigh: 8 },
      [
        [0, 9],
        [1, 6],
        [2, 1],
      ],
      ['highHigh raised 0→0', 'high raised 0→0', 'highHigh cleared 0→1', 'high cleared 0→2'],
    ],
    [
      'hears nothing of a bad value',
      { high: 5 },
      [
        [0, 9, B],
        [1, 9],
      ],
      ['high raised 1→1'],
    ],
    [
      'hears nothing of what comes out of order',
      { high: 5 },
      [
        [5, 4],
        [3, 9],
        [6, 4],
      ],
      [],
    ],
    [
      'of the rate looks back over its window',
      { ratePerMinute: 5 },
      [
        [0, 10],
        [60, 14],
        [120, 20],
        [180, 21],
      ],
      ['rate raised 120→120', 'rate cleared 120→180'],
    ],
    [
      'of the rate says nothing of two neighbours a moment apart',
      { ratePerMinute: 5 },
      [
        [0, 20],
        [0.001, 20.1],
        [5, 20],
        [10, 20.2],
        [20, 20.3],
      ],
      [],
    ],
    [
      'of the rate is over when it is lower by the dead-band',
      { ratePerMinute: 6 },
      [
        [0, 0],
        [10, 2],
        [20, 2.95],
        [30, 3.8],
      ],
      ['rate raised 10→10', 'rate cleared 10→30'],
    ],
  ] as const)('%s', (_name, by, rows, expected) => {
    expect(said(by, rows)).toEqual(expected);
  });

  it('speaks as a plain reading of the rule does', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 10 })),
    );
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 3 }),
        (steps, delay, band) => {
          let second = 0;
          const readings = steps.map(([step, value]) => {
            second += step;
            return [second, value] as const;
          });
          const by = { high: 6, deadband: band, onDelayMs: 1000 * delay };
          expect(said(by, readings)).toEqual(plain(readings, 6, band, delay));
        },
      ),
    );
  });
});

/** The rule as it is told, over the whole list at once. */
function plain(
  rows: readonly (readonly [number, number])[],
  limit: number,
  band: number,
  delay: number,
) {
  const out: string[] = [];
  let at = 0;
  while (at < rows.length) {
    const start = rows.findIndex(([, v], i) => i >= at && v >= limit);
    if (start < 0) break;
    let raised = start;
    while (
      raised < rows.length &&
      valueAt(rows, raised) >= limit &&
      timeAt(rows, raised) - timeAt(rows, start) < delay
    )
      raised += 1;
    if (raised === rows.length) break;
    at = raised;
    if (valueAt(rows, raised) < limit) continue;
    out.push(`high raised ${timeAt(rows, start)}→${timeAt(rows, raised)}`);
    const back = rows.findIndex(([, v], i) => i > raised && v < limit - band);
    if (back < 0) break;
    out.push(`high cleared ${timeAt(rows, start)}→${timeAt(rows, back)}`);
    at = back;
  }
  return out;
}

const timeAt = (rows: readonly (readonly [number, number])[], at: number): number =>
  rows[at]?.[0] ?? Number.NaN;
const valueAt = (rows: readonly (readonly [number, number])[], at: number): number =>
  rows[at]?.[1] ?? Number.NaN;

describe('out of range', () => {
  const ranged = { high: 5, rangeLow: 0, rangeHigh: 10, deadband: 1 };
  it.each([
    [
      'speaks for itself',
      ranged,
      [
        [0, 4],
        [1, 11],
        [2, 4],
      ],
      ['outOfRange raised 1→1', 'outOfRange cleared 1→2'],
    ],
    ['begins no limit, whatever is crossed', ranged, [[0, 11]], ['outOfRange raised 0→0']],
    [
      'ends none',
      ranged,
      [
        [0, 6],
        [1, -1],
      ],
      ['high raised 0→0', 'outOfRange raised 1→1'],
    ],
    [
      'waits for the on-delay of the tag',
      { ...ranged, onDelayMs: 10_000 },
      [
        [0, 11],
        [5, 11],
        [10, 11],
        [11, 4],
      ],
      ['outOfRange raised 0→10', 'outOfRange cleared 0→11'],
    ],
    [
      'is no rate',
      { ...ranged, high: Number.NaN, ratePerMinute: 60 },
      [
        [0, 1],
        [10, 50],
        [20, 1.5],
        [30, 12],
        [40, 1],
        [50, 9],
        [55, 1],
        [60, 9.5],
        [70, 9],
      ],
      [
        ...['outOfRange raised 10→10', 'outOfRange cleared 10→20'],
        ...['outOfRange raised 30→30', 'outOfRange cleared 30→40'],
      ],
    ],
    [
      'is its edge still in it',
      ranged,
      [
        [0, 10],
        [1, 0],
      ],
      ['high raised 0→0', 'high cleared 0→1'],
    ],
  ] as const)('%s', (_, by, rows, expected) => {
    expect(said(by, rows)).toEqual(expected);
  });

  it('is allowed a little beyond, and asks for the answer of the limits on its side', () => {
    const tag = {
      ...{
        quantity: 'level',
        rangeLow: 0,
        rangeHigh: 8,
        lowLow: null,
        low: 1,
        high: 6,
        highHigh: 7,
      },
      ...{ deadband: null, onDelay: null, ratePerMinute: null },
    };
    expect(judgedOf(tag)).toMatchObject({ rangeLow: -0.1, rangeHigh: 8.25 });
    expect([levelBeyond(tag, true), levelBeyond(tag, false)]).toEqual(['red', 'yellow']);
    expect(levelBeyond({ ...tag, quantity: 'gasToxic', highHigh: null }, true)).toBe('orange');
    expect(judgedOf({ ...tag, rangeLow: 9 })).toMatchObject({ rangeLow: Number.NaN });
  });
});
