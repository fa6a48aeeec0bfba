import { z } from 'zod';
import type { Day } from '../../kernel/calendar.ts';
import { formatDay, parseDay } from '../../kernel/calendar.ts';

/** Shapes of the published standards that code reads. Every figure is dated. */

/** A figure from the day on which it takes effect. */
export interface Dated {
  readonly from: string;
}

/** The entry in force on a day: the latest whose `from` is not after it; null before the first. */
export function inForceOn<T extends Dated>(series: readonly T[], day: Day): T | null {
  const today = formatDay(day);
  let found: T | null = null;
  for (const entry of series) {
    if (entry.from <= today && (found === null || entry.from >= found.from)) found = entry;
  }
  return found;
}

const day = z.string().refine((text) => parseDay(text).ok, 'is not a day of the calendar');

const announcedYear = z.strictObject({
  off: z.record(z.string(), z.strictObject({ from: day, to: day })),
  /** Saturdays and Sundays worked instead (调休). */
  workdays: z.array(day),
  source: z.string().optional(),
});

/** The State Council has not announced the days off yet: the year cannot be counted. */
const unannouncedYear = z.strictObject({
  statutoryDaysOnly: z.record(z.string(), z.array(day)),
  note: z.string(),
});

/** `special-holidays.json`, the part on public holidays (法定节假日). */
export const holidaysFile = z.looseObject({
  standard: z.string(),
  statutoryHolidays: z
    .object({ basis: z.string(), basisConfidence: z.string() })
    .catchall(z.union([announcedYear, unannouncedYear])),
});
export type HolidaysFile = z.infer<typeof holidaysFile>;
export type AnnouncedYear = z.infer<typeof announcedYear>;
