import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../kernel/calendar.ts';
import { casCheckDigit, casFault } from './cas.ts';
import { editionOn, gb18218Schema } from './gb18218.ts';

const raw = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'gb18218-2018.json'), 'utf8'));
const data = gb18218Schema.parse(raw());

/** Q of rows 1 to 85, written down a second time from the printed table. */
const thresholds = [
  ...[10, 1, 1, 20, 1, 0.3, 10, 5, 1, 5, 20, 5, 20, 1, 1, 1, 10, 20, 20, 1],
  ...[20, 20, 100, 1, 1, 75, 20, 20, 20, 0.75, 0.5, 0.5, 0.5, 5, 5, 1, 1, 1, 10, 50],
  ...[50, 50, 5, 50, 200, 1000, 5, 50, 50, 50, 5, 50, 5, 1, 50, 200, 50, 500, 500, 50],
  ...[50, 500, 10, 500, 500, 200, 500, 10, 500, 500, 10, 10, 50, 1, 1, 20, 20, 100, 100, 20],
  ...[100, 50, 100, 1, 10],
];
const classes = {
  ...{ J1: [5, 4], J2: [50, 1], J3: [50, 2], J4: [50, 2], J5: [500, 1] },
  ...{ 'W1.1': [1, 2], 'W1.2': [10, 2], 'W1.3': [50, 2], W2: [10, 1.5], W3: [150, 1] },
  ...{ W4: [50, 1], 'W5.1': [10, 1.5], 'W5.2': [50, 1], 'W5.3': [1000, 1], 'W5.4': [5000, 1] },
  ...{ 'W6.1': [10, 1.5], 'W6.2': [50, 1], 'W7.1': [10, 1.5], 'W7.2': [50, 1], W8: [50, 1] },
  ...{ 'W9.1': [50, 1], 'W9.2': [200, 1], W10: [200, 1], W11: [200, 1] },
};

describe('GB 18218-2018 as data', () => {
  it('has the critical quantities of Table 1', () => {
    expect(data.table1.map((row) => row.thresholdT)).toEqual(thresholds);
  });

  it('has Q of Table 2 and β of Table 4 for every class', () => {
    const beta = new Map(data.table4_beta_by_class.map((row) => [row.symbol, row.beta]));
    expect(
      Object.fromEntries(
        data.table2.map(({ symbol, thresholdT }) => [symbol, [thresholdT, beta.get(symbol)]]),
      ),
    ).toEqual(classes);
  });

  it('has β of Table 3, α of Table 5 and the levels of Table 6', () => {
    expect(data.table3_beta_named_toxic_gas.map((row) => `${row.name} ${row.beta}`)).toEqual([
      ...['一氧化碳 2', '二氧化硫 2', '氨 2', '环氧乙烷 2', '氯化氢 3', '溴甲烷 3', '氯 4'],
      ...['硫化氢 5', '氟化氢 5', '二氧化氮 10', '氰化氢 10', '碳酰氯 20', '磷化氢 20'],
      '异氰酸甲酯 20',
    ]);
    expect(data.table5_alpha.map((row) => [row.min, row.max, row.alpha])).toEqual([
      [100, null, 2],
      [50, 99, 1.5],
      [30, 49, 1.2],
      [1, 29, 1],
      [0, 0, 0.5],
    ]);
    expect(data.table6_levels.map((row) => row.minInclusive)).toEqual([100, 50, 10, 0]);
  });

  it('calls no derived β verified', () => {
    const derived = data.table1.filter((row) => row.beta.from !== 'table3');
    expect(derived.length).toBeGreaterThan(60);
    expect(new Set(derived.map((row) => row.beta.confidence))).toEqual(new Set(['recalled']));
    expect(data.commonUnlisted.confidence).toBe('recalled');
  });

  const spoiled: readonly [string, (d: ReturnType<typeof raw>) => void, RegExp][] = [
    [
      'a wrong β beside Table 3',
      (d) => Object.assign(row(d, 0).beta, { value: 3 }),
      /Table 3 says β 2/,
    ],
    [
      'a wrong β beside Table 4',
      (d) => Object.assign(row(d, 1).beta, { value: 1 }),
      /Table 4 says β 4/,
    ],
    [
      'a recalled figure made verified',
      (d) => Object.assign(row(d, 1).beta, { confidence: 'verified' }),
      /recalled/,
    ],
    [
      'a wrong check digit',
      (d) => Object.assign(row(d, 0).cas[0] ?? {}, { cas: '7664-41-8' }),
      /CAS/,
    ],
    ['a gap in α', (d) => Object.assign((d.table5_alpha as object[])[3] ?? {}, { max: 28 }), /gap/],
    [
      'a gap in the levels',
      (d) => Object.assign((d.table6_levels as object[])[1] ?? {}, { maxExclusive: 99 }),
      /gap/,
    ],
    ['a missing row', (d) => (d.table1 as unknown[]).splice(4, 1), /numbered/],
  ];
  function row(d: ReturnType<typeof raw>, at: number): { beta: object; cas: object[] } {
    const found = (d.table1 as { beta: object; cas: object[] }[])[at];
    if (!found) throw new Error(`no row ${at}`);
    return found;
  }
  it.each(spoiled)('does not load with %s', (_, spoil, message) => {
    const copy = raw();
    spoil(copy);
    expect(gb18218Schema.safeParse(copy).error?.message).toMatch(message);
  });

  it('holds from its effective date', () => {
    const later = { ...data, effective: dayOf(2030, 1, 1) };
    const on = (y: number, m: number, d: number) => editionOn([later, data], dayOf(y, m, d));
    expect(on(2019, 2, 28)).toBeNull();
    expect(on(2019, 3, 1)).toBe(data);
    expect(on(2029, 12, 31)).toBe(data);
    expect(on(2030, 1, 1)).toBe(later);
  });
});

describe('CAS numbers', () => {
  // 7664-41-7: 1×1 + 4×2 + 4×3 + 6×4 + 6×5 + 7×6 = 117, so 7.
  it('have a check digit', () => {
    expect(casCheckDigit('766441')).toBe(7);
    expect(casFault('7664-41-7')).toBeNull();
    expect(casFault('7664-41-8')).toBe('checkDigit');
    for (const text of ['7664417', '7-41-7', '7664-4-17', 'x', '7664-41-7 '])
      expect(casFault(text)).toBe('shape');
  });
});
