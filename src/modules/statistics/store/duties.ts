import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';

export interface DutyChoice {
  readonly clauses: readonly number[];
  /** As duty.span numbers them; null: all. */
  readonly statuses: readonly number[] | null;
  readonly divisions: readonly string[] | null;
  readonly notIn: readonly string[] | null;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

export interface FoundDuty {
  readonly subject: string;
  readonly key: string;
  readonly division: string | null;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly clause: string;
  readonly period: string | null;
  readonly due: string | null;
  readonly status: number;
  readonly triggerKey: string;
  /** Where it stands in the list. */
  readonly place: string;
}

// The page first, by row-level security alone: places are looked up for its rows only.
const LIST = `with page as materialized (
  select s.subject, concat_ws('|', c.id, s.subject, coalesce(s.trigger, ''), coalesce(s.period, '')) key, s.division, c.id clause,
    s.period, s.due, s.status, coalesce(left(md5(s.trigger), 12), '') "triggerKey", coalesce(s.due, '9999-12-31'::date) place
  from duty.span s join duty.clause c on c.no = s.clause
  where s.clause = any($2::smallint[]) and s.vf <= $1 and $1 < s.vt
    and ($3::smallint[] is null or s.status = any($3))
    and ($4::text[] is null or s.division = any($4))
    and ($5::text[] is null or s.division is null or s.division <> all($5))
    and ($6::date is null or (coalesce(s.due, '9999-12-31'::date),
      concat_ws('|', c.id, s.subject, coalesce(s.trigger, ''), coalesce(s.period, ''))) > ($6, $7::text))
  order by place, key limit $8)
select p.subject, p.key, p.division, e.id enterprise, e."name" "enterpriseName", p.clause, p.period, p.due::text due, p.status,
  p."triggerKey", p.place::text place
from page p
  left join identity.record_scope s on s.subject = p.subject
  left join identity.anchor a on a.id = s.anchor
  left join rec.enterprise e on cardinality(a.enterprises) = 1 and e.id = a.enterprises[1] and e.vf <= $1 and $1 < e.vt
order by p.place, p.key`;

/** Duties behind a number, those due longest first. */
export async function dutyRows(
  db: Queryable,
  day: Day,
  { clauses, statuses, divisions, notIn, after, limit }: DutyChoice,
): Promise<FoundDuty[]> {
  const { rows } = await db.query<FoundDuty>(LIST, [
    ...[new Date(endOfDay(day)), clauses, statuses, divisions, notIn],
    ...[after?.[0] ?? null, after?.[1] ?? null, limit],
  ]);
  return rows;
}
