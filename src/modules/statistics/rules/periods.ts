import type { Day } from '../../../kernel/calendar.ts';
import { addDays, dayOf, partsOf } from '../../../kernel/calendar.ts';
import { FIRST_DAY } from '../../../law/plans/first-day.ts';
import type { PeriodId, Words } from '../model.ts';

export const periodWords: Readonly<Record<PeriodId, Words>> = {
  month: { zh: '本月', en: 'This month' },
  quarter: { zh: '本季度', en: 'This quarter' },
  year: { zh: '本年', en: 'This year' },
  twelve: { zh: '近一年', en: 'Last year to the day' },
  all: { zh: '全部', en: 'All' },
};

/** The first day of a period that ends with the day; null: everything before it. */
export function periodStart(id: PeriodId, day: Day): Day | null {
  const { year, month } = partsOf(day);
  if (id === 'month') return dayOf(year, month, 1);
  if (id === 'quarter') return dayOf(year, month - ((month - 1) % 3), 1);
  if (id === 'year') return dayOf(year, 1, 1);
  // As metrics count a year: later than 365 days before the day.
  return id === 'twelve' ? addDays(day, -364) : null;
}

/** Months of a period by their names, oldest first; of all time those since the plans began. */
export function monthsOf(id: PeriodId, day: Day): string[] {
  const from = partsOf(periodStart(id, day) ?? FIRST_DAY);
  const until = partsOf(day);
  const months: string[] = [];
  for (let n = from.year * 12 + from.month - 1; n <= until.year * 12 + until.month - 1; n += 1) {
    months.push(`${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);
  }
  return months;
}
