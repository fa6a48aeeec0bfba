import type { Day, Moment } from './calendar.ts';
import { addDays, addMonths, dayAt, startOfDay } from './calendar.ts';
import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';

/** ISO 8601 duration: years and months as months, weeks and days as days, the time part in ms. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly ms: number;
}

const DURATION =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

export function parseDuration(text: string): Result<Duration, string> {
  const match = DURATION.exec(text);
  if (!match || text === 'P' || text.endsWith('T')) {
    return refuse(`'${text}' is not an ISO 8601 duration; write P30D, P1Y or PT24H`);
  }
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number];
  return ok({
    months: years * 12 + months,
    days: weeks * 7 + days,
    ms: ((hours * 60 + minutes) * 60 + seconds) * 1000,
  });
}

export function negate(duration: Duration): Duration {
  return { months: -duration.months, days: -duration.days, ms: -duration.ms };
}

/** The time part of a duration counts in started days when it is added to a date. */
export function addToDay(day: Day, duration: Duration): Day {
  const wholeDays = Math.sign(duration.ms) * Math.ceil(Math.abs(duration.ms) / 86_400_000);
  return addDays(addMonths(day, duration.months), duration.days + wholeDays);
}

/** Months and days move the Shanghai calendar day and keep its time of day; then the time part. */
export function addToMoment(moment: Moment, duration: Duration): Moment {
  const day = dayAt(moment);
  const timeOfDay = moment - startOfDay(day);
  const moved = addDays(addMonths(day, duration.months), duration.days);
  return (startOfDay(moved) + timeOfDay + duration.ms) as Moment;
}
