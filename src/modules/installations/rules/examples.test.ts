import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadGb18218 } from '../load.ts';
import type { UnitResult } from '../model.ts';
import { judgeInventory } from './judge.ts';

const [edition] = loadGb18218();

function judge(substances: readonly object[], exposedPopulation = 10): Omit<UnitResult, 'name'> {
  if (!edition) throw new Error('no edition');
  const judged = judgeInventory({ substances, exposedPopulation }, edition, '2026-01-01');
  if (!judged.ok) throw new Error(JSON.stringify(judged.error));
  if ('units' in judged.value) throw new Error('one unit expected');
  return judged.value;
}

const cas = (number: string, quantity: number | string) => ({ cas: number, quantity });
const chlorine = (q: number | string) => cas('7782-50-5', q);
const ammonia = (q: number | string) => cas('7664-41-7', q);

type Example = readonly [
  name: string,
  substances: readonly object[],
  population: number,
  S: string,
  R: string,
  level: number | null,
];

/** Worked by hand; S and R exact, the sum in the comment. */
const examples: readonly Example[] = [
  // 30/10 = 3; 1.5 × 2 × 3 = 9
  ['the inventory of the contract', [{ ...ammonia(30), name: '氨' }], 60, '3', '9', 4],
  // 60/5 = 12; 2 × 4 × 12 = 96
  ['one named gas', [chlorine(60)], 120, '12', '96', 2],
  // 0.6/0.3 = 2; 1 × 20 × 2 = 40
  ['phosgene, Q of 0.3 t', [cas('75-44-5', 0.6)], 5, '2', '40', 3],
  // 1.5/0.75 = 2; 1.2 × 20 × 2 = 48
  ['methyl isocyanate, Q of 0.75 t', [cas('624-83-9', '1.5')], 30, '2', '48', 3],
  // 20/10 + 400/500 = 2.8; 1.2 × (2×2 + 1×0.8) = 5.76
  ['two named', [ammonia(20), cas('67-56-1', 400)], 40, '2.8', '5.76', 4],
  // 200/500 + 150/500 + 100/500 = 0.9; 1 × 0.9
  [
    'three named, below',
    [cas('108-88-3', 200), cas('67-64-1', 150), cas('64-17-5', 100)],
    20,
    '0.9',
    '0.9',
    null,
  ],
  // 200/200 = 1; 0.5 × 1 × 1
  ['exactly Q, nobody outside', [cas('86290-81-5', 200)], 0, '1', '0.5', 4],
  // 199.999999/200 = 0.999999995; 0.5 × that
  ['a gram below Q', [cas('86290-81-5', 199.999999)], 0, '0.999999995', '0.4999999975', null],
  // Q 1 each: 0.7 + 0.2 + 0.1 = 1, which floats make 0.9999999999999999;
  // potassium β 1, fluorine β 2, acetylene β 1.5: 0.7 + 0.4 + 0.15
  [
    'S of 1 that floats lose',
    [cas('7440-09-7', 0.7), cas('7782-41-4', 0.2), cas('74-86-2', 0.1)],
    10,
    '1',
    '1.25',
    4,
  ],
  // 25/75 + 0.1/0.3 + 50/150 = 1; 1/3 + 20/3 + 1/3 = 22/3
  [
    'three thirds',
    [cas('7446-11-9', 25), cas('75-44-5', 0.1), { class: 'W3', quantity: 50 }],
    10,
    '1',
    '22/3',
    4,
  ],
  // 1 - 10^-20, in digits that a float would round to 1
  [
    'twenty nines',
    [cas('74-86-2', '0.99999999999999999999')],
    10,
    '0.99999999999999999999',
    '1.499999999999999999985',
    null,
  ],
  // 500/1000 = 0.5
  ['one class, below', [{ class: 'W5.3', quantity: 500 }], 10, '0.5', '0.5', null],
  // 20/10 = 2; 2 × 1.5 × 2
  ['one class', [{ name: '某极易燃液体', class: 'W5.1', quantity: 20 }], 100, '2', '6', 4],
  // 400/1000 + 600/1000 = 1: different substances of one class
  [
    'one class twice, unnamed',
    [
      { class: 'W5.3', quantity: 400 },
      { class: 'W5.3', quantity: 600 },
    ],
    10,
    '1',
    '1',
    4,
  ],
  // min(10, 5) = 5 of J1; 5/5 = 1; max(1.5, 4)
  [
    'several classes: the lowest Q, the greatest β',
    [{ name: 'X', class: ['W2', 'J1'], quantity: 5 }],
    10,
    '1',
    '4',
    4,
  ],
  // min(1000, 50) = 50 of J2; 100/50 = 2; β 1 of both
  [
    'several classes in the other order',
    [{ name: 'X', class: ['J2', 'W5.3'], quantity: 100 }],
    10,
    '2',
    '2',
    4,
  ],
  // Q of W5.1 10, β of J3 2: 10/10 = 1; 1 × 2 × 1
  [
    'Q of one class, β of another',
    [{ name: 'X', class: ['W5.1', 'J3'], quantity: 10 }],
    10,
    '1',
    '2',
    4,
  ],
  // 2000/50 + 300/10 = 70; 2 × (1.5×40 + 1.5×30) = 210
  [
    'named and class',
    [cas('68476-85-7', 2000), { cas: '115-07-1', class: 'W2', quantity: 300 }],
    150,
    '70',
    '210',
    1,
  ],
  // 0.5/5 + 60/500 + 30/50 = 0.82; 1.5×0.1 + 0.12 + 0.6
  [
    'named stays with Table 1 beside a class',
    [cas('1333-74-0', 0.5), cas('67-56-1', 60), { class: 'W5.2', quantity: 30 }],
    10,
    '0.82',
    '0.87',
    null,
  ],
  // methanol is named: Q 500, not the 10 of W5.1; β of W5.1 1.5: 500/500 = 1; 1 × 1.5 × 1
  [
    'a named substance with its class: Q of Table 1, β of Table 4',
    [{ ...cas('67-56-1', 500), class: 'W5.1' }],
    10,
    '1',
    '1.5',
    4,
  ],
  // ammonia is in Table 3, which goes before Table 4: β 2, not the 4 of J1
  ['Table 3 before Table 4', [{ ...ammonia(10), class: 'J1' }], 10, '1', '2', 4],
  // CO: min(W2 10, J3 50) = 10; 5/10 = 0.5; β 2 of Table 3
  [
    'a class substance that Table 3 names',
    [{ cas: '630-08-0', class: ['W2', 'J3'], quantity: 5 }],
    10,
    '0.5',
    '1',
    null,
  ],
  // 100/50 ammonium nitrate row 44
  ['a row among those of one CAS', [{ cas: '6484-52-2', row: 44, quantity: 100 }], 10, '2', '2', 4],
  // 10/5 row 43; β 2 of W1.1
  ['the other row', [{ cas: '6484-52-2', row: 43, quantity: 10 }], 10, '2', '4', 4],
  // mixture as pure: whole mass, 10/5 × β 4
  [
    'a mixture of the same class',
    [{ ...chlorine(10), name: '含氮液氯', mixture: 'sameClass' }],
    10,
    '2',
    '8',
    4,
  ],
  // formaldehyde solution by J5, not row 8: 250/500
  [
    'a mixture of a new class',
    [{ cas: '50-00-0', name: '37%甲醛溶液', mixture: 'newClass', class: 'J5', quantity: 250 }],
    10,
    '0.5',
    '0.5',
    null,
  ],
  // dilute ammonia in no row of Table 2: counts nothing; chlorine 5/5 = 1, β 4
  [
    'a mixture that counts nothing',
    [
      { cas: '7664-41-7', name: '氨水', mixture: 'newClass', class: 'none', quantity: 900 },
      chlorine(5),
    ],
    10,
    '1',
    '4',
    4,
  ],
  // chlorine β 4, Q 5, α 1: R = 0.8 q
  ['R of 100 is level 1', [chlorine(125)], 10, '25', '100', 1],
  ['R just under 100 is level 2', [chlorine(124.999999)], 10, '24.9999998', '99.9999992', 2],
  ['R of 50 is level 2', [chlorine(62.5)], 10, '12.5', '50', 2],
  ['R just under 50 is level 3', [chlorine(62.499999)], 10, '12.4999998', '49.9999992', 3],
  ['R of 10 is level 3', [chlorine(12.5)], 10, '2.5', '10', 3],
  ['R just under 10 is level 4', [chlorine('12.499999')], 10, '2.4999998', '9.9999992', 4],
  // S 0.75, R = 2 × 20 × 0.75 = 30: a high R below the threshold is no level 3
  ['R of 30 without a level', [cas('75-44-5', '0.225')], 100, '0.75', '30', null],
];

