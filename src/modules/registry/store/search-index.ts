import type { Queryable } from '../../../platform/db/index.ts';
import { column, literal, tableOf } from '../../records/index.ts';
import { IN_COUNTY, NO_COUNTY } from '../rules/search-terms.ts';

/** A record type that is searched, and the attributes that name its records. */
export interface Searched {
  readonly type: string;
  readonly name: string;
  readonly others: readonly string[];
}

export const searched: readonly Searched[] = [
  { type: 'enterprise', name: 'name', others: ['formerNames'] },
  { type: 'park', name: 'name', others: [] },
  { type: 'facility', name: 'name', others: [] },
  { type: 'project', name: 'name', others: [] },
  { type: 'person', name: 'name', others: [] },
  { type: 'organisation', name: 'name', others: [] },
  { type: 'jurisdiction', name: 'name', others: [] },
  { type: 'document', name: 'title', others: ['number'] },
];

/** How far a section of the projection was read, and how far the index was. */
export interface Progress {
  readonly section: number;
  readonly type: string;
  readonly there: number;
  readonly here: number | null;
  readonly layout: string | null;
}

export async function progressOf(db: Queryable): Promise<readonly Progress[]> {
  const { rows } = await db.query<Progress>(
    `select s.section, t.type, s.pos as there, i.pos as here, i.layout
     from rec.state s join ledger.published_type t on t.section = s.section
     left join registry.search_state i on i.section = s.section`,
  );
  return rows;
}

export async function saveProgress(db: Queryable, layout: string): Promise<void> {
  await db.query(
    `insert into registry.search_state (section, pos, layout) select section, pos, $1 from rec.state
     on conflict (section) do update set pos = excluded.pos, layout = excluded.layout`,
    [layout],
  );
}

/** Records of a section that facts after `from` state. */
export async function statedSince(
  db: Queryable,
  { section, here, there }: Progress,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct record as id from ledger.published_fact where section = $1 and pos > $2 and pos <= $3`,
    [section, here, there],
  );
  return rows.map(({ id }) => id);
}

export interface Named {
  readonly record: number;
  readonly id: string;
  readonly live: boolean;
  readonly name: string | null;
  /** Every name that the record ever had. */
  readonly names: readonly string[] | null;
  readonly others: readonly string[] | null;
}

/** What names records: those that are listed, or a page of all after an id. */
export async function namesOf(
  db: Queryable,
  { type, name, others }: Searched,
  which: { readonly ids: readonly string[] } | { readonly after: string; readonly limit: number },
): Promise<readonly Named[]> {
  const some = 'ids' in which;
  const other = others.map((each) => `array_agg(distinct ${column(each)})`).join(' || ');
  const { rows } = await db.query<Named>(
    `select seqkey as record, id, (array_agg(live order by vf desc))[1] as live,
       (array_agg(${column(name)} order by vf desc))[1] as name,
       array_agg(distinct ${column(name)}) as names, ${other || 'null::text[]'} as others
     from ${tableOf(type)} where vf > '-infinity' and ${some ? 'id = any($1)' : 'id > $1'}
     group by seqkey, id order by id ${some ? '' : 'limit $2'}`,
    some ? [which.ids] : [which.after, which.limit],
  );
  return rows;
}

export interface Entry {
  readonly record: number;
  readonly id: string;
  readonly name: string;
  readonly live: boolean;
  readonly sort: string;
  readonly texts: string;
  readonly pieces: readonly string[];
}

export async function dropEntries(db: Queryable): Promise<void> {
  await db.query('delete from registry.search_entry');
  await db.query('delete from registry.search_state');
}

/** Replaces the entries of these records. */
export async function putEntries(
  db: Queryable,
  type: string,
  ids: readonly string[],
  entries: readonly Entry[],
): Promise<void> {
  await db.query('delete from registry.search_entry where type = $1 and id = any($2)', [type, ids]);
  await db.query(
    `insert into registry.search_entry (record, type, id, name, live, sort, texts, pieces, county)
     select x.record, $1, x.id, x.name, x.live, x.sort, x.texts, x.pieces || ${MARK('c.county')}, c.county
     from jsonb_to_recordset($2::jsonb) x(record bigint, id text, name text, live boolean, sort text, texts text, pieces text[])
       cross join lateral (select ${countyOf('x')} county) c`,
    [type, JSON.stringify(entries)],
  );
}

/** The piece that says in which county a record lies: one index serves the text and the county. */
const MARK = (county: string): string =>
  `(${literal(IN_COUNTY, 'text')} || coalesce(${county}, ${literal(NO_COUNTY, 'text')}))`;

/** The only county whose officials may see a record; null: several may, none or everybody. */
const countyOf = (row: string): string => `(select case when count(*) = 1 then min(j.id) end
  from identity.record_scope r join identity.anchor a on a.id = r.anchor and not '*' = any(a.keys)
    join rec.jurisdiction j on j.vt = 'infinity' and j."level" = 'county'
      and a.keys && array['d:' || j.id || ':chem', 'd:' || j.id || ':trade']
  where r.record = ${row}.record)`;

/** Entries of what lies elsewhere by now: of everything, or of what hangs on some enterprises. */
export async function placeEntries(
  db: Queryable,
  enterprises: readonly string[] | null,
): Promise<void> {
  await db.query(
    `update registry.search_entry s set county = c.county,
       pieces = array_replace(s.pieces, ${MARK('s.county')}, ${MARK('c.county')})
     from (select s.record, ${countyOf('s')} county from registry.search_entry s
       where $1::text[] is null or s.record = any(array(select r.record from identity.anchor a
         join identity.record_scope r on r.anchor = a.id where a.enterprises && $1))) c
     where s.record = c.record and s.county is distinct from c.county`,
    [enterprises],
  );
}

export async function analyseEntries(db: Queryable): Promise<void> {
  await db.query('analyze registry.search_entry');
}

/**
 * What the lists of this slice walk by; the projection loses them when it is built anew.
 */
export async function indexProjection(db: Queryable): Promise<void> {
  for (const index of INDEXES) await db.query(`create index if not exists ${index}`);
}

const INDEXES = [
  `enterprise_in_order on rec.enterprise (coalesce("jurisdiction", ''), id)`,
  // Beside the order: row-level security lets no coalesce choose an index.
  `enterprise_in_division on rec.enterprise ("jurisdiction")`,
  `enterprise_by_grade on rec."enterprise__gradeColour" (value, id) where known`,
  `enterprise_by_stated_grade on rec.enterprise ("gradeColour", id)`,
  `enterprise_in_park on rec.enterprise ("park")`,
];

/** One process at a time. */
export async function lockIndex(db: Queryable): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtext(${literal('registry.search', 'text')}))`);
}
