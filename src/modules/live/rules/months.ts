import {
  addMonths,
  dayAt,
  dayOf,
  type Moment,
  partsOf,
  startOfDay,
} from '../../../kernel/calendar.ts';

/** Months of the city since 1970: history lies in one partition a month. */
export function monthOf(ms: number): number {
  const { year, month } = partsOf(dayAt(ms as Moment));
  return 12 * (year - 1970) + month - 1;
}

/** History from before it is past its time, whole months alone. */
export function droppedBefore(now: Moment, years: number, needed: Moment | null): number {
  const kept = startOfDay(addMonths(dayAt(now), -12 * years));
  return monthOf(Math.min(kept, needed ?? kept));
}

export const monthStart = (month: number): Moment =>
  startOfDay(dayOf(1970 + Math.floor(month / 12), (month % 12) + 1, 1));
