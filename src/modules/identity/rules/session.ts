import type { Moment } from '../../../kernel/calendar.ts';
import type { Role } from '../../../law/roles.ts';
import { roles } from '../../../law/roles.ts';
import type { SecuritySettings } from '../../../law/security.ts';
import type { SessionState } from '../model.ts';
import { passwordEnds } from './password.ts';

const MINUTE = 60_000;

/** Government roles and administrators prove themselves twice (双因子). */
export const needsSecondFactor = (held: readonly Role[]): boolean =>
  held.some((role) => ['authority', 'admin'].includes(roles[role].desk));

/** Without use for too long: the page stays, its screen is locked. */
export function isIdle(
  seenAt: Moment,
  now: Moment,
  { idleMinutes }: Pick<SecuritySettings, 'idleMinutes'>,
): boolean {
  return now - seenAt >= idleMinutes * MINUTE;
}

/** Over, whatever was done in it. */
export function isOver(
  madeAt: Moment,
  now: Moment,
  { sessionMinutes }: Pick<SecuritySettings, 'sessionMinutes'>,
): boolean {
  return now - madeAt >= sessionMinutes * MINUTE;
}

export interface Standing {
  readonly locked: boolean;
  /** A second factor is set up; given in this session. */
  readonly enrolled: boolean;
  readonly secondFactor: boolean;
  readonly mustChange: boolean;
  readonly changedAt: Moment;
  readonly roles: readonly Role[];
  /** An account of the demo is let off the second factor and the age of its password. */
  readonly demo: boolean;
  /** Another system vouched for whoever this is: our password plays no part. */
  readonly foreign: boolean;
}

/** What stands between a session and the work: the first of these. */
export function sessionState(
  standing: Standing,
  now: Moment,
  settings: Pick<SecuritySettings, 'passwordDays'>,
): SessionState {
  const { locked, enrolled, secondFactor, mustChange, changedAt, demo, foreign } = standing;
  if (locked) return 'locked';
  if (enrolled && !secondFactor) return 'codeDue';
  const stale = !demo && passwordEnds(changedAt, settings) <= now;
  if (!foreign && (mustChange || stale)) return 'passwordDue';
  if (!demo && !enrolled && !secondFactor && needsSecondFactor(standing.roles)) return 'enrolDue';
  return 'open';
}
