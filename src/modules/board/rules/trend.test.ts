import { expect, test } from 'vitest';
import type { Day } from '../../../kernel/calendar.ts';
import { formatDay, parseDay } from '../../../kernel/calendar.ts';
import { monthEnds, trendOf } from './trend.ts';

function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

test.each([
  ['2024-01-01', '2024-03-10', ['2024-01-31', '2024-02-29', '2024-03-10']],
  ['2024-01-01', '2024-03-31', ['2024-01-31', '2024-02-29', '2024-03-31']],
  ['2024-01-01', '2024-01-01', ['2024-01-01']],
  ['2024-12-15', '2025-01-05', ['2024-12-31', '2025-01-05']],
])('month ends from %s to %s', (from, until, expected) => {
  expect(monthEnds(day(from), day(until)).map(formatDay)).toEqual(expected);
});

test.each([
  ['share', 0.5, 0.6, 'better'],
  ['share', 0.6, 0.5, 'worse'],
  ['share', 0.5, 0.5004, 'same'],
  ['unmet', 10, 4, 'better'],
  ['unmet', 4, 10, 'worse'],
  ['unmet', 0, 0, 'same'],
  ['share', null, 0.5, null],
  ['share', 0.5, null, null],
] as const)('%s from %s to %s is %s', (measure, before, now, expected) => {
  expect(trendOf(measure, before, now)).toBe(expected);
});
