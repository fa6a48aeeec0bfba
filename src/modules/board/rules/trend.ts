import type { Day } from '../../../kernel/calendar.ts';
import { addMonths, dayOf, partsOf } from '../../../kernel/calendar.ts';
import type { BoardRow } from '../model.ts';

/** The last day of every month from `from` to `until`, and `until` itself. */
export function monthEnds(from: Day, until: Day): Day[] {
  const days: Day[] = [];
  const { year, month } = partsOf(from);
  for (let n = 0; ; n += 1) {
    const next = addMonths(dayOf(year, month, 1), n + 1);
    const last = (next - 1) as Day;
    if (last >= until) return [...days, until];
    if (last >= from) days.push(last);
  }
}

/** Is a value better than the one before? More is better of a share, less of what is unmet. */
export function trendOf(
  measure: 'share' | 'unmet',
  before: number | null,
  now: number | null,
): BoardRow['trend'] {
  if (before === null || now === null) return null;
  // A share that looks the same in tenths of a percent is the same.
  const difference = measure === 'share' ? Math.round(1000 * (now - before)) : before - now;
  if (difference === 0) return 'same';
  return difference > 0 ? 'better' : 'worse';
}
