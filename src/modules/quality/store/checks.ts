import type { Day, Moment } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { column, literal, tableOf } from '../../records/index.ts';
import type { CheckId } from '../model.ts';
import { DAYS_BACK, hasDivision, LATE_DAYS, requiredOf, STALE_DAYS } from '../rules/checks.ts';

/**
 * What each check finds, as (subject, key, division, name, on, detail): one text of it makes the
 * count and the list. $1 the moment, $2 the day, $3 until when facts were recorded.
 */
const FIRM = `'enterprise/' || e.id subject, e.id key, e."jurisdiction" division, e."name" as name`;
const FIRMS = 'rec.enterprise e where e.vf <= $1 and $1 < e.vt and e.live';

const RECORDED = `f.recorded_at <= $3 and f.recorded_at > $3 - make_interval(days => ${DAYS_BACK})`;
const DELAY = `((f.recorded_at at time zone 'Asia/Shanghai')::date - (f.at at time zone 'Asia/Shanghai')::date)`;

const simple: Readonly<Record<Exclude<CheckId, 'missing'>, string>> = {
  'no-township': `select ${FIRM}, null::text "on", array[coalesce(d."level", '')] detail
from rec.enterprise e left join rec.jurisdiction d on d.id = e."jurisdiction" and d.vf <= $1 and $1 < d.vt
where e.vf <= $1 and $1 < e.vt and e.live and d."level" is distinct from 'township'`,
  'no-park': `select ${FIRM}, null::text "on", array[]::text[] detail from ${FIRMS} and 'chemical' = any(e."industry") and e."park" is null`,
  'same-name': `select * from (select ${FIRM}, null::text "on", array[(count(*) over (partition by e."name"))::text] detail from ${FIRMS}) s where detail[1] <> '1'`,
  stale: `select ${FIRM}, e."lastVerifiedOn"::text "on", array[]::text[] detail
from ${FIRMS} and (e."lastVerifiedOn" is null or e."lastVerifiedOn" < $2::date - ${STALE_DAYS})`,
  differing: `with said as (
    select distinct on (f.record, x.k, f.recorder) f.record, x.k, f.recorder, x.v, f.at
    from quality.visible_fact f cross join lateral jsonb_each_text(f.set) x(k, v)
    where f.type = 'enterprise' and f.recorded_at <= $3 and x.v is not null
    order by f.record, x.k, f.recorder, f.at desc, f.seq desc),
  differs as (
    select record, k, max(at) last, array_agg(recorder || chr(31) || v || chr(31) || to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') order by at desc, recorder) said
    from said group by record, k having count(distinct v) > 1)
  select 'enterprise/' || d.record subject, d.record || '|' || d.k key, e."jurisdiction" division, e."name" as name,
    to_char(d.last at time zone 'Asia/Shanghai', 'YYYY-MM-DD') "on", d.k || d.said detail
  from differs d join rec.enterprise e on e.id = d.record and e.vf <= $1 and $1 < e.vt`,
  late: `select f.type || '/' || f.record subject, f.fact_id key, null::text division, null::text as name,
  to_char(f.recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') "on", array[f.type, f.recorder, ${DELAY}::text] detail
from quality.visible_fact f where ${RECORDED} and ${DELAY} > ${LATE_DAYS}`,
  refused: `select null::text subject, r.import || '|' || lpad(r.row::text, 7, '0') key, null::text division, r.file_name as name,
  to_char(r.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') "on", array[r.type, r.row::text, r.errors::text] detail
from sheets.published_refused r where r.created_at <= $3`,
  // The newest import first, its lines in their order.
  'not-imported': `select null::text subject, lpad((999999999999 - i.id)::text, 12, '0') || '|' || lpad(r.no::text, 4, '0') key, null::text division,
  i.file_name as name, to_char(i.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') "on",
  array[r.line::text, r.path, r.reason::text, r.mend::text, to_char(i.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), i.refused::text] detail
from quality.import_refused r join quality.import i on i.id = r.import where i.at <= $3`,
};

const divisionOf = (type: RecordDefinition): string =>
  hasDivision('missing', type) ? 'r."jurisdiction"' : 'null::text';

