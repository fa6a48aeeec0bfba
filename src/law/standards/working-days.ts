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
