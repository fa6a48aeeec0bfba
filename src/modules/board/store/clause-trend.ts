import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { DutyStatusName } from '../model.ts';
import { dutyStatuses } from '../model.ts';
import { subjectsOfFew } from './few-subjects.ts';

/**
 * Duties of a clause that stood alike for the same days: on those numbered from `first` up to,
 * not including, `end`.
 */
export interface Stretch {
  readonly period: string | null;
  readonly due: string | null;
  readonly status: DutyStatusName;
  readonly count: number;
  readonly first: number;
  readonly end: number;
}

/**
 * The clause's duties at the end of each of the days, in one pass over its spans: every span is
 * placed among the days by search, so that the cost does not grow with their number.
 * A bucket is the number of days at or before; a microsecond less turns that into before.
 */
export async function stretchesOf(
  db: Queryable,
  clause: { readonly no: number; readonly type: string },
  days: readonly Day[],
  divisions: readonly string[] | null,
): Promise<Stretch[]> {
  const own = await subjectsOfFew(db, clause.type);
  const { rows } = await db.query<Omit<Stretch, 'status'> & { status: number }>(
    `with placed as (
  select s.period, s.due, s.status,
    width_bucket(s.vf - interval '1 microsecond', $2::timestamptz[]) as first,
    width_bucket(s.vt - interval '1 microsecond', $2::timestamptz[]) as end
  from duty.span s where s.clause = $1 and ${own ? 's.subject = any($5)' : '$5::text[] is null'} and ($4::text[] is null or s.division = any($4)))
select period, max(due)::text due, status, count(*)::int as count, first, "end"
from placed where first < "end"
group by period, status, first, "end", width_bucket(due::timestamp, $3::timestamp[])`,
    [clause.no, days.map((day) => new Date(endOfDay(day))), days.map(formatDay), divisions, own],
  );
  return rows.map((row) => ({ ...row, status: dutyStatuses[row.status] ?? 'unknown' }));
}
