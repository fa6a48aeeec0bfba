import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Seen } from '../store/checks.ts';

/** Of the newest day all that is recorded counts, though the made-up city ends before the clock. */
export function seenOn(city: LiveCity, day: Day, division: string | null = null): Seen {
  return { division, day, recordedUntil: day === city.today() ? city.now() : endOfDay(day) };
}