describe('worked examples', () => {
  it.each(examples)('%s', (_, substances, population, S, R, level) => {
    const result = judge(substances, population);
    expect({ ...result.exact, level: result.level, major: result.isMajorHazard }).toEqual({
      S,
      R,
      level,
      major: level !== null,
    });
  });

  // 10/10 × β 2 = 2, times α
  it.each([
    [0, 0.5, '1'],
    [1, 1, '2'],
    [29, 1, '2'],
    [30, 1.2, '2.4'],
    [49, 1.2, '2.4'],
    [50, 1.5, '3'],
    [99, 1.5, '3'],
    [100, 2, '4'],
    [1_000_000, 2, '4'],
  ])('%d people: α %d', (population, alpha, R) => {
    const result = judge([ammonia(10)], population);
    expect([result.alpha, result.exact.R]).toEqual([alpha, R]);
  });

  it.each(edition?.table3_beta_named_toxic_gas ?? [])(
    'β of $name is $beta',
    ({ cas: number, beta }) => {
      const [item] = judge([cas(number, 7)]).items;
      expect([item?.beta, item?.sources.beta]).toEqual([
        beta,
        { table: '表3', row: expect.any(String), article: '4.3.2', confidence: 'verified' },
      ]);
    },
  );

  it.each(edition?.table4_beta_by_class ?? [])('β of $symbol is $beta', ({ symbol, beta }) => {
    const Q = edition?.table2.find((row) => row.symbol === symbol)?.thresholdT ?? 0;
    const result = judge([{ class: symbol, quantity: Q }]);
    expect([result.S, result.R, result.items[0]?.Q]).toEqual([1, beta, Q]);
    expect(result.recalled).toBe(false);
  });

  it.each(edition?.table1 ?? [])('row $no $name by its own name', ({ no, name, thresholdT }) => {
    const result = judge([{ name, quantity: thresholdT }]);
    expect([result.exact.S, result.items[0]?.sources.Q?.row]).toEqual(['1', String(no)]);
  });

  const shipped: {
    id: string;
    offsitePopulation500m: number;
    items: { name: string; q: number }[];
    expected: {
      S: number;
      isMajorHazard: boolean;
      R: number | null;
      rIfComputed?: number;
      level: string | null;
    };
  }[] = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../../../law/standards/gb18218-2018.json'), 'utf8'),
  ).workedExamples;
  it.each(shipped)('the example $id of the data', ({ items, offsitePopulation500m, expected }) => {
    const substances = items.map(({ name, q }) =>
      name.includes('W5.2')
        ? { name, class: 'W5.2', quantity: q }
        : { name: name.replace(/\(.*$/, ''), quantity: q },
    );
    const result = judge(substances, offsitePopulation500m);
    expect([result.S, result.R, result.isMajorHazard, result.levelName]).toEqual([
      expected.S,
      expected.R ?? expected.rIfComputed,
      expected.isMajorHazard,
      expected.level,
    ]);
  });
});
