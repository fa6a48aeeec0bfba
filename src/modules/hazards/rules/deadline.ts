import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import { addWorkingDays, isCountedExactly } from '../../../law/standards/working-days.ts';
import type { Deadline, Hazard, Stage } from '../model.ts';
import { dayIn, limitOf } from './conditions.ts';
import type { LoopSettings } from './settings.ts';

/** From which day on, and how many working days, the next step of a stage may take. */
const WITHIN: Readonly<
  Partial<Record<Stage, { readonly since: string; readonly within: keyof LoopSettings }>>
> = {
  reported: { since: 'foundOn', within: 'judgeWithin' },
  judged: { since: 'judgedOn', within: 'assignWithin' },
  rectified: { since: 'rectifiedOn', within: 'verifyWithin' },
  verified: { since: 'verifiedOn', within: 'closeWithin' },
};

/** By when the next step is due; null: nothing is due, or nothing says by when. */
export function nextDeadline(
  hazard: Hazard,
  calendar: WorkingCalendar,
  settings: LoopSettings,
): Deadline | null {
  if (hazard.stage === 'assigned' || hazard.stage === 'controlled') {
    const limit = limitOf(hazard);
    return limit === null ? null : { day: limit, provisional: false };
  }
  const rule = WITHIN[hazard.stage];
  const since = rule ? dayIn(hazard.values[rule.since]) : null;
  if (!rule || since === null) return null;
  const day = addWorkingDays(calendar, since, settings[rule.within].value);
  return { day, provisional: !isCountedExactly(calendar, day) };
}
