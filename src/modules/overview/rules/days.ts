import type { Day } from '../../../kernel/calendar.ts';
import { addDays, addMonths, dayOf, partsOf } from '../../../kernel/calendar.ts';
import { FIRST_DAY } from '../../../law/plans/first-day.ts';

const COMPARED_MONTHS = 3;

/** The day that figures are compared with: three months before, but not before the plans begin. */
export const dayBefore = (day: Day): Day =>
  Math.max(FIRST_DAY, addMonths(day, -COMPARED_MONTHS)) as Day;

/** Ends of the months before the day, and the day itself: oldest first. */
export function monthEnds(day: Day, months: number): Day[] {
  const { year, month } = partsOf(day);
  const first = dayOf(year, month, 1);
  const ends = Array.from({ length: months }, (_, back) => addDays(addMonths(first, -back), -1));
  return [...ends.reverse().filter((end) => end >= FIRST_DAY), day];
}

/** Trends of metrics go back so many months. */
export const TREND_MONTHS = 12;

/** The days whose counts a day's pages show, those asked for first in front. */
export function daysShown(day: Day): Day[] {
  const compared = [dayBefore(day), Math.max(FIRST_DAY, addMonths(day, -1)) as Day];
  return [...new Set([day, ...compared, ...monthEnds(day, TREND_MONTHS).reverse()])];
}
