import type { Day } from '../../../kernel/calendar.ts';
import { dayOf, formatDay, parseDay, partsOf } from '../../../kernel/calendar.ts';
import type { Duration } from '../../../kernel/duration.ts';
import { periodsBetween } from '../../../kernel/period.ts';
import { must } from '../../../kernel/result.ts';

/** How a clause's duties arise; docs/evaluation.md, "Duties". */
export type DutyKind = 'dated' | 'annual' | 'recurring' | 'event' | 'standing';

export interface DutyPeriod {
  readonly label: string | null;
  readonly start: string;
  readonly end: string;
  readonly due: string | null;
  readonly running: boolean;
}

interface DueRule {
  readonly type: string;
  readonly date?: string | null | undefined;
  readonly onOrBefore?: string | undefined;
}

export function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

export function dutyKind(form: string, due: DueRule, every: Duration | null): DutyKind {
  if (form === 'follows') return 'event';
  if (due.type === 'by') return 'dated';
  if (due.type === 'annual') return 'annual';
  return every ? 'recurring' : 'standing';
}

/** Periods begun by the as-of day that overlap the window; one row for everything undivided. */
export function dutyPeriods(
  kind: DutyKind,
  due: DueRule,
  every: Duration | null,
  window: { from: string; until: string },
  asOf: Day,
): DutyPeriod[] {
  const from = day(window.from);
  const until = day(window.until);
  if (kind !== 'recurring' && kind !== 'annual') {
    return [
      { label: null, start: window.from, end: window.until, due: due.date ?? null, running: false },
    ];
  }
  const length =
    kind === 'annual'
      ? { months: 12, days: 0, ms: 0 }
      : must(every, 'a recurring clause has a period');
  const last = Math.min(until, asOf) as Day;
  return periodsBetween(length, from, last).map((p) => {
    const dueDay =
      kind === 'annual' ? annualDay(p.start, due.onOrBefore ?? due.date ?? '--12-31') : p.end;
    return {
      label: p.label,
      start: formatDay(p.start),
      end: formatDay(p.end),
      due: formatDay(dueDay),
      running: asOf <= dueDay,
    };
  });
}

/** `--01-31` in the year of the period. */
function annualDay(start: Day, monthDay: string): Day {
  const match = must(
    /^-*(\d{2})-(\d{2})$/.exec(monthDay.slice(-7).replace(/^\d+-/, '--')),
    `an annual date, not '${monthDay}'`,
  );
  return dayOf(partsOf(start).year, Number(match[1]), Number(match[2]));
}
