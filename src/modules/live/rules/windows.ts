import type { Bilingual } from '../../../kernel/endpoint.ts';
import { windowLimits } from '../../../law/standards/tag-defaults.ts';

/** What is worked on (检修、标定). */
export const windowKinds = {
  maintenance: { zh: '检修', en: 'maintenance' },
  calibration: { zh: '标定', en: 'calibration' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type WindowKind = keyof typeof windowKinds;

/** A window of maintenance or calibration (检修标定窗口), times in ms; the end is outside. */
export interface Window {
  readonly id: string;
  readonly kind: WindowKind;
  readonly from: number;
  /** The early end, where there was one. */
  readonly until: number;
}

/** Windows by tag number. */
export type Windows = ReadonlyMap<number, readonly Window[]>;

/** The window that covers a tag at a moment, the one that ends last; null: none does. */
export function windowAt(windows: Windows, tag: number, at: number): Window | null {
  let found: Window | null = null;
  for (const each of windows.get(tag) ?? []) {
    if (each.from <= at && at < each.until && each.until > (found?.until ?? 0)) found = each;
  }
  return found;
}

/** When a tag was covered last, of windows that have ended; `now`: nobody knows any more. */
export function endedAt(windows: Windows, tag: number, now: number): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const { from, until } of windows.get(tag) ?? []) {
    if (from < until && until <= now && until > last) last = until;
  }
  return Number.isFinite(last) ? last : now;
}

export type WindowState = 'planned' | 'present' | 'ended';

export function windowState({ from, until }: Pick<Window, 'from' | 'until'>, now: number) {
  if (now >= until) return 'ended' satisfies WindowState;
  return (now < from ? 'planned' : 'present') satisfies WindowState;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What is wrong with a window that somebody asks for, field by field. */
export function faultsOfWindow(
  { kind, from, until }: Omit<Window, 'id'>,
  now: number,
): Readonly<Record<string, Bilingual>> {
  const faults: Record<string, Bilingual> = {};
  const { backMinutes, aheadDays, hours } = windowLimits;
  if (from < now - backMinutes * MINUTE) {
    faults.startsAt = {
      zh: `窗口不能补登：开始时间不早于${backMinutes}分钟前`,
      en: `a window is not entered afterwards: begin at most ${backMinutes} minutes ago`,
    };
  } else if (from > now + aheadDays * 24 * HOUR) {
    faults.startsAt = {
      zh: `开始时间应在${aheadDays}天以内`,
      en: `begin within ${aheadDays} days`,
    };
  }
  if (until <= Math.max(from, now)) {
    faults.endsAt = {
      zh: '截止时间应晚于开始时间和现在',
      en: 'the end comes after the beginning and after now',
    };
  } else if (until - from > hours[kind] * HOUR) {
    faults.endsAt = {
      zh: `${windowKinds[kind].zh}窗口最长${hours[kind]}小时，到期须重新登记`,
      en: `a window of ${windowKinds[kind].en} lasts ${hours[kind]} hours at most`,
    };
  }
  return faults;
}
