import { must } from '../../../kernel/result.ts';
import type { Pool, PoolClient } from '../../../platform/db/index.ts';
import type { FactRow, StoredFact } from './rows.ts';
import { factColumns, storedFact } from './rows.ts';

export interface Head {
  readonly section: number;
  readonly pos: number;
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

/** Facts of a file, a command or a job; those of a person are stated in his scope instead. */
export async function declareIntake(client: PoolClient): Promise<void> {
  await client.query(`select set_config('zhiben.intake', 'on', true)`);
}

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
): Promise<ReadonlyMap<number, Head>> {
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

export async function hasRecords(db: Pool): Promise<boolean> {
  const { rows } = await db.query<{ any: boolean }>(
    'select exists (select from ledger.record) as any',
  );
  return rows[0]?.any ?? true;
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

/** Numbers of a sequence, ascending. */
async function take(client: PoolClient, sequence: string, count: number): Promise<number[]> {
  const { rows } = await client.query<{ taken: string }>(
    `select string_agg(n::text, ',') as taken
     from (select nextval($1::regclass) as n from generate_series(1, $2)) as s`,
    [sequence, count],
  );
  return must(rows[0]?.taken, 'an aggregate gives one row').split(',').map(Number);
}

/** Numbers of the ledger's order; the caller holds the sections' locks. */
export const takeSequence = (client: PoolClient, count: number): Promise<number[]> =>
  take(client, 'ledger.fact_seq', count);

export const takeRecordKeys = (client: PoolClient, count: number): Promise<number[]> =>
  take(client, 'ledger.record_key_seq', count);
