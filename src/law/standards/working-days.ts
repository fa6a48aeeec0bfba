import type { Day } from '../../kernel/calendar.ts';
import { addDays, formatDay, parseDay, partsOf } from '../../kernel/calendar.ts';
import type { Result } from '../../kernel/result.ts';
import { must, ok, refuse } from '../../kernel/result.ts';
import type { AnnouncedYear, HolidaysFile } from './model.ts';

/** Working days by the State Council's yearly notices. A year without notice is refused. */
export interface WorkingCalendar {
  readonly years: ReadonlySet<number>;
  readonly off: ReadonlySet<Day>;
  /** Weekend days worked instead. */
  readonly worked: ReadonlySet<Day>;
}

export function workingCalendarOf(file: HolidaysFile): WorkingCalendar {
  const years = new Set<number>();
  const off = new Set<Day>();
  const worked = new Set<Day>();
  for (const [year, announced] of Object.entries(file.statutoryHolidays)) {
    if (!isAnnounced(announced)) continue;
    years.add(Number(year));
    for (const { from, to } of Object.values(announced.off)) {
      for (let day = dayIn(from); day <= dayIn(to); day = addDays(day, 1)) off.add(day);
    }
    for (const text of announced.workdays) worked.add(dayIn(text));
  }
  return { years, off, worked };
}

function isAnnounced(value: unknown): value is AnnouncedYear {
  return typeof value === 'object' && value !== null && 'off' in value;
}

function dayIn(text: string): Day {
  const day = parseDay(text);
  return must(day.ok ? day.value : null, 'the schema has checked the days');
}

export function isWorkingDay(calendar: WorkingCalendar, day: Day): Result<boolean, string> {
  const { year } = partsOf(day);
  if (!calendar.years.has(year)) {
    const known = [...calendar.years].sort((a, b) => a - b).join(', ');
    return refuse(`no holiday notice for ${year} (${formatDay(day)}); known years: ${known}`);
  }
  if (calendar.worked.has(day)) return ok(true);
  return ok(!calendar.off.has(day) && !isWeekend(day));
}

/** 1970-01-01 was a Thursday: the remainder 2 is a Saturday, 3 a Sunday. */
function isWeekend(day: Day): boolean {
  const weekday = ((day % 7) + 7) % 7;
  return weekday === 2 || weekday === 3;
}

/** The day `count` working days after `day`; the day itself does not count. */
export function addWorkingDays(
  calendar: WorkingCalendar,
  day: Day,
  count: number,
): Result<Day, string> {
  if (!Number.isSafeInteger(count) || count < 0) {
    return refuse(`${count} is not a number of working days`);
  }
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    const working = isWorkingDay(calendar, reached);
    if (!working.ok) return working;
    if (working.value) left -= 1;
  }
  return ok(reached);
}

/** How many working days lie in [from, until], both included. */
export function workingDays(
  calendar: WorkingCalendar,
  from: Day,
  until: Day,
): Result<number, string> {
  let count = 0;
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const working = isWorkingDay(calendar, day);
    if (!working.ok) return working;
    if (working.value) count += 1;
  }
  return ok(count);
}
