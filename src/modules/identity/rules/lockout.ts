import type { Moment } from '../../../kernel/calendar.ts';
import type { SecuritySettings } from '../../../law/security.ts';

/** Failures under one name so far, whether an account has the name or not. */
export interface Attempts {
  readonly failed: number;
  readonly lastAt: Moment;
  readonly lockedUntil: Moment | null;
}

export type Admission =
  | { readonly admitted: true; readonly next: Attempts }
  | { readonly admitted: false; readonly lockedUntil: Moment };

const MINUTE = 60_000;

/**
 * Counts an attempt as a failure before it is judged, so that attempts side by side cannot slip
 * past the limit; whoever is right has his count cleared afterwards. Old failures are forgotten
 * after as long as a lock lasts.
 */
export function admitAttempt(
  known: Attempts | null,
  now: Moment,
  { failures, lockMinutes }: Pick<SecuritySettings, 'failures' | 'lockMinutes'>,
): Admission {
  if (known?.lockedUntil && known.lockedUntil > now) {
    return { admitted: false, lockedUntil: known.lockedUntil };
  }
  const span = lockMinutes * MINUTE;
  const stale = !known || known.lockedUntil !== null || known.lastAt + span <= now;
  const failed = stale ? 1 : known.failed + 1;
  const lockedUntil = failed >= failures ? ((now + span) as Moment) : null;
  return { admitted: true, next: { failed, lastAt: now, lockedUntil } };
}
