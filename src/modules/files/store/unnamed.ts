import type { Queryable } from '../../../platform/db/index.ts';

/** Uploads and facts that name files wait meanwhile; null: some are under way, so not now. */
export async function holdUploads(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ held: boolean }>(
    'select pg_try_advisory_xact_lock(72180040) as held',
  );
  return rows[0]?.held ?? false;
}

export interface Gathered {
  readonly count: number;
  /** The last fact that was looked at, and the last that is older than a day. */
  readonly last: string | null;
  readonly settled: string | null;
}

export async function gatheredUpTo(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ seq: string }>('select seq::text from files.gathered');
  return rows[0]?.seq ?? '0';
}

/** Keeps which files the next facts name; so many facts at most. */
export async function gather(db: Queryable, after: string, most: number): Promise<Gathered> {
  const { rows } = await db.query<Gathered>(
    `with piece as materialized (select f.seq, f.set, f.recorded_at from ledger.published_fact f
       where f.seq > $1::bigint order by f.seq limit $2),
     kept as (insert into files.named (blob) select distinct v #>> '{}' from piece,
       jsonb_path_query(piece.set, 'lax $.*[*] ? (@ like_regex "^sha256:[0-9a-f]{64}$")') v on conflict do nothing)
     select count(*)::int as count, max(seq)::text as last,
       (max(seq) filter (where recorded_at < now() - interval '1 day'))::text as settled from piece`,
    [after, most],
  );
  return rows[0] ?? { count: 0, last: null, settled: null };
}

export async function settle(db: Queryable, seq: string): Promise<void> {
  await db.query(
    `insert into files.gathered as g (seq) values ($1::bigint)
      on conflict (only_one) do update set seq = greatest(g.seq, excluded.seq)`,
    [seq],
  );
}

/** Files last uploaded before then that no fact gathered names, after that one. */
export async function unnamedBefore(
  db: Queryable,
  before: Date,
  after: string,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct u.blob as id from files.upload u where u.at < $1 and u.blob > $2
       and not exists (select from files.named n where n.blob = u.blob)
       and not exists (select from files.upload o where o.blob = u.blob and o.at >= $1)
     order by id limit $3`,
    [before, after, most],
  );
  return rows.map(({ id }) => id);
}

/** Removes those that stand nowhere else either; how many. */
export async function removeUnnamed(db: Queryable, ids: readonly string[]): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    'select w.id from unnest($1::text[]) w (id) except select k.id from files.kept_elsewhere($1) k (id)',
    [ids],
  );
  const free = rows.map(({ id }) => id);
  await db.query('delete from files.upload where blob = any($1)', [free]);
  await db.query('delete from files.blob where id = any($1)', [free]);
  return free.length;
}
