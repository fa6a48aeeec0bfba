import type { Queryable } from '../../../platform/db/index.ts';
import type { DutyStatus } from '../../plan/index.ts';
import { dutyStatuses } from '../../plan/index.ts';

export interface OwnDuty {
  readonly clause: string;
  readonly subject: string;
  readonly trigger: string | null;
  readonly period: string | null;
  readonly due: string | null;
  readonly status: DutyStatus;
  readonly since: string | null;
}

/** Of subjects of one type; where they are named by a record's enterprise. */
export interface Subjects {
  readonly type: string;
  readonly ids: readonly string[];
}

/** Records of a type that hang on the enterprise at the moment, so many at most, the newest first. */
export const SUBJECTS_MOST = 500;

/** What subjects owe at the moment: of each clause, the duties of subjects of its type. */
export async function dutiesOf(
  db: Queryable,
  clauses: readonly string[],
  subjects: readonly string[],
  at: Date,
): Promise<readonly OwnDuty[]> {
  const { rows } = await db.query<Omit<OwnDuty, 'status'> & { status: number }>(
    `select c.id as clause, s.subject, s.trigger, s.period, s.due, s.status, s.since
     from duty.clause c cross join lateral (
       select * from duty.span d where d.clause = c.no and d.subject = any($2) and d.vf <= $3 and $3 < d.vt) s
     where c.id = any($1)
     order by array_position(array[3, 4, 2, 1, 0], s.status::int), s.due nulls last, c.no, s.subject`,
    [clauses, subjects, at],
  );
  return rows.map((row) => ({ ...row, status: dutyStatuses[row.status] ?? 'unknown' }));
}
