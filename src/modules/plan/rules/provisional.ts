import type { Day } from '../../../kernel/calendar.ts';
import type { Clause, Requirement } from '../../../law/plans/model.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import { isCountedExactly } from '../../../law/standards/working-days.ts';
import type { EvaluatedClause } from '../model.ts';
import { day } from './duties.ts';

/** Deadlines in working days that no holiday notice covers are marked, never shown as certain. */
export function markProvisional(
  clause: Clause,
  evaluated: EvaluatedClause,
  calendar: WorkingCalendar,
  asOf: Day,
): EvaluatedClause {
  if (!countsWorkingDays(clause.requirement)) return evaluated;
  const guessed = (due: string | null): boolean =>
    due !== null && !isCountedExactly(calendar, day(due));
  const duties = evaluated.duties.map((duty) =>
    guessed(duty.due) ? { ...duty, provisional: true as const } : duty,
  );
  const own = clause.requirement.form === 'follows';
  const any = own ? duties.some((duty) => duty.provisional) : !isCountedExactly(calendar, asOf);
  return any ? { ...evaluated, duties, provisional: notice(calendar) } : evaluated;
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
