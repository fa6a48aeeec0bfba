import { describe, expect, it } from 'vitest';
import { loadGb18218 } from '../load.ts';
import type { UnitResult } from '../model.ts';
import { describeErrors, describeJudgement, table, widthOf } from './describe.ts';
import { notANumber } from './form-errors.ts';
import { highestLevel, judgeInventory } from './judge.ts';

const [edition] = loadGb18218();

function judge(input: unknown) {
  if (!edition) throw new Error('no edition');
  const judged = judgeInventory(input, edition, '2026-01-01');
  if (!judged.ok) throw new Error(JSON.stringify(judged.error));
  return judged.value;
}

function unit(substances: readonly object[]): Omit<UnitResult, 'name'> {
  const judged = judge({ substances, exposedPopulation: 10 });
  if ('units' in judged) throw new Error('one unit expected');
  return judged;
}

describe('recalled figures', () => {
  it('are none for a gas that Tables 1 and 3 name', () => {
    const result = unit([{ cas: '7664-41-7', quantity: 30 }]);
    expect([result.recalled, result.recalledFigures]).toEqual([false, []]);
    expect(new Set(result.working.map((step) => step.confidence))).toEqual(new Set(['verified']));
  });

  it('are the β of a named substance whose class the standard does not give', () => {
    const result = unit([{ cas: '67-56-1', quantity: 500 }]);
    expect(result.recalledFigures.map(({ figure, item, value }) => [figure, item, value])).toEqual([
      ['beta', 0, 1],
    ]);
    const recalled = result.working.filter((step) => step.confidence === 'recalled');
    expect(recalled.map((step) => step.kind)).toEqual(['beta', 'R', 'level']);
  });

  it('are none when the caller gives the class', () => {
    expect(unit([{ cas: '67-56-1', class: 'W5.3', quantity: 500 }]).recalled).toBe(false);
  });

  it('are Q and β of a common substance that only our list classifies', () => {
    const result = unit([{ cas: '115-07-1', quantity: 10 }]);
    expect(result.recalledFigures.map(({ figure, value }) => [figure, value])).toEqual([
      ['Q', 10],
      ['beta', 1.5],
    ]);
    const S = result.working.find((step) => step.kind === 'S');
    expect(S?.confidence).toBe('recalled');
  });

  it('are said of a substance that by recall stands in neither table', () => {
    const result = unit([{ cas: '7664-93-9', quantity: 5_000 }]);
    expect([result.S, result.R, result.isMajorHazard, result.recalled]).toEqual([
      0,
      0,
      false,
      true,
    ]);
    expect(result.items[0]).toMatchObject({ Q: null, beta: null, ratio: 0 });
  });
});

describe('the working', () => {
  it('goes through Q, q/Q, S, β, α, R and the level, in two languages', () => {
    const { working } = unit([
      { cas: '7664-41-7', quantity: 20 },
      { cas: '67-56-1', quantity: 400 },
    ]);
    expect(working.map((step) => `${step.step} ${step.kind} ${step.article}`)).toEqual([
      '1 unit 4.2.2',
      '2 Q 4.1.2 a)',
      '3 ratio 4.2.1',
      '4 Q 4.1.2 a)',
      '5 ratio 4.2.1',
      '6 S 4.2.1 式(1)',
      '7 beta 4.3.2',
      '8 beta 4.3.2',
      '9 alpha 4.3.2',
      '10 R 4.3.2 式(2)',
      '11 level 4.3.3',
    ]);
    expect(working[5]?.formula).toBe('S = Σ q/Q = 2 + 0.8 = 2.8');
    expect(working[9]?.formula).toBe('R = α Σ β·q/Q = 1 × (2×2 + 1×0.8) = 4.8');
    expect(working[10]?.zh).toContain('四级');
    for (const step of working) expect(`${step.zh} ${step.en}`).not.toMatch(/undefined|null|NaN/);
  });

  it('says why there is no level', () => {
    const { working } = unit([{ cas: '7664-41-7', quantity: 1 }]);
    expect(working.at(-1)?.en).toContain('no level');
  });

  it('cites the article of mixtures', () => {
    const { working } = unit([{ cas: '50-00-0', mixture: 'newClass', class: 'J5', quantity: 1 }]);
    expect(working[1]?.zh).toContain('4.2.3');
  });

  it('warns where Table 1 names a substance on a condition', () => {
    expect(unit([{ cas: '50-00-0', quantity: 1 }]).items[0]?.notes[0]?.zh).toContain('含量>90%');
  });

  it('warns of a class that is usually there too', () => {
    const [item] = unit([{ cas: '630-08-0', class: 'J3', quantity: 1 }]).items;
    expect(item?.notes[0]?.en).toContain('W2');
  });
});

describe('for a person', () => {
  it('shows the conclusion, an aligned table and the steps', () => {
    const text = describeJudgement(
      judge({
        substances: [
          { cas: '7664-41-7', quantity: 30 },
          { name: '某极易燃液体', class: 'W5.1', quantity: 2.5 },
        ],
        exposedPopulation: 60,
      }),
    );
    expect(text).toContain('结论：构成四级重大危险源（S = 3.25，R = 9.5625，α = 1.5）');
    const rows = text.split('\n').filter((line) => /^(序号|\d {3})/.test(line));
    const columns = rows.map((row) => widthOf(row.slice(0, row.search(/依据|表1|表2/))));
    expect(rows).toHaveLength(3);
    expect(new Set(columns).size).toBe(1);
    expect(text).not.toMatch(/undefined|null|NaN/);
  });

  it('never shows an S under 1 as 1', () => {
    const text = describeJudgement(
      judge({
        substances: [{ cas: '74-86-2', quantity: '0.99999999999999999999' }],
        exposedPopulation: 0,
      }),
    );
    expect(text).toContain('S = 0.999999…');
    expect(text).toContain('不构成');
  });

  it('shows every unit and the gravest level', () => {
    const text = describeJudgement(
      judge({
        units: [
          { name: '罐区', substances: [{ cas: '7782-50-5', quantity: 125 }] },
          { name: '仓库', substances: [{ cas: '7664-41-7', quantity: 1 }] },
        ],
        exposedPopulation: 10,
      }),
    );
    expect(text).toMatch(/共 2 个单元，最高级别：一级[\s\S]*【罐区】[\s\S]*【仓库】/);
  });

  it('lists a fault with its place and its remedy', () => {
    const text = describeErrors([notANumber('substances[0].quantity', 'x')]);
    expect(text).toMatch(
      /^substances\[0\]\.quantity: .*；.*\n {2}'x' is not a quantity; write tonnes/,
    );
  });

  it('counts a Chinese sign as two columns', () => {
    expect(widthOf('氨 β（')).toBe(6);
    expect(
      table([
        ['氨', 'x'],
        ['abc', 'y'],
      ]),
    ).toEqual(['氨   x', 'abc  y']);
  });
});

describe('the gravest level', () => {
  it.each([
    [[], null],
    [[null], null],
    [[4, null, 2, 3], 2],
    [[null, 1], 1],
  ] as const)('of %j is %j', (levels, expected) => {
    expect(highestLevel(levels.map((level) => ({ level })))).toBe(expected);
  });
});
