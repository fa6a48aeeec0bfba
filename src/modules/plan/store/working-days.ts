import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Duration } from '../../../kernel/duration.ts';
import { literal } from '../../records/index.ts';
import { loadWorkingCalendar } from '../load-standards.ts';
import { dayInterval } from './context.ts';

export const TRIGGER_DAY = `(tr.at at time zone 'Asia/Shanghai')::date`;

/**
 * Common table wd: for the day of every trigger (tr0) the last day of a deadline so many working
 * days (工作日) later. Months move the calendar day first; the rest counts in working days, started
 * days of a time part included. The calendar is numbered once for the span that the triggers need:
 * no holiday, and no run of them, doubles the days that a count takes.
 */
export function workingDays(length: Duration): string {
  const { off, worked } = loadWorkingCalendar();
  const days = (set: ReadonlySet<Day>): string =>
    `${literal(
      [...set].map((day) => formatDay(day)),
      'list',
    )}::date[]`;
  const count = length.days + Math.ceil(length.ms / 86_400_000);
  const moved = `(d + ${dayInterval({ months: length.months, days: 0, ms: 0 })})::date`;
  return `trd as materialized (select d, ${moved} as start from (select distinct ${TRIGGER_DAY} d from tr0 tr) x),
cal as materialized (select d, w, count(*) filter (where w) over (order by d) n from
 (select d::date, (extract(isodow from d) < 6 and d::date <> all(${days(off)})) or d::date = any(${days(worked)}) w
 from (select min(start) lo, max(start) + ${2 * count + 31} hi from trd) s cross join generate_series(s.lo, s.hi, interval '1 day') d) y),
wd as materialized (select trd.d, ${count === 0 ? 'trd.start' : 'b.d'} due from trd${count === 0 ? '' : ` join cal a on a.d = trd.start join cal b on b.w and b.n = a.n + ${count}`})`;
}
