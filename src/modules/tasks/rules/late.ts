import type { Day } from '../../../kernel/calendar.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import { addWorkingDays } from '../../../law/standards/working-days.ts';

/** A letter's to-do that waits for its answer. */
export interface Waiting {
  readonly key: string;
  readonly due: Day | null;
}

/** Letters whose answer is late enough for the issuer to be told (key of the letter's to-do). */
export function lateAnswers(
  waiting: readonly Waiting[],
  after: number,
  calendar: WorkingCalendar,
  day: Day,
): readonly string[] {
  const limit = addWorkingDays(calendar, day, -after);
  return waiting.filter(({ due }) => due !== null && due <= limit).map(({ key }) => key);
}
