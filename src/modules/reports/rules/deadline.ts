import { addDays, type Day } from '../../../kernel/calendar.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import { addWorkingDays } from '../../../law/standards/working-days.ts';
import type { Handled } from '../model.ts';
import { isTrue } from './machine.ts';

/** A time limit of the published rules, with how far it was checked. */
export interface TimeLimit {
  readonly key: string;
  readonly text: string;
  readonly confidence: string;
  readonly workdays?: number | undefined;
  readonly days?: number | undefined;
}

export interface Due {
  readonly day: Day;
  /** Which limit it follows from. */
  readonly limits: readonly TimeLimit[];
}

/** The limits in the order of the work, by their keys in the standards file. */
function limitsFor(report: Handled): {
  readonly from: Day | null;
  readonly keys: readonly string[];
} {
  switch (report.stage) {
    case 'received':
      return { from: report.receivedOn, keys: ['acceptance.tell'] };
    case 'accepted':
      return {
        from: report.acceptedOn,
        keys: report.extended ? ['verify', 'verify.extend'] : ['verify'],
      };
    case 'checked':
      return { from: report.verifiedOn, keys: ['feedback'] };
    case 'answered':
      return { from: report.verifiedOn, keys: isTrue(report) ? ['reward.decide'] : [] };
    default:
      return { from: null, keys: [] };
  }
}

/** By when the next step is owed; null: nothing is, or no rule says by when. */
export function dueOf(
  report: Handled,
  limits: readonly TimeLimit[],
  calendar: WorkingCalendar,
): Due | null {
  const { from, keys } = limitsFor(report);
  const found = keys.flatMap((key) => limits.filter((limit) => limit.key === key));
  if (from === null || found.length === 0) return null;
  let day = from;
  for (const { workdays, days } of found) {
    day =
      workdays === undefined ? addDays(day, days ?? 0) : addWorkingDays(calendar, day, workdays);
  }
  return { day, limits: found };
}
