import type { Queryable } from '../../../platform/db/index.ts';

/** A draft of whoever acts; row-level security shows him no other. */
export async function readDraft(
  db: Queryable,
  account: string,
  key: string,
): Promise<{ readonly body: Record<string, unknown>; readonly savedAt: Date } | null> {
  const { rows } = await db.query<{ body: Record<string, unknown>; savedAt: Date }>(
    `select body, saved_at as "savedAt" from hazards.draft where account = $1 and key = $2`,
    [account, key],
  );
  return rows[0] ?? null;
}

export async function writeDraft(
  db: Queryable,
  account: string,
  key: string,
  body: Readonly<Record<string, unknown>>,
  at: Date,
): Promise<void> {
  await db.query(
    `insert into hazards.draft (account, key, body, saved_at) values ($1, $2, $3, $4)
     on conflict (account, key) do update set body = excluded.body, saved_at = excluded.saved_at`,
    [account, key, JSON.stringify(body), at],
  );
}

export async function dropDraft(db: Queryable, account: string, key: string): Promise<void> {
  await db.query('delete from hazards.draft where account = $1 and key = $2', [account, key]);
}
