import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { MajorChoice, MajorGroup } from '../model.ts';
import { LIVE } from './condition-sql.ts';
import { asked } from './suspicions.ts';

/**
 * Major hazards (重大事故隐患) and those that the city's own rule treats as such: one definition of
 * every number here. $1 the moment, $2 the day.
 */

// Closed at some time in the last year, as overview's metric of re-opened hazards has it.
const CLOSED = `select id, min(vt) until from rec.hazard
  where "treatedAsMajor" and live and not "open" and vf <= $1 and "closedOn" > $2::date - 365 group by id`;

const KIND = `case when h."major" then 'statutory' else 'cityRule' end`;
const LINE = `case when 'trade' = any(h."enterpriseIndustry") then 'trade' else h."enterpriseIndustry"[1] end`;
const ON_BOOKS = `(h."open" or h."closedOn" > $2::date - 365)`;
const REOPENED = `c.id is not null and exists (select from rec.hazard o
  where o.id = h.id and o.live and o."open" and o.vf >= c.until and o.vf <= $1)`;

const GROUPS = `${KIND} kind, h."jurisdiction" division, ${LINE} industry, e."tradeSector" sector,
  h."criterion" criterion, h."class" nature, h."cause" cause, date_trunc('month', h."foundOn")::date found_month,
  date_trunc('month', h."closedOn")::date closed_month, coalesce(h."open", true) open,
  coalesce(h."open" and h."overdue", false) overdue, coalesce(${ON_BOOKS}, true) on_books,
  c.id is not null closed_in_year, ${REOPENED} reopened`;

// Of a page each hazard is looked at by itself: nothing is worked out of the others.
const CLOSED_OF = `lateral (select h.id, min(v.vt) until from rec.hazard v where v.id = h.id and v.live
  and not v."open" and v.vf <= $1 and v."closedOn" > $2::date - 365 having count(*) > 0)`;

const HAZARDS = `rec.hazard h left join rec.enterprise e on e.id = h."enterprise" and ${LIVE('e')}
  left join closed c on c.id = h.id`;
const TREATED = `${LIVE('h')} and h."treatedAsMajor"`;

const RENEW = `with area as materialized (
  select id, array(select k from unnest(keys) k where k like 'd:%') keys from identity.anchor),
closed as materialized (${CLOSED}),
each as (select a.keys, ${GROUPS} from ${HAZARDS}
  join identity.record_scope s on s.subject = 'hazard/' || h.id join area a on a.id = s.anchor
  where ${TREATED})
insert into criteria.major_count (as_of, keys, kind, division, industry, sector, criterion, nature, cause,
  found_month, closed_month, open, overdue, on_books, closed_in_year, reopened, count)
select $2::date, each.*, count(*) from each
group by keys, kind, division, industry, sector, criterion, nature, cause, found_month, closed_month, open, overdue,
  on_books, closed_in_year, reopened`;

export async function renewMajor(db: Queryable, day: Day): Promise<void> {
  await forgetMajor(db, day);
  await db.query(RENEW, asked(day));
}

export async function forgetMajor(db: Queryable, day: Day | null): Promise<void> {
  await db.query('delete from criteria.major_count where $1::date is null or as_of = $1::date', [
    day === null ? null : formatDay(day),
  ]);
}

const SHOWN = `kind, division, industry, sector, criterion, nature, cause, found_month::text "foundMonth",
  closed_month::text "closedMonth", open, overdue, on_books "onBooks", closed_in_year "closedInYear", reopened`;

/** The groups that the caller may see, as kept for the day. */
export async function keptMajor(db: Queryable, day: Day): Promise<MajorGroup[]> {
  const { rows } = await db.query<MajorGroup>(
    `select ${SHOWN}, sum(count)::int count from criteria.major_count where as_of = $1::date
     group by kind, division, industry, sector, criterion, nature, cause, found_month, closed_month, open, overdue,
       on_books, closed_in_year, reopened`,
    [formatDay(day)],
  );
  return rows;
}

