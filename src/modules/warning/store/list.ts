import type { Queryable } from '../../../platform/db/index.ts';
import type { Contribution, Grade, Kind } from '../model.ts';

export interface Within {
  readonly division?: string | undefined;
  readonly park?: string | undefined;
  readonly enterprise?: string | undefined;
}

export interface Filters extends Within {
  readonly kind?: Kind | undefined;
  readonly grade?: Grade | undefined;
}

export interface GradeRow {
  readonly span: string;
  readonly kind: Kind;
  readonly id: string;
  readonly name: string | null;
  readonly grade: Grade;
  readonly rank: number;
  readonly graded_since: Date;
  readonly alarms: number;
  readonly working: readonly Contribution[];
  readonly enterprise: string | null;
  readonly enterprise_name: string | null;
  readonly division: string | null;
  readonly division_name: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** What stands at a moment ($1), narrowed ($2 kind, $3 grade, $4 division, $5 park, $6 enterprise). */
const STANDS = `s.since <= $1 and $1 < s.until and ($2::text is null or s.kind = $2) and ($3::text is null or s.grade = $3)
  and ($4::text is null or exists (select from rec.division_above d
    where d.id = s.division and d.above = $4 and d.vf <= $1 and $1 < d.vt))
  and ($5::text is null or s.park = $5) and ($6::text is null or s.enterprise = $6)`;

const narrowed = (moment: Date, { kind, grade, division, park, enterprise }: Filters) => [
  ...[moment, kind ?? null, grade ?? null],
  ...[division ?? null, park ?? null, enterprise ?? null],
];

/** The worst first, of them what has stood longest; from the rows of the caller's scope. */
export async function gradesAt(
  db: Queryable,
  moment: Date,
  filters: Filters,
  { after, limit }: { readonly after: readonly string[] | null; readonly limit: number },
): Promise<readonly GradeRow[]> {
  const [rank = null, since = null, span = null] = after ?? [];
  const { rows } = await db.query<GradeRow>(
    `with s as (select s.* from warning.span s where ${STANDS}
         and ($7::int is null or (s.rank, s.graded_since, s.id) > ($7::int, $8::timestamptz, $9::bigint))
       order by s.rank, s.graded_since, s.id limit $10)
     select s.id::text span, s.kind, s.object id, s.grade, s.rank::int rank, s.graded_since, s.alarms, s.working, s.enterprise,
       e."name" enterprise_name, s.division, d."name" division_name, e."longitude" lon, e."latitude" lat,
       case s.kind when 'installation' then f."name" when 'enterprise' then e."name" when 'park' then p."name" else d."name" end "name"
     from s left join rec.enterprise e on e.id = s.enterprise and e.vf <= $1 and $1 < e.vt
       left join rec.facility f on s.kind = 'installation' and f.id = s.object and f.vf <= $1 and $1 < f.vt
       left join rec.park p on s.kind = 'park' and p.id = s.object and p.vf <= $1 and $1 < p.vt
       left join rec.jurisdiction d on d.id = s.division and d.vf <= $1 and $1 < d.vt
     order by s.rank, s.graded_since, s.id`,
    [...narrowed(moment, filters), rank, since, span, limit],
  );
  return rows;
}

export interface Counted {
  readonly kind: Kind;
  readonly grade: Grade;
  readonly count: number;
}

export async function countedAt(
  db: Queryable,
  moment: Date,
  filters: Filters,
): Promise<readonly Counted[]> {
  const { rows } = await db.query<Counted>(
    `select s.kind, s.grade, count(*)::int "count" from warning.span s where ${STANDS} group by 1, 2`,
    narrowed(moment, filters),
  );
  return rows;
}

export interface DayCount {
  readonly no: number;
  readonly grade: Grade;
  readonly count: number;
}

/** How many stood where at each of these moments (numbered from 1); in the caller's scope. */
export async function countedByDay(
  db: Queryable,
  moments: readonly Date[],
  { kind, division, park, enterprise }: Filters,
  own: readonly string[] | null,
): Promise<readonly DayCount[]> {
  // Whoever sees some enterprises alone passes over nobody else's spans.
  const firms = enterprise === undefined ? own : [enterprise];
  const { rows } = await db.query<DayCount>(
    `select m.no::int no, s.grade, count(*)::int "count"
     from unnest($1::timestamptz[]) with ordinality m(at, no) join warning.span s on s.since <= m.at and m.at < s.until
     where s.until > ($1::timestamptz[])[1] and s.kind = $2
       and ($3::text is null or exists (select from rec.division_above d
         where d.id = s.division and d.above = $3 and d.vf <= m.at and m.at < d.vt))
       and ($4::text is null or s.park = $4) and ${firms ? 's.enterprise = any($5)' : '$5::text[] is null'}
     group by 1, 2`,
    [moments, kind, division ?? null, park ?? null, firms],
  );
  return rows;
}
