import type { Day } from './calendar.ts';
import { addDays, dayOf, formatDay, partsOf } from './calendar.ts';
import type { Duration } from './duration.ts';
import { addToDay } from './duration.ts';

/** One duty period, both days inclusive. Label: 2024-01, 2024-Q1, 2024-H1, 2024, 2024-W05. */
export interface Period {
  readonly label: string;
  readonly start: Day;
  readonly end: Day;
}

/** Periods of a length of time that overlap the window [from, until], oldest first. */
export function periodsBetween(every: Duration, from: Day, until: Day): Period[] {
  const periods: Period[] = [];
  for (let start = firstStart(every, from); start <= until; ) {
    const next = addToDay(start, every);
    if (next <= start) throw new Error('a period needs a positive length');
    periods.push({ label: labelOf(every, start), start, end: addDays(next, -1) });
    start = next;
  }
  return periods;
}

/** Calendar periods begin with the calendar; any other length counts from the window's start. */
function firstStart(every: Duration, from: Day): Day {
  const { year, month } = partsOf(from);
  if (every.ms !== 0 || (every.months > 0 && every.days > 0)) return from;
  if (every.months > 0 && 12 % every.months === 0 && isCalendar(every)) {
    return dayOf(year, month - ((month - 1) % every.months), 1);
  }
  if (every.days === 7) return addDays(from, -isoWeekday(from));
  return from;
}

/** Month, quarter, half-year, year, week and day are the periods that a calendar knows. */
export function isCalendar(every: Duration): boolean {
  if (every.ms !== 0) return false;
  if (every.days === 0) return [1, 3, 6, 12].includes(every.months);
  return every.months === 0 && [1, 7].includes(every.days);
}

function labelOf(every: Duration, start: Day): string {
  const { year, month } = partsOf(start);
  if (!isCalendar(every) || every.days === 1) return formatDay(start);
  if (every.days === 7) return weekLabel(start);
  if (every.months === 12) return String(year);
  if (every.months === 6) return `${year}-H${month < 7 ? 1 : 2}`;
  if (every.months === 3) return `${year}-Q${Math.floor((month - 1) / 3) + 1}`;
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** 0 = Monday. 1970-01-01 was a Thursday. */
function isoWeekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

function weekLabel(monday: Day): string {
  const thursday = addDays(monday, 3);
  const { year } = partsOf(thursday);
  const week = Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
