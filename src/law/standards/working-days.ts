import type { Day } from '../../kernel/calendar.ts';
import { addDays, parseDay, partsOf } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { AnnouncedYear, StatutoryHolidays } from './holidays.ts';

/**
 * Working days (工作日) by the State Council's yearly notices. A year without notice has weekends
 * and, where they are on file, the holidays that the law itself fixes: a count that touches it is
 * provisional, because the notice will move weekends (调休).
 */
export interface WorkingCalendar {
  readonly years: ReadonlySet<number>;
  readonly off: ReadonlySet<Day>;
  /** Weekend days worked instead. */
  readonly worked: ReadonlySet<Day>;
}

export function workingCalendarOf(notices: StatutoryHolidays): WorkingCalendar {
  const years = new Set<number>();
  const off = new Set<Day>();
  const worked = new Set<Day>();
  for (const [year, entry] of Object.entries(notices)) {
    if (typeof entry === 'string') continue;
    if (!isAnnounced(entry)) {
      for (const text of Object.values(entry.statutoryDaysOnly).flat()) off.add(dayIn(text));
      continue;
    }
    years.add(Number(year));
    for (const { from, to } of Object.values(entry.off)) {
      for (let day = dayIn(from); day <= dayIn(to); day = addDays(day, 1)) off.add(day);
    }
    for (const text of entry.workdays) worked.add(dayIn(text));
  }
  return { years, off, worked };
}

function isAnnounced(value: object): value is AnnouncedYear {
  return 'off' in value;
}

function dayIn(text: string): Day {
  const day = parseDay(text);
  return must(day.ok ? day.value : null, 'the schema has checked the days');
}

/**
 * Is a deadline on this day counted by notices alone? A count of working days reaches back less
 * than a year, so that the year before must be known too.
 */
export function isCountedExactly(calendar: WorkingCalendar, day: Day): boolean {
  const { year } = partsOf(day);
  return calendar.years.has(year) && calendar.years.has(year - 1);
}

export function isWorkingDay({ off, worked }: WorkingCalendar, day: Day): boolean {
  if (worked.has(day)) return true;
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday !== 0 && weekday !== 6 && !off.has(day);
}

/** The day so many working days after (or, if negative, before) a day. */
export function addWorkingDays(calendar: WorkingCalendar, day: Day, count: number): Day {
  const step = count < 0 ? -1 : 1;
  let reached = day;
  for (let left = Math.abs(count); left > 0; ) {
    reached = addDays(reached, step);
    if (isWorkingDay(calendar, reached)) left -= 1;
  }
  return reached;
}

/** Working days after `from` up to and with `to`; negative when `to` lies before. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  const [start, end, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let count = 0;
  for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count === 0 ? 0 : sign * count;
}
