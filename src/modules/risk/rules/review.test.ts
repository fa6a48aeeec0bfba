import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Happened, Reviewed } from './review.ts';
import { lastLook, reviewOf } from './review.ts';

const point = (set: Partial<Reviewed> = {}): Reviewed => ({
  identifiedOn: '2025-03-10',
  reviewedOn: null,
  reviewDueOn: null,
  ...set,
});
const change = (on: string): Happened => ({ kind: 'change', record: 'C-1', on });
const incident = (on: string): Happened => ({ kind: 'incident', record: 'I-1', on });

test.each<[string, Reviewed, Happened[], string, string[]]>([
  ['on its anniversary not yet', point(), [], '2026-03-10', []],
  ['the day after it', point(), [], '2026-03-11', ['yearly']],
  ['a year after the last review', point({ reviewedOn: '2026-01-05' }), [], '2026-03-11', []],
  [
    'a stated date stands first',
    point({ reviewDueOn: '2025-06-01' }),
    [],
    '2025-06-02',
    ['yearly'],
  ],
  ['a change since', point(), [change('2025-04-01')], '2025-04-01', ['change']],
  ['a change on the day itself', point(), [change('2025-03-10')], '2025-05-01', []],
  [
    'a change reviewed since',
    point({ reviewedOn: '2025-04-02' }),
    [change('2025-04-01')],
    '2025-05-01',
    [],
  ],
  ['a change that is to come', point(), [change('2025-06-01')], '2025-05-31', []],
  [
    'several, in order of time',
    point(),
    [incident('2025-05-02'), change('2025-04-01')],
    '2026-04-01',
    ['yearly', 'change', 'incident'],
  ],
  [
    'never looked at',
    point({ identifiedOn: null }),
    [incident('2024-02-01')],
    '2024-02-02',
    ['incident'],
  ],
])('%s', (_, item, happened, today, causes) => {
  const { due, reasons } = reviewOf(item, happened, today, 12);
  expect(reasons.map(({ cause }) => cause)).toEqual(causes);
  expect(due).toBe(causes.length > 0);
});

const day = fc
  .integer({ min: 0, max: 1000 })
  .map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));

test('a review on the day itself leaves nothing due', () => {
  const happened = fc.array(
    fc.record({ kind: fc.constantFrom('change', 'incident'), record: fc.constant('X'), on: day }),
  );
  fc.assert(
    fc.property(day, day, happened, (identifiedOn, today, list) => {
      const item = { identifiedOn, reviewedOn: today, reviewDueOn: null };
      const reviewed = identifiedOn <= today ? item : { ...item, identifiedOn: today };
      expect(reviewOf(reviewed, list as Happened[], today, 12).due).toBe(false);
      expect(lastLook(reviewed)).toBe(today);
    }),
  );
});
