import type { Day, Moment } from '../../../kernel/calendar.ts';
import {
  addDays,
  addMonths,
  dayOf,
  endOfDay,
  formatDay,
  MS_PER_DAY,
  parseDay,
  partsOf,
  startOfDay,
} from '../../../kernel/calendar.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import type { Frequency, Window } from '../model.ts';
import { frequencyNames } from '../model.ts';
import type { CheckSettings } from './settings.ts';

/** What windows depend on beside the day. */
export interface WindowRules {
  readonly calendar: WorkingCalendar;
  readonly settings: CheckSettings;
}

export const MOST_SHIFTS = 4;
const HOUR = 3_600_000;

const between = (every: Frequency, key: string, from: Moment, until: Moment): Window => ({
  ...{ every, key, from, until },
  ...{ shifts: null, startedOn: null, provisional: false },
});

const ofDays = (every: Frequency, key: string, first: Day, next: Day): Window =>
  between(every, key, startOfDay(first), startOfDay(next));

/** A shift (班): as many as the enterprise works, of equal length; the last reaches into the next day. */
function shiftOf(day: Day, no: number, shifts: number, { settings }: WindowRules): Window {
  const length = MS_PER_DAY / shifts;
  const begin = startOfDay(day) + settings.shiftStart.value * HOUR;
  const from = (begin + (no - 1) * length) as Moment;
  const until = (begin + no * length) as Moment;
  return { ...between('shift', `${formatDay(day)}/${no}`, from, until), shifts };
}

function shiftsOn(day: Day, rules: WindowRules): Window[] {
  const found: Window[] = [];
  for (let shifts = 1; shifts <= MOST_SHIFTS; shifts += 1) {
    for (const begun of [addDays(day, -1), day]) {
      for (let no = 1; no <= shifts; no += 1) found.push(shiftOf(begun, no, shifts, rules));
    }
  }
  return found.filter(({ from, until }) => from <= endOfDay(day) && until > startOfDay(day));
}

/** Monday of the day's week. 1970-01-01 was a Thursday. */
const mondayOf = (day: Day): Day => addDays(day, -((((day + 3) % 7) + 7) % 7));

/** Weeks as ISO 8601 counts them: the first has the year's first Thursday. */
function weekOf(day: Day): Window {
  const monday = mondayOf(day);
  const { year } = partsOf(addDays(monday, 3));
  const first = mondayOf(dayOf(year, 1, 4));
  const no = (monday - first) / 7 + 1;
  return ofDays('week', `${year}-W${String(no).padStart(2, '0')}`, monday, addDays(monday, 7));
}

function monthsOf(every: 'month' | 'quarter' | 'year', day: Day): Window {
  const { year, month } = partsOf(day);
  const span = { month: 1, quarter: 3, year: 12 }[every];
  const part = Math.ceil(month / span);
  const first = dayOf(year, (part - 1) * span + 1, 1);
  const key = {
    month: `${year}-${String(month).padStart(2, '0')}`,
    quarter: `${year}-Q${part}`,
    year: `${year}`,
  }[every];
  return ofDays(every, key, first, addMonths(first, span));
}

/** Before each block of days off, for so many days; the first day off is the key's. */
function holidaysFrom(from: Day, to: Day, { calendar, settings }: WindowRules): Window[] {
  const found: Window[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!calendar.off.has(day) || calendar.off.has(addDays(day, -1))) continue;
    const first = addDays(day, -settings.holidayLead.value);
    const window = ofDays('holiday', `holiday-${formatDay(day)}`, first, day);
    found.push({ ...window, provisional: !calendar.years.has(partsOf(day).year) });
  }
  return found;
}

/** After a start-up on a day: from that day on. */
function startupOf(day: Day, { settings }: WindowRules): Window {
  const startedOn = formatDay(day);
  const next = addDays(day, settings.startupWithin.value);
  return { ...ofDays('startup', `startup-${startedOn}`, day, next), startedOn };
}

function startupsOn(day: Day, rules: WindowRules): Window[] {
  const { value } = rules.settings.startupWithin;
  return Array.from({ length: value }, (_, back) => startupOf(addDays(day, -back), rules));
}

const CALENDAR: Readonly<Record<Frequency, (day: Day, rules: WindowRules) => readonly Window[]>> = {
  shift: shiftsOn,
  day: (day) => [ofDays('day', formatDay(day), day, addDays(day, 1))],
  week: (day) => [weekOf(day)],
  month: (day) => [monthsOf('month', day)],
  quarter: (day) => [monthsOf('quarter', day)],
  year: (day) => [monthsOf('year', day)],
  holiday: (day, rules) =>
    holidaysFrom(addDays(day, 1), addDays(day, rules.settings.holidayLead.value), rules),
  startup: startupsOn,
};

/**
 * Every window that touches the day: with a measure of the same frequency (and, of shifts, an
 * enterprise that works as many; of start-ups, a facility that started on the day) it is one task.
 */
export function windowsOn(day: Day, rules: WindowRules): readonly Window[] {
  return frequencyNames.flatMap((every) => CALENDAR[every](day, rules));
}

/** Every window that ends within the days, each once: what was to be done by then. */
export function windowsEnding(from: Day, to: Day, rules: WindowRules): readonly Window[] {
  const found = new Map<string, Window>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    for (const window of windowsOn(day, rules)) {
      const ends = window.until > startOfDay(from) && window.until <= startOfDay(addDays(to, 1));
      if (ends) found.set(`${window.every} ${window.key} ${window.shifts ?? ''}`, window);
    }
  }
  return [...found.values()];
}

const YEAR = /^(\d{4})$/;
const MONTH = /^(\d{4})-(\d{2})$/;
const QUARTER = /^(\d{4})-Q([1-4])$/;
const WEEK = /^(\d{4})-W(\d{2})$/;

/** A day that the key's window would hold, if the key were one; the window's own key decides. */
function dayWithin(every: Frequency, key: string): Day | null {
  const parts = (pattern: RegExp): number[] | null =>
    pattern.exec(key)?.slice(1).map(Number) ?? null;
  const dated = (text: string): Day | null => {
    const day = parseDay(text);
    return day.ok ? day.value : null;
  };
  switch (every) {
    case 'shift':
      return dated(key.slice(0, 10));
    case 'day':
      return dated(key);
    case 'week': {
      const [year = 0, no = 0] = parts(WEEK) ?? [];
      return year === 0 ? null : addDays(mondayOf(dayOf(year, 1, 4)), (no - 1) * 7);
    }
    case 'month':
      return dated(MONTH.test(key) ? `${key}-01` : '');
    case 'quarter': {
      const [year = 0, part = 1] = parts(QUARTER) ?? [];
      return year === 0 ? null : dayOf(year, (part - 1) * 3 + 1, 1);
    }
    case 'year':
      return dated(YEAR.test(key) ? `${key}-01-01` : '');
    case 'holiday': {
      const first = dated(key.slice('holiday-'.length));
      return first === null ? null : addDays(first, -1);
    }
    case 'startup':
      return dated(key.slice('startup-'.length));
  }
}

/** The window that a task's key names; null: there is none of that name. */
export function windowOf(
  every: Frequency,
  key: string,
  shifts: number,
  rules: WindowRules,
): Window | null {
  const day = dayWithin(every, key);
  if (day === null) return null;
  // The last shift of a day may lie in the next day altogether.
  const near = every === 'shift' ? [day, addDays(day, 1)] : [day];
  const found = near
    .flatMap((each) => CALENDAR[every](each, rules))
    .find((window) => window.key === key && (window.shifts ?? shifts) === shifts);
  return found ?? null;
}
