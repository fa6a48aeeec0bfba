import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';

/**
 * Calendar of the law: Asia/Shanghai, which has kept UTC+8 without summer time since 1991.
 * A day is a number (days since 1970-01-01), a moment is milliseconds since the epoch.
 */
declare const dayBrand: unique symbol;
declare const momentBrand: unique symbol;
export type Day = number & { readonly [dayBrand]: true };
export type Moment = number & { readonly [momentBrand]: true };

export const MS_PER_DAY = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export interface YearMonthDay {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
}

export function dayOf(year: number, month: number, day: number): Day {
  return (Date.UTC(year, month - 1, day) / MS_PER_DAY) as Day;
}

export function partsOf(day: Day): YearMonthDay {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `2024-02-30` is refused, not rolled over. */
export function parseDay(text: string): Result<Day, string> {
  if (!DATE.test(text)) return refuse(`'${text}' is not a date; write YYYY-MM-DD`);
  return dayWithin(text);
}

/** The day in the first ten characters, which have the form of one. */
function dayWithin(text: string): Result<Day, string> {
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = (MONTH_DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
  // Before the year 100 JavaScript's calendar means another century.
  if (year >= 100 && day >= 1 && day <= last) return ok(dayOf(year, month, day));
  return refuse(`'${text}' is not a day of the calendar`);
}

function twoDigits(text: string, at: number): number {
  return 10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 528;
}

export function formatDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** A moment with its offset; a bare date means 00:00 Asia/Shanghai. */
export function parseMoment(text: string): Result<Moment, string> {
  if (DATE.test(text)) {
    const day = parseDay(text);
    return day.ok ? ok(startOfDay(day.value)) : day;
  }
  if (!DATETIME.test(text)) {
    return refuse(`'${text}' is not a moment; write 2024-03-01T09:00:00+08:00 (with its offset)`);
  }
  const day = dayWithin(text);
  if (!day.ok) return refuse(`'${text.slice(0, 10)}' is not a day of the calendar`);
  const second = text[16] === ':' ? twoDigits(text, 17) : 0;
  if (twoDigits(text, 11) > 23 || twoDigits(text, 14) > 59 || second > 59) {
    return refuse(`'${text}' has no such time of day`);
  }
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) return refuse(`'${text}' has an offset that does not exist`);
  return ok(moment as Moment);
}

/** `2024-03-01T09:00:00+08:00`, milliseconds only where there are any. */
export function formatMoment(moment: Moment): string {
  const text = new Date(moment + SHANGHAI_MS).toISOString().slice(0, 23);
  return `${text.replace(/\.000$/, '')}+08:00`;
}

export function dayAt(moment: Moment): Day {
  return Math.floor((moment + SHANGHAI_MS) / MS_PER_DAY) as Day;
}

export function startOfDay(day: Day): Moment {
  return (day * MS_PER_DAY - SHANGHAI_MS) as Moment;
}

/** 23:59:59.999 of the day: a due date is inclusive, an evaluation date means its end. */
export function endOfDay(day: Day): Moment {
  return (startOfDay(day) + MS_PER_DAY - 1) as Moment;
}

export function addDays(day: Day, days: number): Day {
  return (day + days) as Day;
}

/** Month arithmetic keeps the day of the month and stops at the month's last day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: date } = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = (index % 12) + 1;
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  return dayOf(toYear, toMonth, Math.min(date, last));
}
