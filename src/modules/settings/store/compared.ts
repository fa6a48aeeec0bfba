import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Counts } from '../model.ts';

export interface Compared {
  readonly before: Counts;
  readonly after: Counts;
  readonly changed: number;
}

/** Statuses as duty.span numbers them. */
const counts = (row: 'o' | 'n'): string => `jsonb_build_object('population', count(${row}.status),
  'met', count(*) filter (where ${row}.status = 0), 'late', count(*) filter (where ${row}.status = 1),
  'pending', count(*) filter (where ${row}.status = 2), 'overdue', count(*) filter (where ${row}.status = 3),
  'unknown', count(*) filter (where ${row}.status = 4))`;

/**
 * Duties as they stand and as supposed, at the end of a day, of subjects that these keys open.
 * The system reads on its own behalf here, so the keys are asked for by name.
 */
export async function comparedDuties(
  db: Queryable,
  asOf: Day,
  clause: { readonly no: number; readonly supposed: number },
  keys: readonly string[],
): Promise<Compared> {
  const standing = (parameter: string): string => `select d.subject, coalesce(d.period, '') period,
    coalesce(d.trigger, '') trigger, d.status from duty.span d
    join identity.record_scope s on s.subject = d.subject join identity.anchor a on a.id = s.anchor
    where d.clause = ${parameter} and d.vf <= $3 and $3 < d.vt and a.keys && $4::text[]`;
  const { rows } = await db.query<Compared>(
    `with o as (${standing('$1')}), n as (${standing('$2')})
     select ${counts('o')} "before", ${counts('n')} "after",
       (count(*) filter (where o.status is distinct from n.status))::int changed
     from o full join n using (subject, period, trigger)`,
    [clause.no, clause.supposed, new Date(endOfDay(asOf)), keys],
  );
  const [row] = rows;
  if (!row) throw new Error('counting gives a row');
  return row;
}
