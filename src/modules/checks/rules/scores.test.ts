import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dualPreventionHazchem } from '../../../law/standards/shapes/dual-prevention-hazchem.ts';
import { levelOf, levelsBy, scoresOf } from './scores.ts';

const path = new URL('../../../law/standards/dual-prevention-hazchem.json', import.meta.url);
const guide = dualPreventionHazchem.parse(JSON.parse(readFileSync(path, 'utf8')));

test.each(guide.workedExamples.map((each) => [each.id, each] as const))(
  'worked example %s of the guide',
  (_, each) => {
    const { a, b, e } = scoresOf(each.in);
    expect({ A: a, B: b, E: e }).toEqual(each.expected);
  },
);

const nothing = { dutyDeduct: 0, fewDeduct: 0, veto: false };

test('no task or no hazard is no score, never full marks', () => {
  const none = scoresOf({ ...nothing, planned: 0, done: 0, hazardsDue: 4, accepted: 4 });
  expect(none).toEqual({ a: null, b: 50, e: null });
  const zero = scoresOf({ ...nothing, planned: 4, done: 4, hazardsDue: 0, accepted: 0 });
  expect(zero).toEqual({ a: 50, b: null, e: null });
});

test('what the city set for no hazard at all is scored by it, and cut-offs stay in order', () => {
  const set = { ...nothing, planned: 4, done: 4, hazardsDue: 0, accepted: 0, fewDeduct: 20 };
  expect(scoresOf(set)).toEqual({ a: 50, b: 30, e: 80 });
  const levels = [
    { name: '优', min: 90 },
    { name: '良', min: 80 },
    { name: '差', min: 0 },
  ];
  expect(levelsBy(levels, [95, null, null]).map(({ min }) => min)).toEqual([95, 80, 0]);
  expect(levelsBy(levels, [70, null, null])).toBe(levels);
});

test('scores lie between nothing and 100, and more done is never less', () => {
  const n = fc.integer({ min: 0, max: 500 });
  fc.assert(
    fc.property(
      n,
      n,
      n,
      n,
      fc.integer({ min: 0, max: 60 }),
      (planned, done, due, accepted, off) => {
        const counted = { planned, done, hazardsDue: due, accepted, ...nothing, dutyDeduct: off };
        const { e, a } = scoresOf(counted);
        expect(e ?? 0).toBeGreaterThanOrEqual(0);
        expect(e ?? 0).toBeLessThanOrEqual(100);
        const more = scoresOf({ ...counted, done: done + 1 }).a;
        expect(more ?? 0).toBeGreaterThanOrEqual(a ?? 0);
      },
    ),
  );
});

test('levels by the cut-offs', () => {
  const { levels } = guide.scoring;
  const at = (score: number | null) => levelOf(score, levels);
  expect([at(90), at(89.99), at(80), at(60), at(59.9), at(0), at(null)]).toEqual([
    '优',
    '良',
    '良',
    '中',
    '差',
    '差',
    null,
  ]);
});
