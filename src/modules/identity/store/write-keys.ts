import type { Queryable } from '../../../platform/db/index.ts';

export interface KeptKey {
  readonly request: string;
  readonly status: number | null;
  readonly body: string | null;
}

/** Takes the key, or gives what is known of it. Left at work for a minute, it may be taken again. */
export async function takeKey(
  db: Queryable,
  who: string,
  key: string,
  request: string,
): Promise<KeptKey | null> {
  const { rows: taken } = await db.query<{ who: string }>(
    `insert into identity.write_key as k (who, key, request, begun_at) values ($1, $2, $3, now())
     on conflict (who, key) do update set begun_at = now()
       where k.status is null and k.request = excluded.request and k.begun_at < now() - interval '1 minute'
     returning who`,
    [who, key, request],
  );
  if (taken.length > 0) return null;
  const { rows } = await db.query<KeptKey>(
    'select request, status, body from identity.write_key where who = $1 and key = $2',
    [who, key],
  );
  return rows[0] ?? null;
}

export async function finishKey(
  db: Queryable,
  who: string,
  key: string,
  status: number,
  body: string,
): Promise<void> {
  await db.query(
    'update identity.write_key set status = $3, body = $4 where who = $1 and key = $2',
    [who, key, status, body],
  );
}

export async function forgetKey(db: Queryable, who: string, key: string): Promise<void> {
  await db.query('delete from identity.write_key where who = $1 and key = $2 and status is null', [
    who,
    key,
  ]);
}

/** Keys of more than a day ago. */
export async function dropOldKeys(db: Queryable): Promise<void> {
  await db.query(`delete from identity.write_key where begun_at < now() - interval '1 day'`);
}
