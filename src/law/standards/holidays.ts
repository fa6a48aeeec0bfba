import { z } from 'zod';
import { day } from './shape.ts';

/** Public holidays (法定节假日) as `special-holidays.json` holds them. */

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

export const statutoryHolidays = z
  .object({ basis: z.string(), basisConfidence: z.string() })
  .catchall(z.union([announcedYear, unannouncedYear]));
export type StatutoryHolidays = z.infer<typeof statutoryHolidays>;
export type AnnouncedYear = z.infer<typeof announcedYear>;
