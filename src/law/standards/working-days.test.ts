import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, formatDay, parseDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import { specialHolidays } from './shapes/special-holidays.ts';
import {
  addWorkingDays,
  isCountedExactly,
  workingCalendarOf,
  workingDaysBetween,
} from './working-days.ts';

const file = new URL('./special-holidays.json', import.meta.url);
const { statutoryHolidays } = specialHolidays.parse(JSON.parse(readFileSync(file, 'utf8')));
const calendar = workingCalendarOf(statutoryHolidays);

const day = (text: string) => {
  const parsed = parseDay(text);
  return must(parsed.ok ? parsed.value : null, text);
};

describe('the holiday notices', () => {
  it('take every day of a holiday off, weekends included', () => {
    const festival = Array.from({ length: 9 }, (_, i) => addDays(day('2026-02-15'), i));
    expect(festival.filter((each) => !calendar.off.has(each))).toEqual([]);
    expect(calendar.off.has(day('2026-02-24'))).toBe(false);
    expect(calendar.worked.has(day('2026-02-14'))).toBe(true);
  });

  it('work weekends only, and none of them is off', () => {
    const weekday = (text: string) => new Date(`${text}T00:00:00Z`).getUTCDay();
    const worked = [...calendar.worked].map(formatDay);
    expect(worked.filter((text) => ![0, 6].includes(weekday(text)))).toEqual([]);
    expect([...calendar.worked].filter((each) => calendar.off.has(each))).toEqual([]);
  });

  it.each([
    // 365 or 366 days less weekends and days off, plus worked weekends, by the notices.
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('leave %i with %i working days', (year, count) => {
    let found = 0;
    for (let each = dayOf(year, 1, 1); each <= dayOf(year, 12, 31); each = addDays(each, 1)) {
      const weekend = [0, 6].includes(new Date(`${formatDay(each)}T00:00:00Z`).getUTCDay());
      if (calendar.worked.has(each) || (!weekend && !calendar.off.has(each))) found += 1;
    }
    expect(found).toBe(count);
  });

  it('give a year without notice the days of the law, and no certainty', () => {
    expect(calendar.years.has(2027)).toBe(false);
    expect(calendar.off.has(day('2027-10-01'))).toBe(true);
    expect(isCountedExactly(calendar, day('2026-12-31'))).toBe(true);
    expect(isCountedExactly(calendar, day('2027-01-01'))).toBe(false);
    expect(isCountedExactly(calendar, day('2024-01-01'))).toBe(true);
    // The count may begin in 2022, for which no notice is on file.
    expect(isCountedExactly(calendar, day('2023-06-01'))).toBe(false);
  });
});

describe('counting', () => {
  it.each([
    // Spring Festival 2026: off 15–23 February, Saturday 14 worked.
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-06-26', 5, '2026-07-03'],
    ['2026-06-28', 0, '2026-06-28'],
  ])('%s and %i working days is %s', (from, count, to) => {
    expect(formatDay(addWorkingDays(calendar, day(from), count))).toBe(to);
    expect(workingDaysBetween(calendar, day(from), day(to))).toBe(count);
  });

  it('weekends count for nothing', () => {
    expect(workingDaysBetween(calendar, day('2026-06-26'), day('2026-06-28'))).toBe(0);
    expect(workingDaysBetween(calendar, day('2026-06-29'), day('2026-06-26'))).toBe(-1);
  });
});
