import type { Day, Moment } from '../../src/kernel/calendar.ts';
import {
  dayAt,
  endOfDay,
  formatDay,
  formatMoment,
  parseDay,
  parseMoment,
  startOfDay,
} from '../../src/kernel/calendar.ts';
import type { Duration } from '../../src/kernel/duration.ts';
import { addToDay, addToMoment, negate, parseDuration } from '../../src/kernel/duration.ts';

/** A date or a datetime of a record. A date is a whole day, a datetime an instant. */
export type Time =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'instant'; readonly instant: Moment };

export const onDay = (day: Day): Time => ({ kind: 'day', day });
export const atInstant = (instant: Moment): Time => ({ kind: 'instant', instant });

/** undefined when the text is neither a date nor a datetime. */
export function parseTime(text: unknown): Time | undefined {
  if (typeof text !== 'string') return undefined;
  const day = parseDay(text);
  if (day.ok) return onDay(day.value);
  const instant = parseMoment(text);
  return instant.ok ? atInstant(instant.value) : undefined;
}

export const dayOfTime = (time: Time): Day =>
  time.kind === 'day' ? time.day : dayAt(time.instant);

/** Two datetimes compare instants; a date compares days with anything. Negative: a is earlier. */
export function compareTimes(a: Time, b: Time): number {
  if (a.kind === 'instant' && b.kind === 'instant') return a.instant - b.instant;
  return dayOfTime(a) - dayOfTime(b);
}

/** Greatest or smallest of times of either kind: a date stands for the start of its day. */
export const sortKey = (time: Time): number =>
  time.kind === 'instant' ? time.instant : startOfDay(time.day);

export function shift(time: Time, duration: Duration, sign: 1 | -1): Time {
  const by = sign === 1 ? duration : negate(duration);
  return time.kind === 'day'
    ? onDay(addToDay(time.day, by))
    : atInstant(addToMoment(time.instant, by));
}

/** Last moment of a deadline: a day counts to its end. */
export const lastMoment = (time: Time): Moment =>
  time.kind === 'day' ? endOfDay(time.day) : time.instant;

export const formatTime = (time: Time): string =>
  time.kind === 'day' ? formatDay(time.day) : formatMoment(time.instant);

export function mustDay(text: string): Day {
  const day = parseDay(text);
  if (!day.ok) throw new Error(day.error);
  return day.value;
}

export function mustMoment(text: string): Moment {
  const moment = parseMoment(text);
  if (!moment.ok) throw new Error(moment.error);
  return moment.value;
}

/** A duration, or a bare whole number in the unit that the parameter's name or type gives. */
export function durationOf(value: unknown, unit: 'days' | 'hours'): Duration | undefined {
  if (typeof value === 'number') {
    return unit === 'hours'
      ? { months: 0, days: 0, ms: value * 3_600_000 }
      : { months: 0, days: value, ms: 0 };
  }
  if (typeof value !== 'string') return undefined;
  const parsed = parseDuration(value);
  return parsed.ok ? parsed.value : undefined;
}
