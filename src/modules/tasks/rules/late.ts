import type { Day } from '../../../kernel/calendar.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import type { DutyRules } from './in-force.ts';
import { dayAfter } from './in-force.ts';

/** A letter's to-do that waits for its answer. */
export interface Waiting {
  readonly key: string;
  readonly due: Day | null;
  /** Node that sent it: `d:371728`. */
  readonly sender: string | null;
}

/** Letters whose answer is late enough for the issuer to be told (key of the letter's to-do). */
export function lateAnswers(
  waiting: readonly Waiting[],
  rulesOf: (sender: string | null) => Pick<DutyRules, 'chaseAfter' | 'countedIn'>,
  calendar: WorkingCalendar,
  day: Day,
): readonly string[] {
  const late = ({ due, sender }: Waiting): boolean => {
    const rules = rulesOf(sender);
    return due !== null && due <= dayAfter(calendar, rules, day, -rules.chaseAfter);
  };
  return waiting.filter(late).map(({ key }) => key);
}
