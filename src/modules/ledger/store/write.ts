import { must } from '../../../kernel/result.ts';
import type { Pool, PoolClient } from '../../../platform/db/index.ts';
import { copyInto } from '../../../platform/db/index.ts';
import type { Entry, Fact } from '../model.ts';
import type { FactRow, StoredFact } from './rows.ts';
import { factColumns, storedFact } from './rows.ts';

export interface Head {
  readonly section: number;
  readonly pos: number;
  readonly hash: string;
}

/** A link of the chain on its way into the table. */
export interface NewRow extends Entry {
  readonly section: number;
  readonly pos: number;
  readonly id: string;
  readonly record: number;
  readonly fact: Omit<Fact, 'id'>;
  readonly setText: string;
  readonly previous: string;
  readonly hash: string;
}

/** Every type has its number and its section; gives the numbers by name. */
export async function ensureTypes(
  pool: Pool,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  // Two starts at once may give the same number; the second one's row is dropped and tried again.
  for (let attempt = 0; attempt < 10; attempt++) {
    const { rows } = await pool.query<{ id: number; name: string }>(
      'select id, name from ledger.record_type',
    );
    const known = new Map(rows.map(({ id, name }) => [name, id]));
    const fresh = names.filter((name) => !known.has(name));
    if (fresh.length === 0) return known;
    await pool.query(ADD_TYPES, [fresh]);
  }
  throw new Error('the record types could not be numbered');
}

const ADD_TYPES = `with fresh as (
    insert into ledger.record_type (id, name)
    select (select coalesce(max(id), 0) from ledger.record_type) + row_number() over (), new.name
    from unnest($1::text[]) as new (name)
    on conflict do nothing returning id)
  insert into ledger.section (id) select id from fresh`;

/** Every query of a batch probes an index; without statistics the planner would read whole tables. */
export async function preferIndexes(client: PoolClient): Promise<void> {
  await client.query(
    `set local enable_hashjoin = off; set local enable_mergejoin = off;
     set local enable_seqscan = off`,
  );
}

/** Locks the sections, always in one order, until the transaction ends. */
export async function lockSections(
  client: PoolClient,
  sections: readonly number[],
): Promise<Map<number, Head>> {
  const { rows } = await client.query<{ id: number; pos: string; hash: string }>(
    `select id, head_pos::text as pos, encode(head_hash, 'hex') as hash
     from ledger.section where id = any($1::smallint[]) order by id for update`,
    [sections],
  );
  return new Map(rows.map(({ id, pos, hash }) => [id, { section: id, pos: Number(pos), hash }]));
}

export async function moveHeads(client: PoolClient, heads: readonly Head[]): Promise<void> {
  await client.query(
    `update ledger.section s set head_pos = h.pos, head_hash = decode(h.hash, 'hex')
     from unnest($1::smallint[], $2::bigint[], $3::text[]) as h (id, pos, hash) where s.id = h.id`,
    [heads.map((h) => h.section), heads.map((h) => h.pos), heads.map((h) => h.hash)],
  );
}

/** Facts of the ledger that have one of these ids already. */
export async function factsWithIds(
  client: PoolClient,
  ids: readonly string[],
): Promise<Map<string, StoredFact>> {
  const { rows } = await client.query<FactRow>(
    `select ${factColumns} from unnest($1::text[]) as wanted (id)
     join ledger.fact f on f.fact_id = wanted.id
     left join ledger.record r on r.key = f.record left join ledger.record_type t on t.id = r.type`,
    [ids],
  );
  return new Map(rows.map((row) => [row.fact_id, storedFact(row)]));
}

export interface RecordName {
  readonly type: number;
  readonly id: string;
}

interface RecordRow {
  readonly key: string;
  readonly type: number;
  readonly id: string;
}

/** The keys of those of the records that exist. */
export async function recordKeys(
  client: PoolClient,
  names: readonly RecordName[],
): Promise<(RecordName & { readonly key: number })[]> {
  const { rows } = await client.query<RecordRow>(
    `select r.key::text as key, r.type, r.id
     from unnest($1::smallint[], $2::text[]) as wanted (type, id)
     join ledger.record r on r.type = wanted.type and r.id = wanted.id`,
    [names.map(({ type }) => type), names.map(({ id }) => id)],
  );
  return rows.map((row) => ({ ...row, key: Number(row.key) }));
}

/** New records; the caller holds the sections' locks, so nobody else adds them meanwhile. */
export async function addRecords(
  client: PoolClient,
  names: readonly RecordName[],
): Promise<(RecordName & { readonly key: number })[]> {
  const { rows } = await client.query<RecordRow>(
    `insert into ledger.record (type, id) select * from unnest($1::smallint[], $2::text[])
     returning key::text as key, type, id`,
    [names.map(({ type }) => type), names.map(({ id }) => id)],
  );
  return rows.map((row) => ({ ...row, key: Number(row.key) }));
}

/** Numbers of the ledger's order, ascending. */
export async function takeSequence(client: PoolClient, count: number): Promise<number[]> {
  const { rows } = await client.query<{ taken: string }>(
    `select string_agg(seq::text, ',') as taken
     from (select nextval('ledger.fact_seq') as seq from generate_series(1, $1)) as s`,
    [count],
  );
  return must(rows[0], 'an aggregate gives one row').taken.split(',').map(Number);
}

const COPY_FACTS = `copy ledger.fact (seq, section, pos, fact_id, record, at, set, retired, by,
  evidence, recorded_at, recorder, previous, hash) from stdin`;

export async function appendRows(client: PoolClient, rows: readonly NewRow[]): Promise<void> {
  await copyInto(client, COPY_FACTS, copyText(rows));
}

async function* copyText(rows: readonly NewRow[]): AsyncGenerator<string> {
  let text = '';
  for (const row of rows) {
    text += copyLine(row);
    if (text.length > 100_000) {
      yield text;
      text = '';
    }
  }
  if (text.length > 0) yield text;
}

const SPECIAL = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(/[\\\t\n\r]/g, (char) => escapes[char] ?? char);
}

function arrayText(items: readonly string[] | null): string {
  if (items === null) return '\\N';
  return escaped(`{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

function copyLine(row: NewRow): string {
  const { fact } = row;
  const retired = fact.retired === null ? '\\N' : String(fact.retired);
  const by = fact.by === null ? '\\N' : escaped(fact.by);
  return (
    `${row.seq}\t${row.section}\t${row.pos}\t${escaped(row.id)}\t${row.record}` +
    `\t${new Date(fact.at).toISOString()}\t${escaped(row.setText)}\t${retired}\t${by}` +
    `\t${arrayText(fact.evidence)}\t${new Date(row.recordedAt).toISOString()}` +
    `\t${escaped(row.recorder)}\t\\\\x${row.previous}\t\\\\x${row.hash}\n`
  );
}
