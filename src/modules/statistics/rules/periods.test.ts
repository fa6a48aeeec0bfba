import { expect, test } from 'vitest';
import type { Day } from '../../../kernel/calendar.ts';
import { dayOf, formatDay } from '../../../kernel/calendar.ts';
import { periodIds } from '../model.ts';
import { monthsOf, periodStart } from './periods.ts';

const start = (day: Day) =>
  periodIds.map((id) => {
    const first = periodStart(id, day);
    return first === null ? null : formatDay(first);
  });

test('periods begin where people say they do', () => {
  const JUNE = ['2026-06-01', '2026-04-01', '2026-01-01', '2025-07-01', null];
  expect(start(dayOf(2026, 6, 30))).toEqual(JUNE);
  expect(start(dayOf(2024, 1, 1))).toEqual([
    ...['2024-01-01', '2024-01-01', '2024-01-01', '2023-01-02', null],
  ]);
});

test('months run from the first of a period to that of the day', () => {
  const day = dayOf(2026, 2, 15);
  expect(monthsOf('month', day)).toEqual(['2026-02']);
  expect(monthsOf('year', day)).toEqual(['2026-01', '2026-02']);
  expect(monthsOf('twelve', day)[0]).toBe('2025-02');
  expect(monthsOf('all', day)).toHaveLength(26);
});
