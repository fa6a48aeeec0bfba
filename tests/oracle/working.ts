import { readFileSync } from 'node:fs';
import type { Day } from '../../src/kernel/calendar.ts';
import { addDays, addMonths, formatDay } from '../../src/kernel/calendar.ts';
import type { Duration } from '../../src/kernel/duration.ts';
import { mustDay } from './time.ts';

/** Working days, day by day, from the holiday notices as they stand in the file. */

interface Year {
  readonly off?: Readonly<Record<string, { readonly from: string; readonly to: string }>>;
  readonly workdays?: readonly string[];
  readonly statutoryDaysOnly?: Readonly<Record<string, readonly string[]>>;
}

const path = new URL('../../src/law/standards/special-holidays.json', import.meta.url);
const notices = JSON.parse(readFileSync(path, 'utf8')).statutoryHolidays;
const years = Object.entries(notices).flatMap(([name, year]) =>
  /^\d{4}$/.test(name) ? [year as Year] : [],
);
const off = new Set(
  years.flatMap(({ statutoryDaysOnly }) => Object.values(statutoryDaysOnly ?? {})).flat(),
);
for (const { from, to } of years.flatMap((year) => Object.values(year.off ?? {}))) {
  for (let day = mustDay(from); day <= mustDay(to); day = addDays(day, 1)) off.add(formatDay(day));
}
const worked = new Set(years.flatMap(({ workdays }) => workdays ?? []));

function isWorkingDay(day: Day): boolean {
  const text = formatDay(day);
  if (worked.has(text)) return true;
  return !off.has(text) && ![0, 6].includes(new Date(`${text}T00:00:00Z`).getUTCDay());
}

/** Months by the calendar, everything else in working days; a started day is a day. */
export function addWorking(day: Day, { months, days, ms }: Duration): Day {
  let reached = addMonths(day, months);
  for (let left = days + Math.ceil(ms / 86_400_000); left > 0; ) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached)) left -= 1;
  }
  return reached;
}
