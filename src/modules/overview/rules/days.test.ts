import { expect, test } from 'vitest';
import { dayOf, formatDay } from '../../../kernel/calendar.ts';
import { dayBefore, daysShown } from './days.ts';

test('what a day is compared with lies three months before, never before the plans begin', () => {
  expect(formatDay(dayBefore(dayOf(2026, 5, 31)))).toBe('2026-02-28');
  expect(formatDay(dayBefore(dayOf(2024, 2, 10)))).toBe('2024-01-01');
});

test("the days of a day's pages: itself, what it is compared with, the ends of twelve months", () => {
  expect(daysShown(dayOf(2026, 11, 24)).map(formatDay)).toEqual([
    ...['2026-11-24', '2026-08-24', '2026-10-24', '2026-10-31', '2026-09-30', '2026-08-31'],
    ...['2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30', '2026-03-31', '2026-02-28'],
    ...['2026-01-31', '2025-12-31', '2025-11-30'],
  ]);
  expect(daysShown(dayOf(2024, 1, 5)).map(formatDay)).toEqual(['2024-01-05', '2024-01-01']);
});