/** The same, counted from the hazards that the caller sees. */
export async function seenMajor(db: Queryable, day: Day): Promise<MajorGroup[]> {
  const { rows } = await db.query<MajorGroup>(
    `with closed as materialized (${CLOSED}), each as (select ${GROUPS} from ${HAZARDS} where ${TREATED})
     select ${SHOWN}, count(*)::int count from each
     group by kind, division, industry, sector, criterion, nature, cause, found_month, closed_month, open, overdue,
       on_books, closed_in_year, reopened`,
    asked(day),
  );
  return rows;
}

export interface MajorRow {
  readonly id: string;
  readonly kind: 'statutory' | 'cityRule';
  readonly enterprise: string | null;
  readonly name: string | null;
  readonly division: string | null;
  readonly criterion: string | null;
  readonly nature: string | null;
  readonly cause: string | null;
  readonly source: string | null;
  readonly foundOn: string | null;
  readonly dueOn: string | null;
  readonly closedOn: string | null;
  readonly open: boolean;
  readonly overdue: boolean;
  readonly reopened: boolean;
  readonly place: string;
}

const STATES: Readonly<Record<string, string>> = {
  open: 'x.open',
  overdue: 'x.overdue',
  closed: 'not x.open',
  onBooks: 'x.on_books',
  closedInYear: 'x.closed_in_year',
  reopened: 'x.reopened',
};
/** `none`: that value is not on record. */
const chosen = (name: string, at: number): string =>
  `($${at}::text is null or x.${name} = $${at} or ($${at} = 'none' and x.${name} is null))`;

const LIST = (
  state: string,
): string => `with each as (select h.id, h."enterprise" enterprise, e."name" as name, h."source" source, h."foundOn", h."closedOn",
    greatest(h."dueOn", h."extendedUntil") "dueOn", coalesce(h."foundOn", date '1970-01-01') place, ${GROUPS}
  from ${HAZARDS.replace('join closed c on c.id = h.id', `join ${CLOSED_OF} c on true`)} where ${TREATED})
select x.id, x.kind, x.enterprise, x.name, x.division, x.criterion, x.nature, x.cause, x.source,
  x."foundOn"::text "foundOn", x."dueOn"::text "dueOn", x."closedOn"::text "closedOn", x.open, x.overdue, x.reopened,
  x.place::text place
from each x where ${state} and ($3::text[] is null or x.division = any($3)) and ${chosen('kind', 4)}
  and ${chosen('industry', 5)} and ${chosen('sector', 6)} and ${chosen('nature', 7)} and ${chosen('cause', 8)}
  and ($9::text[] is null or x.criterion = any($9)) and ($10::date is null or x.found_month = $10)
  and ($11::date is null or x.closed_month = $11 and not x.open) and ($12::text is null or x.enterprise = $12)
  and ($13::date is null or case when $13 = date '1970-01-01' then x."foundOn" is null and x.id < $14::text
    else x."foundOn" < $13 or x."foundOn" = $13 and x.id < $14::text or x."foundOn" is null end)
  and ($18::date is null or coalesce(x.found_month, date '1970-01-01') <= $18
    and (x.open or x.closed_month is null or x.closed_month > $18))
  and (not $16::boolean or x.criterion is null or x.criterion <> all($17::text[]))
order by x."foundOn" desc nulls last, x.id desc limit $15`;

/** A page of them, the newest first: by the plain day, as the index of the ledger has it. */
export async function majorRows(
  db: Queryable,
  day: Day,
  choice: MajorChoice,
  divisions: readonly string[] | null,
): Promise<MajorRow[]> {
  const { kind, industry, sector, nature, cause, foundMonth, closedMonth, enterprise } = choice;
  const { criteria, uncited, known, after, limit, state, openMonth } = choice;
  const { rows } = await db.query<MajorRow>(
    LIST(state === null ? 'true' : (STATES[state] ?? 'false')),
    [
      ...asked(day),
      ...[divisions, kind, industry, sector, nature, cause, criteria, foundMonth, closedMonth],
      ...[enterprise, after?.[0] ?? null, after?.[1] ?? null, limit, uncited, known],
      openMonth,
    ],
  );
  return rows;
}
