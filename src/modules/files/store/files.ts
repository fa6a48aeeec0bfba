import type { Queryable } from '../../../platform/db/index.ts';

export interface NewFile {
  readonly id: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly account: string;
  readonly name: string;
  readonly at: Date;
  readonly takenAt: Date | null;
}

/** Bytes that are there already stay; whoever uploads them once more is kept beside. */
export async function addFile(db: Queryable, file: NewFile): Promise<void> {
  const { id, mediaType, bytes, account, name, at, takenAt } = file;
  // Not while others are removed (store/unnamed.ts).
  await db.query('select pg_advisory_xact_lock_shared(72180040)');
  await db.query(
    'insert into files.blob (id, media_type, size, bytes) values ($1, $2, $3, $4) on conflict do nothing',
    [id, mediaType, bytes.length, bytes],
  );
  await db.query(
    `insert into files.upload (blob, account, name, at, taken_at) values ($1, $2, $3, $4, $5)
     on conflict (blob, account) do update set at = greatest(upload.at, excluded.at)`,
    [id, account, name, at, takenAt],
  );
}

/** How many others the caller uploaded since then, counted up to a limit. */
export async function uploadsSince(
  db: Queryable,
  since: Date,
  id: string,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from (select from files.upload u
       where u.account = identity.me() and u.at > $1 and u.blob <> $2 limit $3) x`,
    [since, id, most],
  );
  return rows[0]?.count ?? 0;
}

/** For the rest of the transaction files are seen that this record names, where it is seen itself. */
export async function askFor(db: Queryable, subject: string | null): Promise<void> {
  await db.query(`select set_config('zhiben.file_of', $1, true)`, [subject ?? '']);
}

export interface KeptFile {
  readonly id: string;
  readonly mediaType: string;
  readonly size: number;
  /** Null: nobody who named it uploaded it (an operator's import). */
  readonly name: string | null;
}

/** Of these ids, those that are there and that the transaction may see. */
export async function filesIn(db: Queryable, ids: readonly string[]): Promise<KeptFile[]> {
  const { rows } = await db.query<KeptFile>(
    `select b.id, b.media_type as "mediaType", b.size, (select u.name from files.upload u
       where u.blob = b.id order by u.account = identity.me() desc, u.at limit 1) as name
     from files.blob b where b.id = any($1)`,
    [ids],
  );
  return rows;
}

export async function bytesOf(db: Queryable, id: string): Promise<Uint8Array | null> {
  const { rows } = await db.query<{ bytes: Buffer }>('select bytes from files.blob where id = $1', [
    id,
  ]);
  return rows[0]?.bytes ?? null;
}

/** Which of these the caller did not upload himself. */
export async function notOwn(db: Queryable, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select w.id from unnest($1::text[]) w (id) where not exists (select from files.upload u
       where u.blob = w.id and u.account = identity.me())`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

const AT_ONCE = 50;

/** Files whose bytes are not what their id says, some at a time; the owner asks. */
export async function alteredAfter(
  db: Queryable,
  after: string,
): Promise<{ readonly last: string | null; readonly seen: number; readonly altered: string[] }> {
  const { rows } = await db.query<{ id: string; same: boolean }>(
    `select id, id = 'sha256:' || encode(sha256(bytes), 'hex') and size = length(bytes) as same
     from files.blob where id > $1 order by id limit ${AT_ONCE}`,
    [after],
  );
  const altered = rows.filter(({ same }) => !same).map(({ id }) => id);
  return { last: rows.at(-1)?.id ?? null, seen: rows.length, altered };
}
