import type { Queryable } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import { ignoredStops } from '../../registry/index.ts';
import type { HazardFilters } from '../model.ts';

/** A row of the ledger of hazards, as it stood at the moment. */
export interface HazardRecord {
  readonly id: string;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly division: string | null;
  readonly divisionName: string | null;
  readonly note: string | null;
  readonly source: string | null;
  readonly kind: string | null;
  readonly stage: string;
  readonly major: boolean;
  readonly treatedAsMajor: boolean;
  readonly class: string | null;
  readonly criterion: string | null;
  readonly foundOn: string | null;
  readonly dueOn: string | null;
  readonly extendedUntil: string | null;
  readonly closedOn: string | null;
  readonly overdue: boolean;
  readonly supervisedBy: string | null;
  readonly stopRequired: boolean;
  readonly refused: boolean;
  readonly returnedTimes: number;
  readonly reopenedTimes: number;
  /** By what the list is ordered. */
  readonly key: string;
}

/** What somebody may do next: hazards of a stage, a weight, and found by whom. */
export interface NextOf {
  readonly stage: string;
  readonly weight: 'general' | 'major' | null;
  readonly found: 'own' | 'outside' | null;
}

export interface ListOptions {
  readonly filters: HazardFilters;
  readonly at: Date;
  readonly day: string;
  /** The caller's own enterprises, where his scope names nothing else. */
  readonly own: readonly string[] | null;
  readonly next: readonly NextOf[] | null;
  readonly types: Types;
  readonly ownSources: readonly string[];
  readonly perfunctory: number;
  readonly longStanding: number;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** Conditions and their values, numbered on from those that are there; `?` stands for the value. */
class Conditions {
  readonly parts: string[] = [];
  readonly values: unknown[];

  constructor(values: readonly unknown[]) {
    this.values = [...values];
  }

  add(sql: string, value: unknown): void {
    this.values.push(value);
    this.parts.push(sql.replaceAll('?', `$${this.values.length}`));
  }

