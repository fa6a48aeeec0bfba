import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Pool } from '../../../platform/db/transaction.ts';

/** Hashes of the keys in force, by gateway. */
export async function keysInForce(owner: Pool): Promise<ReadonlyMap<string, Uint8Array>> {
  const { rows } = await owner.query<{ gateway: string; hash: Buffer }>(
    `select n.gateway, k.hash from live.gateway_key k
      join live.gateway_number n on n.no = k.gateway where k.ended_at is null`,
  );
  return new Map(rows.map(({ gateway, hash }) => [gateway, hash]));
}

/** A new key ends the one before; null: it ends without one that follows. */
export async function replaceKey(
  client: Queryable,
  gateway: string,
  hash: Uint8Array | null,
  by: string,
  at: Moment,
): Promise<void> {
  const moment = new Date(at).toISOString();
  const { rows } = await client.query<{ no: number }>(
    `with made as (insert into live.gateway_number (gateway) values ($1)
        on conflict do nothing returning no)
      select no from made union all select no from live.gateway_number where gateway = $1`,
    [gateway],
  );
  const no = rows[0]?.no;
  await client.query(
    'update live.gateway_key set ended_at = $2 where gateway = $1 and ended_at is null',
    [no, moment],
  );
  if (hash === null) return;
  await client.query(
    'insert into live.gateway_key (gateway, hash, made_at, made_by) values ($1, $2, $3, $4)',
    [no, hash, moment, by],
  );
}

/** May the transaction's caller write what is his about the gateway? */
export async function mayKeep(db: Queryable, gateway: string): Promise<boolean> {
  const { rows } = await db.query(
    `select from identity.record_scope s join identity.anchor a on a.id = s.anchor
      where s.subject = 'gateway/' || $1::text and a.keys && identity.my_write_keys()`,
    [gateway],
  );
  return rows.length > 0;
}
