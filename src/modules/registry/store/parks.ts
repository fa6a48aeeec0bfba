import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { DutyStatus } from '../../plan/index.ts';
import { dutyStatuses } from '../../plan/index.ts';
import { column, literal, tableOf } from '../../records/index.ts';

/** Parks and what lies in them, at a moment, within the caller's scope. */

export interface NamedPark {
  readonly id: string;
  readonly name: string;
  readonly division: string | null;
  readonly divisionName: string | null;
}

export async function listParks(
  db: Queryable,
  at: Date,
  wanted: {
    readonly text: string | null;
    readonly division: string | null;
    readonly after: readonly [string, string] | null;
    readonly limit: number;
  },
): Promise<readonly NamedPark[]> {
  const { text, division, after, limit } = wanted;
  const { rows } = await db.query<NamedPark>(
    `select p.id, coalesce(p."name", p.id) as name, p."jurisdiction" as division, d."name" as "divisionName"
     from rec.park p
     left join rec.jurisdiction d on d.id = p."jurisdiction" and d.vf <= $1 and $1 < d.vt
     where p.vf <= $1 and $1 < p.vt and p.live and p.born <= $1
       and ($2::text is null or (coalesce(p."name", p.id), p.id) > ($2, $3))
       and ($5::text is null or strpos(coalesce(p."name", p.id), $5) > 0)
       and ($6::text is null or p."jurisdiction" in (
         select a.id from rec.division_above a where a.above = $6 and a.vf <= $1 and $1 < a.vt))
     order by coalesce(p."name", p.id), p.id limit $4`,
    [at, ...(after ?? [null, null]), limit, text, division],
  );
  return rows;
}

/** The enterprises that lie in a park at the moment ($1), as the ledger counts them. */
const FIRMS = `rec.enterprise e where e."park" = any($2) and e.vf <= $1 and $1 < e.vt and e.live`;
const SITES = `rec.facility f join rec.enterprise e on e.id = f."enterprise" and e.vf <= $1 and $1 < e.vt and e.live
  where e."park" = any($2) and f.vf <= $1 and $1 < f.vt and f.live and f."majorHazard"`;

export async function firmsIn(
  db: Queryable,
  parks: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ park: string; n: number }>(
    `select e."park" as park, count(*)::int as n from ${FIRMS} group by 1`,
    [at, parks],
  );
  return new Map(rows.map(({ park, n }) => [park, n]));
}

export interface SiteCount {
  readonly park: string;
  readonly level: number | null;
  readonly count: number;
}

/** Major hazard installations of the parks' enterprises by level. */
export async function sitesIn(
  db: Queryable,
  parks: readonly string[],
  at: Date,
): Promise<readonly SiteCount[]> {
  const { rows } = await db.query<SiteCount>(
    `select e."park" as park, f."majorHazardLevel"::int as level, count(*)::int as count from ${SITES}
     group by 1, 2 order by 2 nulls last`,
    [at, parks],
  );
  return rows;
}

export interface Site {
  readonly id: string;
  readonly name: string;
  readonly level: number | null;
  readonly r: number | null;
  readonly enterprise: string;
  readonly enterpriseName: string;
  readonly key: string;
}

/** The highest level (一级) first. */
export async function listSites(
  db: Queryable,
  park: string,
  at: Date,
  page: {
    readonly level: string | null;
    readonly after: readonly [string, string] | null;
    readonly limit: number;
  },
): Promise<readonly Site[]> {
  const key = `coalesce(f."majorHazardLevel"::int, 9)::text`;
  const { rows } = await db.query<Site>(
    `select f.id, coalesce(f."name", f.id) as name, f."majorHazardLevel"::int as level,
       f."majorHazardR"::float8 as r, e.id as enterprise, coalesce(e."name", e.id) as "enterpriseName", ${key} as key
     from ${SITES} and ($3::text is null or coalesce(f."majorHazardLevel"::int::text, 'none') = $3)
       and ($4::text is null or (${key}, f.id) > ($4, $5))
     order by ${key}, f.id limit $6`,
    [at, [park], page.level, ...(page.after ?? [null, null]), page.limit],
  );
  return rows;
}

