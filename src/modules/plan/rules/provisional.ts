import type { Day } from '../../../kernel/calendar.ts';
import type { Clause, Requirement } from '../../../law/plans/model.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import { isCountedExactly } from '../../../law/standards/working-days.ts';
import type { EvaluatedClause } from '../model.ts';
import { day } from './duties.ts';
import type { Tally } from './figures.ts';

/** Deadlines in working days that no holiday notice covers are marked, never shown as certain. */
export function markProvisional(
  clause: Clause,
  evaluated: EvaluatedClause,
  tallies: readonly Tally[],
  asOf: Day,
  calendar: WorkingCalendar,
): EvaluatedClause {
  if (!countsWorkingDays(clause.requirement)) return evaluated;
  const guessed = ({ due }: { readonly due: string | null }): boolean =>
    due !== null && !isCountedExactly(calendar, day(due));
  // Inside a combination the deadlines themselves are not shown: the day of asking decides.
  const event = clause.requirement.form === 'follows';
  if (event ? !tallies.some(guessed) : isCountedExactly(calendar, asOf)) return evaluated;
  const duties = evaluated.duties.map((duty) =>
    event && guessed(duty) ? { ...duty, provisional: true as const } : duty,
  );
  return { ...evaluated, duties, provisional: notice(calendar) };
}

function countsWorkingDays(requirement: Requirement): boolean {
  if (requirement.form === 'all' || requirement.form === 'any') {
    return requirement.of.some(countsWorkingDays);
  }
  return requirement.form === 'follows' && requirement.calendar === 'working';
}

function notice({ years }: WorkingCalendar): { zh: string; en: string } {
  const first = Math.min(...years);
  const last = Math.max(...years);
  return {
    zh: `按工作日计算的期限为暂定：仅有${first}年至${last}年的放假安排，其他年份按周末和法定节假日估算。`,
    en: `Deadlines in working days are provisional: holiday notices are on file for ${first} to ${last} only; other years count weekends and statutory holidays.`,
  };
}
