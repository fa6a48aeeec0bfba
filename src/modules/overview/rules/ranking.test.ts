import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Counted, MetricDefinition } from '../model.ts';
import { ranked, metrics as shipped } from './metrics.ts';
import { liftsOf, lossOf, mended, rankOf, scoreOf, standings } from './ranking.ts';

type Metric = Parameters<typeof lossOf>[0];

const share = (id: string, weight: number, improvable = true): Metric => ({
  ...{ id, weight, improvable },
  unit: 'share',
  better: 'lower',
});
const accidents: Metric = {
  ...{ id: 'accidents', weight: 10, perCase: 4, improvable: false },
  unit: 'count',
  better: 'lower',
};
const hazards = share('hazards', 60);
const drills: Metric = { ...share('drills', 30), better: 'higher' };
const all = [hazards, drills, accidents];

const of = (...pairs: readonly (readonly [number, number])[]): Map<string, Counted> =>
  new Map(pairs.map(([bad, total], index) => [all[index]?.id ?? '', { bad, total }] as const));

describe('points', () => {
  test.each([
    { name: 'nothing bad', counts: of([0, 4], [0, 3], [0, 0]), score: 100 },
    { name: 'a quarter of the hazards', counts: of([1, 4], [0, 3], [0, 0]), score: 85 },
    { name: 'a third of the drills', counts: of([0, 4], [1, 3], [0, 0]), score: 90 },
    { name: 'two accidents', counts: of([0, 4], [0, 3], [2, 5]), score: 92 },
    { name: 'no more than the weight', counts: of([0, 4], [0, 3], [7, 7]), score: 90 },
    {
      name: 'no drills owed: their weight is left out',
      counts: of([1, 4], [0, 0], [0, 0]),
      score: 78.57,
    },
    { name: 'everything bad', counts: of([4, 4], [3, 3], [3, 3]), score: 0 },
    { name: 'nothing known', counts: of([0, 0], [0, 0], [0, 0]), score: null },
  ])('$name', ({ counts, score }) => {
    const losses = all.map((m) => lossOf(m, counts.get(m.id) ?? { total: 0, bad: 0 }));
    expect(scoreOf(losses)).toBe(score);
  });

  test('the shipped weights make 100', () => {
    expect(ranked.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    expect(new Set(shipped.map(({ id }) => id)).size).toBe(shipped.length);
  });
});

describe('ranks', () => {
  test('equal points share a rank, the next is left out, the unknown stand last without one', () => {
    const counts = new Map([
      ['a', of([1, 4], [0, 3], [0, 0])],
      ['b', of([0, 4], [0, 3], [0, 0])],
      ['c', of([2, 8], [0, 3], [0, 0])],
      ['d', of([2, 4], [0, 3], [0, 0])],
      ['e', of([0, 0], [0, 0], [0, 0])],
    ]);
    const ranks = standings(all, counts).map(({ division, rank, score }) => [
      division,
      rank,
      score,
    ]);
    expect(ranks).toEqual([
      ['b', 1, 100],
      ['a', 2, 85],
      ['c', 2, 85],
      ['d', 4, 70],
      ['e', null, null],
    ]);
  });
});

const standing = (counts: ReadonlyMap<string, Counted>, others: readonly number[]) => {
  const losses = all.map((m) => lossOf(m, counts.get(m.id) ?? { total: 0, bad: 0 }));
  const score = scoreOf(losses);
  return { division: 'own', losses, score, rank: rankOf(score, others) };
};

describe('what would lift the rank', () => {
  test.each([
    {
      name: 'one hazard of ten lifts past the next one',
      counts: of([3, 10], [0, 5], [0, 0]),
      others: [85, 95],
      lifts: [
        { items: 1, from: 3, to: 2, score: 88, of: [{ metric: 'hazards', items: 1 }] },
        { items: 3, from: 3, to: 1, score: 100, of: [{ metric: 'hazards', items: 3 }] },
      ],
    },
    {
      name: 'the dearest come first: a drill of three costs 10, a hazard of ten 6',
      counts: of([1, 10], [1, 3], [0, 0]),
      others: [90],
      lifts: [{ items: 1, from: 2, to: 1, score: 94, of: [{ metric: 'drills', items: 1 }] }],
    },
    {
      name: 'what cannot be undone lifts nothing',
      counts: of([0, 10], [0, 3], [2, 2]),
      others: [95],
      lifts: [],
    },
    {
      name: 'the first has nothing to gain',
      counts: of([1, 10], [0, 3], [0, 0]),
      others: [80],
      lifts: [],
    },
    { name: 'no rank, no lift', counts: of([0, 0], [0, 0], [0, 0]), others: [80], lifts: [] },
  ])('$name', ({ counts, others, lifts }) => {
    expect(liftsOf(all, standing(counts, others), others)).toEqual(lifts);
  });

  const counted = fc
    .tuple(fc.nat(6), fc.nat(6))
    .map(([a, b]) => ({ total: Math.max(a, b), bad: Math.min(a, b) }));
  const cases = fc.record({
    counts: fc
      .tuple(counted, counted, counted)
      .map((each) => new Map(each.map((c, index) => [all[index]?.id ?? '', c] as const))),
    others: fc.array(
      fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
      { maxLength: 8 },
    ),
  });

  test('doing the items lifts to the rank that was told, each lift higher with more items', () => {
    fc.assert(
      fc.property(cases, ({ counts, others }) => {
        const own = standing(counts, others);
        let before = { items: 0, to: own.rank ?? 0 };
        for (const lift of liftsOf(all, own, others)) {
          expect(lift.items).toBeGreaterThan(before.items);
          expect(lift.to).toBeLessThan(before.to);
          const done = new Map(lift.of.map(({ metric, items }) => [metric, items]));
          expect([...done.values()].reduce((a, b) => a + b, 0)).toBe(lift.items);
          for (const [id, items] of done)
            expect(items).toBeLessThanOrEqual(counts.get(id)?.bad ?? 0);
          const score = scoreOf(mended(all, own.losses, done));
          expect(score).toBe(lift.score);
          expect(rankOf(score, others)).toBe(lift.to);
          before = lift;
        }
      }),
    );
  });

  test('nobody reaches a rank with fewer items than told', () => {
    fc.assert(
      fc.property(cases, ({ counts, others }) => {
        const own = standing(counts, others);
        const lifts = liftsOf(all, own, others);
        const bad = (id: string): number => counts.get(id)?.bad ?? 0;
        for (let h = 0; h <= bad('hazards'); h += 1) {
          for (let d = 0; d <= bad('drills'); d += 1) {
            const done = new Map([
              ['hazards', h],
              ['drills', d],
            ]);
            const reached = rankOf(scoreOf(mended(all, own.losses, done)), others);
            if (reached === null || own.rank === null || reached >= own.rank) continue;
            const told = lifts.find(({ to }) => to <= reached);
            expect(told?.items ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(h + d);
          }
        }
      }),
    );
  });
});

test('no metric measures use of the system', () => {
  const text = JSON.stringify(shipped satisfies readonly MetricDefinition[]);
  expect(text).not.toMatch(/登录|打卡|积分|在线时长|login/i);
});
