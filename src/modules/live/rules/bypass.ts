import type { Bilingual } from '../../../kernel/endpoint.ts';
import { bypassLimits } from '../../../law/standards/tag-defaults.ts';
import { type Finding, isUsable, type Seen, told } from './cross.ts';

/** How a bypassed interlock (联锁摘除、旁路) stands. */
export type BypassState = 'planned' | 'present' | 'overdue' | 'restored';

/** Times in ms. */
export interface Bypass {
  readonly from: number;
  readonly until: number;
  /** Null: not restored. */
  readonly restored: number | null;
}

/** One that is not restored in time does not end by itself: it is overdue until somebody says so. */
export function bypassState({ from, until, restored }: Bypass, now: number): BypassState {
  if (restored !== null) return 'restored';
  if (now >= until) return 'overdue';
  return now < from ? 'planned' : 'present';
}

const HOUR = 3_600_000;

/** What is wrong with one that is entered, field by field. It may be entered afterwards: hiding it is worse. */
export function faultsOfBypass(
  { from, until }: Pick<Bypass, 'from' | 'until'>,
  now: number,
): Readonly<Record<string, Bilingual>> {
  const { longestHours, aheadDays } = bypassLimits;
  const faults: Record<string, Bilingual> = {};
  if (from > now + aheadDays * 24 * HOUR) {
    faults.startsAt = {
      zh: `摘除时间应在${aheadDays}天以内`,
      en: `begin within ${aheadDays} days`,
    };
  }
  if (until <= from) {
    faults.endsAt = {
      zh: '计划恢复时间应晚于摘除时间',
      en: 'it is restored after it is taken out',
    };
  } else if (until - from > longestHours * HOUR) {
    const days = longestHours / 24;
    faults.endsAt = {
      zh: `一次摘除最长${days}天，延长须重新审批登记`,
      en: `${days} days at most at a time: to go on, have it approved and entered again`,
    };
  }
  return faults;
}

/** An entry of the register that covers a moment: of a tag, or of all that a place has. */
export interface Entered {
  readonly tag: string | null;
  readonly facility: string | null;
}

/**
 * Does an interlock show that it is bypassed (联锁投用：1 投用，0 旁路) though the register holds no
 * entry for it that is in force? One that names no tag covers every interlock of its place.
 */
export function bypassUnentered(
  seen: Seen,
  facility: string | null,
  entered: readonly Entered[],
): Finding {
  const { tag, value } = seen;
  const about = { value, limit: 1, tags: [tag], trust: told(seen) };
  if (!isUsable(seen)) return { ...about, truth: 'unknown' };
  const isEntered = entered.some((entry) =>
    entry.tag === null ? entry.facility === facility : entry.tag === tag,
  );
  return value >= 1 || isEntered ? { ...about, truth: 'no' } : { ...about, truth: 'yes' };
}
