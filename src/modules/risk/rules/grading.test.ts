import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../../kernel/result.ts';
import type { FactorKey } from '../../../law/standards/shapes/risk-grading.ts';
import { gradingStandard } from '../load.ts';
import type { Factors, Level, MethodName } from '../model.ts';
import { levelNames, ownerRoles } from '../model.ts';
import { bandOf, grade, ownerOf, spanOf, worst } from './grading.ts';

const standard = gradingStandard();
const methodOf = (id: MethodName) =>
  must(standard.methods.find((each) => each.id === id) ?? null, id);
const graded = (id: MethodName, factors: Factors, direct: string | null = null) => {
  const done = grade(standard, id, factors, direct);
  return must(done.ok ? done.value : null, 'it grades');
};
/** 0 is the worst. */
const rank = (level: Level): number => levelNames.indexOf(level);

describe('worked examples', () => {
  test.each(standard.workedExamples.map((each) => [each.hand, each] as const))('%s', (_, each) => {
    const { score, level, working } = graded(each.method, each.in);
    expect({ score, level }).toEqual({ score: each.score, level: each.level });
    const factors = methodOf(each.method).factors.length;
    expect(working).toHaveLength(factors + 2);
    expect(working[factors]?.zh).toContain(`= ${each.score}`);
  });

  test('the working says the values in words and where the score falls', () => {
    const { working } = graded('lec', { likelihood: 1, exposure: 10, severity: 7 });
    expect(working.map(({ zh }) => zh)).toEqual([
      'L 事故发生的可能性：1（可能性小，完全意外）',
      'E 暴露于危险环境的频繁程度：10（连续暴露）',
      'C 后果严重性：7（严重伤残）',
      'D = L × E × C = 1 × 10 × 7 = 70',
      '70 落在 70 ≤ D < 160：一般风险（显著危险，需要整改）',
    ]);
  });

  test('a direct judgement is red whatever the working says, and the working stays', () => {
    const { score, level, working } = graded('ls', { likelihood: 1, severity: 1 }, 'majorHazard');
    expect({ score, level }).toEqual({ score: 1, level: 'red' });
    expect(working.at(-1)?.zh).toContain('直接判定为重大风险');
  });
});

describe('thresholds', () => {
  test.each<[MethodName, number, Level]>([
    ['ls', 20, 'red'],
    ['ls', 19.99, 'orange'],
    ['ls', 15, 'orange'],
    ['ls', 14.99, 'yellow'],
    ['ls', 9, 'yellow'],
    ['ls', 8.99, 'blue'],
    ['lec', 320.01, 'red'],
    ['lec', 320, 'orange'],
    ['lec', 160, 'orange'],
    ['lec', 159.99, 'yellow'],
    ['lec', 70, 'yellow'],
    ['lec', 69.99, 'blue'],
  ])('%s %d is %s', (id, score, level) => {
    expect(bandOf(methodOf(id), score).level).toBe(level);
  });

  test.each<[MethodName, Level, string]>([
    ['ls', 'red', '20 ≤ R'],
    ['ls', 'blue', 'R < 9'],
    ['lec', 'red', '320 < D'],
    ['lec', 'orange', '160 ≤ D ≤ 320'],
  ])('%s %s spans %s', (id, level, span) => {
    expect(spanOf(methodOf(id), level)).toBe(span);
  });
});

test.each<[MethodName, Factors, string | null, string[]]>([
  ['ls', { likelihood: 6, severity: 5 }, null, ['likelihood']],
  ['ls', { severity: 2.5 }, null, ['likelihood', 'severity']],
  ['lec', { likelihood: 3, severity: 15 }, null, ['exposure']],
  ['ls', { likelihood: 1, severity: 1 }, 'nothing', ['direct']],
])('%s %j refuses what its table has not', (id, factors, direct, fields) => {
  const done = grade(standard, id, factors, direct);
  expect(done.ok ? [] : Object.keys(done.faults).sort()).toEqual(fields);
});

const pick = (id: MethodName, key: FactorKey) =>
  fc.constantFrom(
    ...must(methodOf(id).factors.find((each) => each.key === key) ?? null, key).values.map(
      ({ value }) => value,
    ),
  );

describe.each(['ls', 'lec'] as const)('properties of %s', (id) => {
  const keys = methodOf(id).factors.map(({ key }) => key);
  const any = fc.record(Object.fromEntries(keys.map((key) => [key, pick(id, key)])));

  test.each(keys)('a greater %s never makes it milder', (key) => {
    fc.assert(
      fc.property(any, pick(id, key), (factors, other) => {
        const [low, high] = [
          Math.min(other, Number(factors[key])),
          Math.max(other, Number(factors[key])),
        ];
        const below = graded(id, { ...factors, [key]: low });
        const above = graded(id, { ...factors, [key]: high });
        expect(above.score).toBeGreaterThanOrEqual(below.score);
        expect(rank(above.level)).toBeLessThanOrEqual(rank(below.level));
      }),
    );
  });
});

test('a point is as bad as its worst event, and each level has an owner', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...levelNames, null)), (levels) => {
      const found = worst(levels);
      const known = levels.filter((each) => each !== null);
      expect(found).toBe(known.length === 0 ? null : known.sort((a, b) => rank(a) - rank(b))[0]);
    }),
  );
  expect(levelNames.map((level) => ownerOf(standard, level)?.role)).toEqual([...ownerRoles]);
  expect(ownerOf(standard, null)).toBeNull();
});
