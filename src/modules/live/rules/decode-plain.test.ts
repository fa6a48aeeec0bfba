import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { decodePlain } from './decode-plain.ts';
import { decodeRows } from './decode-rows.ts';

const NOW = Date.parse('2026-11-20T08:00:00+08:00') as Moment;
const known = {
  byCode: new Map(),
  byAlias: [undefined, 1, 2, undefined, 4],
  unitOf: () => null,
  receivedAt: NOW,
  ...{ aheadMs: 300_000, agoMs: 259_200_000 },
};

function slow(text: string) {
  const batch = JSON.parse(text) as { t?: unknown; rows: unknown[] };
  const decoded = decodeRows(batch, batch.rows, known);
  if ('refused' in decoded) throw new Error('refused');
  return said(decoded);
}

const said = ({ readings, ...rest }: NonNullable<ReturnType<typeof decodePlain>>) => ({
  ...rest,
  columns: [readings.times, readings.values, readings.tags, readings.qualities].map((c) => [...c]),
});

const quick = (text: string) => {
  const decoded = decodePlain(Buffer.from(text), known);
  return decoded && said(decoded);
};

const number = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 9 })).map(([n, k]) => n / 10 ** k),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const row = fc
  .tuple(fc.integer({ min: -1, max: 9 }), fc.integer({ min: -4e8, max: 4e5 }), number, number)
  .chain(([tag, dt, value, q]) =>
    fc.constantFrom(
      [tag, dt, value],
      [tag, dt, value, Math.abs(Math.trunc(q)) % 4],
      [tag, dt],
      [tag, dt, value, q, '℃'],
    ),
  );

it('the quick way says what JSON.parse says, or leaves it to that', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      const text = JSON.stringify({ t: NOW, rows });
      const found = quick(text);
      if (found) taken += 1;
      if (found) expect(found).toEqual(slow(text));
    }),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(0);
});

it('any decimal of up to fifteen digits is read to the last bit', () => {
  const decimal = fc.tuple(
    fc.bigInt({ min: 0n, max: 999_999_999_999_999n }),
    fc.integer({ min: 0, max: 14 }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(decimal, ([digits, behind, negative]) => {
      const all = digits.toString().padStart(behind + 1, '0');
      const ahead = all.slice(0, all.length - behind);
      const text = behind === 0 ? ahead : `${ahead}.${all.slice(-behind)}`;
      const batch = `{"t":${NOW},"rows":[[1,0,${negative ? '-' : ''}${text}]]}`;
      const found = quick(batch);
      if (found || all.length <= 15) expect(found).toEqual(slow(batch));
    }),
    { numRuns: 2000 },
  );
});

it.each([
  '{"t":1,"rows":[[1,0,01]]}',
  '{"t":1,"rows":[[1,0,1.]]}',
  '{"t":1,"rows":[[1,0,.5]]}',
  '{"t":1,"rows":[[1,0,1.2.3]]}',
  '{"t":1,"rows":[[1,0,--1]]}',
  '{"t":1,"rows":[[1,0,1e3]]}',
  '{"t":1,"rows":[[1,0,1234567890123456]]}',
  '{"t":1,"rows":[[1,0,1],]}',
  '{"t":1,"rows":[[1,0,1]]} ',
  '{"t":1,"rows":[[1,0,1]]',
  '{"t":1,"rows":[[1,0,]]}',
  '{"t":1,"rows":[[1,0,1,7]]}',
  '{"t":1,"rows":[[1,0,1,-1]]}',
  '{"t":1,"rows":[[[1],0,1]]}',
  '{"t":1,"rows":[]}',
  '{"t":1, "rows":[[1,0,1]]}',
  '{"rows":[[1,0,1]]}',
  '{"t":1,"rows":[["TI-1",0,1]]}',
  '{"t":,"rows":[[1,0,1]]}',
])('%s is left to the other way', (text) => {
  expect(quick(text)).toBeNull();
});