function missingSql(type: RecordDefinition): string {
  const fields = requiredOf(type);
  const lacks = fields.map((name) => `r.${column(name)} is null`).join(' or ');
  const names = fields.map((name) => literal(name, 'text')).join(', ');
  const flags = fields.map((name) => `r.${column(name)} is null`).join(', ');
  const has = (name: string): boolean => type.attributes.some((each) => each.name === name);
  const division = divisionOf(type);
  const name = has('name') ? 'r."name"' : 'null::text';
  return `select ${literal(`${type.type}/`, 'text')} || r.id subject, r.id key, ${division} division, ${name} as name,
  to_char(r.vf at time zone 'Asia/Shanghai', 'YYYY-MM-DD') "on",
  array(select n from unnest(array[${names}], array[${flags}]) x(n, lacks) where lacks) detail
from ${tableOf(type.type)} r where r.vf <= $1 and $1 < r.vt and r.live and (${lacks})`;
}

const foundBy = (check: CheckId, type: RecordDefinition | null): string =>
  check === 'missing' && type ? missingSql(type) : simple[check === 'missing' ? 'stale' : check];

/** The day that is looked at, and what was recorded by then: of the newest day all there is. */
export interface Seen {
  /** Only what lies in it or below; null: everywhere. Rows without a division lie nowhere. */
  readonly division: string | null;
  readonly day: Day;
  readonly recordedUntil: Moment;
}

const moment = ({ day, recordedUntil, division }: Seen): [Date, string, Date, string | null] => [
  new Date(endOfDay(day)),
  formatDay(day),
  new Date(recordedUntil),
  division,
];
const within = (division: string): string =>
  `($4::text is null or exists (select from rec.division_above d where d.id = ${division} and d.above = $4 and d.vf <= $1 and $1 < d.vt))`;
const TYPED = `$1::timestamptz is not null and $2::date is not null and $3::timestamptz is not null and ${within('x.division')}`;

export interface Found {
  readonly subject: string | null;
  readonly key: string;
  readonly division: string | null;
  readonly name: string | null;
  readonly on: string | null;
  readonly detail: readonly string[];
}

export interface FoundChoice {
  readonly check: CheckId;
  /** Of missing values. */
  readonly type: RecordDefinition | null;
}

export async function countFound(
  db: Queryable,
  seen: Seen,
  { check, type }: FoundChoice,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int n from (${foundBy(check, type)}) x where ${TYPED}`,
    moment(seen),
  );
  return rows[0]?.n ?? 0;
}

export async function foundRows(
  db: Queryable,
  seen: Seen,
  { check, type }: FoundChoice,
  page: { readonly after: string | null; readonly limit: number },
): Promise<Found[]> {
  const { rows } = await db.query<Found>(
    `select x.* from (${foundBy(check, type)}) x where ${TYPED}
     and ($5::text is null or x.key > $5) order by x.key limit $6`,
    [...moment(seen), page.after, page.limit],
  );
  return rows;
}

/** Records of a type, and how many of them lack something required. */
export async function recordsOf(
  db: Queryable,
  seen: Seen,
  type: RecordDefinition,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int n from (select r.*, ${divisionOf(type)} division from ${tableOf(type.type)} r
     where r.vf <= $1 and $1 < r.vt and r.live) x where ${TYPED}`,
    moment(seen),
  );
  return rows[0]?.n ?? 0;
}

export interface SourceDay {
  readonly source: string;
  readonly day: string;
  readonly facts: number;
  readonly late: number;
  readonly longest: number;
}

/** Facts by who recorded them and when. */
export async function factsByDay(db: Queryable, { recordedUntil }: Seen): Promise<SourceDay[]> {
  const { rows } = await db.query<SourceDay>(
    `select f.recorder source, to_char(f.recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') "day", count(*)::int facts,
       (count(*) filter (where ${DELAY} > ${LATE_DAYS}))::int late, greatest(0, max(${DELAY}))::int longest
     from quality.visible_fact f where ${RECORDED.replaceAll('$3', '$1')} group by 1, 2 order by 2, 1`,
    [new Date(recordedUntil)],
  );
  return rows;
}