/** Who owes what in a park: the park, its enterprises, and what hangs on either. */
function subjects(types: readonly RecordDefinition[]): string {
  const parts = types.flatMap(({ type, attributes }) => {
    const has = (name: string) => attributes.some((a) => a.name === name);
    const ties = [
      ...(type === 'park' ? ['r.id = any($2)'] : []),
      ...(type === 'enterprise' ? ['r.id in (select id from firm)'] : []),
      ...(has('enterprise') ? [`r."enterprise" in (select id from firm)`] : []),
      ...(has('park') && type !== 'enterprise' ? [`r."park" = any($2)`] : []),
    ];
    // A union, not "or": each part finds its rows by the index of its reference.
    return ties.map(
      (tie) =>
        `select ${literal(`${type}/`, 'text')} || r.id as subject, ${literal(type, 'text')} as type,
           ${has('enterprise') ? `r.${column('enterprise')}` : type === 'enterprise' ? 'r.id' : 'null::text'} as enterprise
         from ${tableOf(type)} r where ${tie} and r.vf <= $1 and $1 < r.vt`,
    );
  });
  return `firm as materialized (select e.id from ${FIRMS}),
    own as materialized (${parts.join('\nunion ')}),
    asked as (select c.no, c.id, k.type from duty.clause c
      join unnest($3::text[], $4::text[]) k(id, type) on k.id = c.id)`;
}

/** A duty of one of them, as it stands at the moment. */
const OWED = `own o join asked c on c.type = o.type
  cross join lateral (select d.subject, d.period, d.due, d.status, coalesce(left(md5(d.trigger), 12), '') as "triggerKey"
    from duty.span d where d.clause = c.no and d.subject = o.subject and d.vf <= $1 and $1 < d.vt) s`;

/** The clauses of the plans, each with the record type that owes it. */
export interface Asked {
  readonly types: readonly RecordDefinition[];
  readonly clauses: readonly { readonly id: string; readonly type: string }[];
}

const known = (park: string, at: Date, { clauses }: Asked): unknown[] => [
  at,
  [park],
  clauses.map(({ id }) => id),
  clauses.map(({ type }) => type),
];

export interface ClauseCount {
  readonly clause: string;
  readonly status: DutyStatus;
  readonly count: number;
}

export async function countParkDuties(
  db: Queryable,
  park: string,
  at: Date,
  asked: Asked,
): Promise<readonly ClauseCount[]> {
  const { rows } = await db.query<{ clause: string; status: number; count: number }>(
    `with ${subjects(asked.types)}
     select c.id as clause, s.status, count(*)::int as count from ${OWED} group by c.no, c.id, s.status order by c.no`,
    known(park, at, asked),
  );
  return rows.map((row) => ({ ...row, status: dutyStatuses[row.status] ?? 'unknown' }));
}

export interface OwedRow {
  readonly clause: string;
  readonly subject: string;
  readonly type: string;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly period: string | null;
  readonly due: string | null;
  readonly status: DutyStatus;
  /** Tells duties of one subject and period apart, without giving the trigger away. */
  readonly triggerKey: string;
  /** By what the list is ordered. */
  readonly key: readonly string[];
}

/** Overdue first, then what nobody knows, what is to come, what is done. */
export async function listParkDuties(
  db: Queryable,
  park: string,
  at: Date,
  asked: Asked,
  page: {
    readonly status: DutyStatus | null;
    readonly after: readonly string[] | null;
    readonly limit: number;
  },
): Promise<readonly OwedRow[]> {
  const status = page.status === null ? null : dutyStatuses.indexOf(page.status);
  const { rows } = await db.query<Omit<OwedRow, 'status'> & { status: number }>(
    `with ${subjects(asked.types)}, owed as (
       select c.id as clause, o.subject, o.type, o.enterprise, s.period, s.due::text, s.status, s."triggerKey",
         array[array_position(array[3, 4, 2, 1, 0], s.status::int)::text, coalesce(s.due, 'infinity')::text,
           c.id, o.subject, coalesce(s.period, ''), s."triggerKey"] as key
       from ${OWED} where $5::int is null or s.status = $5)
     select w.*, e."name" as "enterpriseName" from owed w
     left join rec.enterprise e on e.id = w.enterprise and e.vf <= $1 and $1 < e.vt
     where $6::text[] is null or w.key > $6 order by w.key limit $7`,
    [...known(park, at, asked), status, page.after, page.limit],
  );
  return rows.map((row) => ({ ...row, status: dutyStatuses[row.status] ?? 'unknown' }));
}
