import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedRules } from '../load.ts';
import { topics } from '../model.ts';
import { type RewardCase, workOut } from './reward.ts';

const { rewards } = publishedRules();
const asked = (more: Partial<RewardCase>): RewardCase => ({
  ...{ topic: 'hazard', fine: null, proposed: null, deaths: 0, accident: null, insider: false },
  ...{ withinDuty: null, scheme: null, reporters: 1, date: '2025-06-30' },
  ...more,
});
const scheme = { outsideMultiplier: 2 };

/** Worked by hand from 安监总财〔2018〕19号 and 鲁应急发〔2021〕3号. */
const examples: readonly (readonly [string, Partial<RewardCase>, number | null])[] = [
  ['a general hazard, nothing proposed: the lower end', {}, 500],
  ['a general hazard within the range', { proposed: 1200 }, 1200],
  ['a general hazard above the range', { proposed: 9000 }, 5000],
  ['a general hazard by an employee: a fifth more', { proposed: 1000, insider: true }, 1200],
  ['… never above the range', { proposed: 5000, insider: true }, 5000],
  ['a major hazard without a fine: the floor', { topic: 'major-hazard' }, 5000],
  ['a major hazard: half of the fine', { topic: 'major-hazard', fine: 200_000 }, 100_000],
  ['… at most half a million', { topic: 'major-hazard', fine: 5_000_000 }, 500_000],
  [
    'an illegal act by an employee',
    { topic: 'illegal-activity', fine: 30_000, insider: true },
    18_000,
  ],
  [
    'a concealed accident by its dead',
    { topic: 'concealed-incident', accident: 'larger', deaths: 4 },
    160_000,
  ],
  [
    '… at most half a million together',
    { topic: 'concealed-incident', accident: 'gravest', deaths: 40 },
    500_000,
  ],
  ['a concealed accident of which the grade is not known', { topic: 'concealed-incident' }, null],
  ['inside, within the duties of the post', { scheme, withinDuty: true, proposed: 300 }, 300],
  ['inside, outside them: higher', { scheme, withinDuty: false, proposed: 300 }, 600],
  [
    '… of which the parameter is not set',
    { scheme: { outsideMultiplier: null }, withinDuty: false, proposed: 300 },
    null,
  ],
];

describe('what a report earns', () => {
  test.each(examples)('%s', (_, more, amount) => {
    expect(workOut(asked(more), rewards).amount).toBe(amount);
  });

  test('each figure of a rule says how far it was checked', () => {
    const { lines } = workOut(
      asked({ topic: 'major-hazard', fine: 20_000, insider: true }),
      rewards,
    );
    expect(lines.map(({ confidence }) => confidence)).toEqual([
      ...['verified', 'verified', null, 'verified'],
    ]);
    expect(lines.map(({ yuan }) => yuan)).toEqual([10_000, 3000, 10_000, 12_000]);
  });

  test('since the newer rules of the province were issued it says that their figures are not on file', () => {
    const late = workOut(asked({ date: '2026-01-05' }), rewards).lines.at(-1);
    expect(late).toMatchObject({ yuan: null, confidence: 'recalled' });
    expect(late?.text.zh).toContain('鲁应急发〔2025〕12号');
  });

  test('reporters share one reward', () => {
    const shared = workOut(asked({ proposed: 1000, reporters: 3 }), rewards);
    expect(shared).toMatchObject({ amount: 1000, perReporter: 333.33 });
  });
});

test('never outside the rule, never less for more, and shares never exceed it', () => {
  const money = fc.integer({ min: 0, max: 20_000_000 });
  const any = fc.record({
    topic: fc.constantFrom(...topics),
    fine: fc.option(money),
    proposed: fc.option(money),
    deaths: fc.integer({ min: 0, max: 60 }),
    accident: fc.constantFrom('ordinary', 'larger', 'major', 'gravest', null),
    insider: fc.boolean(),
    reporters: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(any, money, (more, plus) => {
      const { amount, perReporter } = workOut(asked(more), rewards);
      if (amount === null) return;
      expect(amount).toBeGreaterThanOrEqual(500);
      expect(amount).toBeLessThanOrEqual(500_000);
      expect((perReporter ?? 0) * more.reporters).toBeLessThanOrEqual(amount + 1e-6);
      const higher = workOut(asked({ ...more, fine: (more.fine ?? 0) + plus }), rewards).amount;
      expect(higher).toBeGreaterThanOrEqual(amount);
      const inside = workOut(asked({ ...more, insider: true }), rewards).amount;
      expect(inside).toBeGreaterThanOrEqual(amount);
    }),
  );
  fc.assert(
    fc.property(money, fc.double({ min: 1.01, max: 5, noNaN: true }), (proposed, factor) => {
      const given = { scheme: { outsideMultiplier: factor }, proposed };
      const within = workOut(asked({ ...given, withinDuty: true }), rewards).amount ?? 0;
      const outside = workOut(asked({ ...given, withinDuty: false }), rewards).amount ?? 0;
      expect(outside).toBeGreaterThanOrEqual(within);
    }),
  );
});
