import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { decode } from './decode.ts';
import { encodeCompact } from './decode-compact.ts';

const NOW = Date.parse('2026-11-20T08:00:00+08:00') as Moment;
const known = {
  byCode: new Map([
    ['TI-101', 1],
    ['PI-102', 2],
  ]),
  byAlias: [undefined, 1, 2],
  unitOf: (tag: number) => (tag === 1 ? '℃' : null),
  receivedAt: NOW,
  aheadMs: 300_000,
  agoMs: 259_200_000,
};

function decoded(batch: unknown) {
  const bytes =
    batch instanceof Uint8Array
      ? batch
      : Buffer.from(typeof batch === 'string' ? batch : JSON.stringify(batch));
  const result = decode(bytes, () => Buffer.from(bytes).toString(), known);
  if ('refused' in result) return result.refused.en;
  const { times, values, tags, qualities } = result.readings;
  return {
    rows: [...tags].map((tag, at) => [tag, (times[at] ?? 0) - NOW, values[at], qualities[at]]),
    refused: result.refusedRows.map(({ outcome, count, row }) => `${outcome} ${count} @${row}`),
  };
}

describe('a batch', () => {
  it.each([
    [
      'by row, by code and alias',
      {
        t: NOW,
        rows: [
          ['TI-101', 0, 20.5],
          [2, -5, 0.8, 1],
        ],
      },
      [
        [1, 0, 20.5, 0],
        [2, -5, 0.8, 1],
      ],
      [],
    ],
    [
      'without a base time counts from its receipt',
      { rows: [['TI-101', -1000, 1]] },
      [[1, -1000, 1, 0]],
      [],
    ],
    [
      'with a time in words',
      { t: '2026-11-20T07:59:00+08:00', rows: [[1, 0, 3]] },
      [[1, -60_000, 3, 0]],
      [],
    ],
    [
      'keeps the good rows beside the bad',
      {
        t: NOW,
        rows: [
          ['X', 0, 1],
          ['TI-101', 0, 'NaN'],
          5,
          ['TI-101', 400_000, 1],
          ['TI-101', -3e8, 1],
          ['TI-101', 0, 1, 0, 'K'],
          ['PI-102', 0, true],
        ],
      },
      [[2, 0, 1, 0]],
      [
        'unknownTag 1 @0',
        'badValue 1 @1',
        'malformed 1 @2',
        'future 1 @3',
        'ancient 1 @4',
        'wrongUnit 1 @5',
      ],
    ],
    [
      'by column',
      { t: NOW, tags: ['TI-101', 2, 'X'], dt: 0, v: [1, 2, 3], q: [0, 3, 0] },
      [
        [1, 0, 1, 0],
        [2, 0, 2, 3],
      ],
      ['unknownTag 1 @2'],
    ],
    [
      'with the qualities of OPC DA, and in words',
      {
        t: NOW,
        rows: [
          [1, 0, 1, 192],
          [1, 1, 1, 88],
          [1, 2, 1, 24],
          [1, 3, 1, 'manual'],
        ],
      },
      [
        [1, 0, 1, 0],
        [1, 1, 1, 1],
        [1, 2, 1, 2],
        [1, 3, 1, 3],
      ],
      [],
    ],
    [
      'of a quality unknown is not taken for one, beside those that are known',
      {
        t: NOW,
        rows: [
          [1, 0, 1, 130],
          [1, 1, 1, 'fine'],
          [1, 2, 1],
        ],
      },
      [[1, 2, 1, 0]],
      ['badQuality 2 @0'],
    ],
    ['with a mark of UTF-8 before it', `\uFEFF{"t":${NOW},"rows":[[1,0,3]]}`, [[1, 0, 3, 0]], []],
    [
      'with such a mark, of another form',
      `\uFEFF{ "t": ${NOW}, "rows": [["TI-101", 0, 3]] }`,
      [[1, 0, 3, 0]],
      [],
    ],
    ['of nothing', { t: NOW, rows: [] }, [], []],
  ])('%s', (_name, batch, rows, refused) => {
    expect(decoded(batch)).toEqual({ rows, refused });
  });

  it.each([
    ['not JSON', '{"rows": ['],
    ['a JSON object', '5'],
    ['are missing', '{}'],
    ['base time', '{"t": "yesterday", "rows": []}'],
    ['base time', '{"t": "2026-11-20T08:00:00", "rows": []}'],
    ['base time', '{"t": "2026-11-20 08:00", "tags": [], "v": []}'],
    ['lists of one length', { tags: ['TI-101'], v: [] }],
    ['at most 20000', { rows: Array.from({ length: 20_001 }, () => 0) }],
    ['compact encoding', Uint8Array.of(0x5a, 0x42, 1, 0, 9)],
  ])('that is none is refused whole: %s', (words, batch) => {
    expect(decoded(batch)).toContain(words);
  });

  it('says the same in the compact encoding as by row', () => {
    const row = fc.record({
      alias: fc.constantFrom(1, 2, 3),
      dt: fc.integer({ min: -1_000_000, max: 1000 }),
      value: fc.oneof(
        fc.integer({ min: -1e6, max: 1e6 }).map((whole) => whole / 100),
        // JSON knows no negative zero.
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((v) => v + 0),
      ),
      quality: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const byRow = rows.map(({ alias, dt, value, quality }) => [alias, dt, value, quality]);
        expect(decoded(encodeCompact(NOW, rows))).toEqual(
          decoded({ t: NOW, rows: byRow.map(([a, ...r]) => [a, ...r]) }),
        );
      }),
    );
  });

  it('of any bytes never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.boolean(), (bytes, compact) => {
        const payload = compact ? Uint8Array.of(0x5a, 0x42, 1, ...bytes) : bytes;
        decode(payload, () => Buffer.from(payload).toString(), known);
      }),
    );
  });
});