  /** One value by itself: its rows stand in the index in the order of the list. */
  oneOf(column: string, values: readonly string[]): void {
    if (values.length === 1) this.add(`${column} = ?`, values[0]);
    else this.add(`${column} = any(?)`, values);
  }
}

const MOST_OWED = 20_000;
/** A text that many rows have is found among so many of the newest that fit; else by the index. */
const SEARCHED = 5000;
/** So many rows that have a text are looked at, the newest: `hazards.containing` gives no more. */
const CONTAINING = 20_000;

/** The day that stands for none, last of all. */
const NEVER = '1970-01-01';
const ORDER = `h."foundOn" desc nulls last, h.id desc`;
const LIVE = `h.vf <= $1 and $1 < h.vt and (h.live or h."stage" = 'dismissed')`;

function weigh(where: Conditions, f: HazardFilters): void {
  if (f.weight === 'anyMajor') where.parts.push('h."treatedAsMajor"');
  if (f.weight === 'major') where.parts.push(`h."treatedAsMajor" and h."major"`);
  if (f.weight === 'treated') where.parts.push(`h."treatedAsMajor" and h."major" is not true`);
  if (f.weight === 'general') where.parts.push(`h."treatedAsMajor" is not true`);
}

/** 责任追究清单: what makes a hazard one that somebody answers for (TRADE-5.9). */
function answerFor(where: Conditions, o: ListOptions): void {
  const { answer } = o.filters;
  if (answer === undefined) return;
  const value = (given: number): string => `$${where.values.push(given)}`;
  const wants = (one: typeof answer): boolean => answer === one || answer === 'any';
  const parts = [
    ...(wants('longStanding')
      ? [
          `h."treatedAsMajor" and h."open" and h."foundOn" <= $2::date - ${value(o.longStanding)}::int`,
        ]
      : []),
    ...(wants('perfunctory') ? [`h."returnedTimes" >= ${value(o.perfunctory)}`] : []),
    ...(wants('refused') ? [`h."refused" and h."open"`] : []),
  ];
  where.parts.push(`(${parts.join(' or ')})`);
}

function mine(where: Conditions, { next, ownSources }: ListOptions): void {
  if (next === null) return;
  const parts = next.map(({ stage, weight, found }) => {
    where.values.push(stage);
    const at = `h."stage" = $${where.values.length}`;
    const heavy =
      weight === null
        ? ''
        : ` and h."treatedAsMajor" is ${weight === 'major' ? 'true' : 'not true'}`;
    if (found === null) return `(${at}${heavy})`;
    where.values.push(ownSources);
    return `(${at}${heavy} and (h."source" = any($${where.values.length})) is ${found === 'own' ? 'true' : 'not true'})`;
  });
  where.parts.push(parts.length === 0 ? 'false' : `h.live and (${parts.join(' or ')})`);
}

/** Subjects of a clause's duties; those that are owed are few, and lead the way. */
function subjectOf(where: Conditions, clause: string, owed: boolean): void {
  const span = `from duty.clause c join duty.span s on s.clause = c.no where c.id = ? and s.vf <= $1 and $1 < s.vt`;
  where.add(
    owed
      ? `h.id = any(array(select substr(s.subject, 8) ${span} and s.status in (2, 3) and s.subject like 'hazard/%' limit ${MOST_OWED}))`
      : `exists (select ${span} and s.subject = 'hazard/' || h.id)`,
    clause,
  );
}

function conditionsOf(o: ListOptions): Conditions {
  const { filters: f } = o;
  const where = new Conditions([o.at, o.day]);
  // The day is a value of every query, whether or not a filter asks for it.
  where.parts.push('$2::date is not null');
  if (o.own) where.add('h."enterprise" = any(?)', o.own);
  if (f.enterprise) where.add('h."enterprise" = ?', f.enterprise);
  if (f.division) {
    where.add(
      `h."jurisdiction" = any(array(select d.id from rec.division_above d where d.above = ? and d.vf <= $1 and $1 < d.vt))`,
      f.division,
    );
  }
  if (f.line === 'trade') where.parts.push(`h."enterpriseIndustry" && array['trade']`);
  if (f.line === 'chem') where.parts.push(`not h."enterpriseIndustry" <@ array['trade']`);
  if (f.stage) where.oneOf('h."stage"', f.stage);
  else if (f.open) where.parts.push('h."open" and h.live');
  if (f.source) where.oneOf('h."source"', f.source);
  if (f.class) where.add('h."class" = ?', f.class);
  if (f.supervised) where.add('h."supervisedBy" = any(?)', f.supervised);
  if (f.overdue) where.parts.push('h."overdue" and h.live');
  if (f.stop) where.parts.push('h."stopRequired" and h."open"');
  if (f.runs) where.parts.push(`h.id = any(array(select s.id from (${ignoredStops(o.types)}) s))`);
  if (f.relapsed) where.parts.push('h."reopenedTimes" > 0');
  if (f.clause) subjectOf(where, f.clause, f.owed === true);
  weigh(where, f);
  answerFor(where, o);
  mine(where, o);
  return where;
}

const and = (parts: readonly string[]): string => parts.map((part) => ` and ${part}`).join('');

const fitting = (where: Conditions): string => `from rec.hazard h where ${LIVE}${and(where.parts)}`;

/** After a row of the list: by the plain column, which an index begins at. */
function goOn(where: Conditions, [key, id]: readonly [string, string]): void {
  if (key === NEVER) {
    where.add('h."foundOn" is null and h.id < ?', id);
    return;
  }
  where.values.push(key, id);
  const n = where.values.length;
  where.parts.push(`(h."foundOn", h.id) < ($${n - 1}::date, $${n})`);
}

/** Rows that have a text in their words, or are it: among the newest that fit. */
function amongNewest(where: Conditions, q: string): string {
  const fit = fitting(where);
  where.values.push(q);
  const text = `$${where.values.length}`;
  return `select h.* from (select h.* ${fit} order by ${ORDER} limit ${SEARCHED}) h
     where strpos(h."note", ${text}) > 0 or strpos(h."criterion", ${text}) > 0 or h.id = ${text}`;
}

const RECORD = `h.id, h."enterprise", h."jurisdiction" as division, h."note", h."source", h."kind", h."stage",
  coalesce(h."major", false) as major, coalesce(h."treatedAsMajor", false) as "treatedAsMajor", h."class", h."criterion",
  h."foundOn"::text, h."dueOn"::text, h."extendedUntil"::text, h."closedOn"::text,
  coalesce(h."overdue" and h.live, false) as overdue, h."supervisedBy", coalesce(h."stopRequired", false) as "stopRequired",
  coalesce(h."refused", false) as refused, coalesce(h."returnedTimes", 0) as "returnedTimes",
  coalesce(h."reopenedTimes", 0) as "reopenedTimes", coalesce(h."foundOn", date '1970-01-01')::text as key`;

async function page(
  db: Queryable,
  where: Conditions,
  found: string,
  limit: number,
): Promise<readonly HazardRecord[]> {
  const { rows } = await db.query<HazardRecord>(
    `select h.*, e."name" as "enterpriseName", d."name" as "divisionName" from (
       select ${RECORD} from (${found}) h order by ${ORDER} limit $${where.values.length + 1}) h
     left join rec.enterprise e on e.id = h."enterprise" and e.vf <= $1 and $1 < e.vt
     left join rec.jurisdiction d on d.id = h.division and d.vf <= $1 and $1 < d.vt
     order by h.key desc, h.id desc`,
    [...where.values, limit],
  );
  return rows;
}

/** A page of the ledger, newest first, within the scope of the transaction. */
export async function listHazards(db: Queryable, o: ListOptions): Promise<readonly HazardRecord[]> {
  const wanted = (): Conditions => {
    const where = conditionsOf(o);
    if (o.after) goOn(where, o.after);
    return where;
  };
  const where = wanted();
  const { q } = o.filters;
  if (q !== undefined) {
    const rows = await page(db, where, amongNewest(where, q), o.limit);
    if (rows.length === o.limit) return rows;
    // Few have it: the index of signs knows all of them.
    const all = wanted();
    all.add('h.id = any(?)', await containing(db, q, o.at));
    return page(db, all, `select h.* ${fitting(all)}`, o.limit);
  }
  const rows = await page(db, where, `select h.* ${fitting(where)}`, o.limit);
  // Of a page that ends the dated ones, those without a day come next.
  if (rows.length === o.limit || !o.after || o.after[0] === NEVER) return rows;
  const undated = conditionsOf(o);
  undated.parts.push('h."foundOn" is null');
  const rest = await page(db, undated, `select h.* ${fitting(undated)}`, o.limit - rows.length);
  return [...rows, ...rest];
}

/** Hazards within the scope that have a text in their words, or are it. */
async function containing(db: Queryable, q: string, at: Date): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select c.id from hazards.containing($1, $2, $3) c (id) union select $1::text',
    [q, at, CONTAINING],
  );
  return rows.map(({ id }) => id);
}

/** How many there are; null: more than `most`, or a text that many have. */
export async function countHazards(
  db: Queryable,
  o: ListOptions,
  most: number,
): Promise<number | null> {
  if (o.filters.q !== undefined) return null;
  const where = conditionsOf(o);
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from (select ${fitting(where)} limit $${where.values.length + 1}) x`,
    [...where.values, most + 1],
  );
  const n = rows[0]?.n ?? 0;
  return n > most ? null : n;
}

/** Duties of clauses about hazards within the scope: how many, and how many are open or overdue. */
export async function dutiesOfHazards(
  db: Queryable,
  clauses: readonly string[],
  at: Date,
): Promise<readonly { readonly clause: string; readonly total: number; readonly open: number }[]> {
  const { rows } = await db.query<{ clause: string; total: number; open: number }>(
    `select c.id clause, count(*)::int total, (count(*) filter (where s.status in (2, 3)))::int open
     from duty.clause c join duty.span s on s.clause = c.no and s.vf <= $2 and $2 < s.vt and s.subject like 'hazard/%'
     where c.id = any($1) group by c.id`,
    [clauses, at],
  );
  return rows;
}
