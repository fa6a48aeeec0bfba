import type { Pool, PoolClient } from './types.ts';

export type { Pool, PoolClient, Queryable } from './types.ts';

export interface TransactionOptions {
  readonly readOnly?: boolean;
  /** One picture of the database throughout: repeatable read. */
  readonly snapshot?: boolean;
  /** Server settings by name, until the transaction ends. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Commits what `work` did, or rolls all of it back. */
export async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  { readOnly = false, snapshot = false, settings = {} }: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    const isolation = snapshot ? 'repeatable read' : 'read committed';
    const access = readOnly ? 'read only' : 'read write';
    await client.query(`begin isolation level ${isolation} ${access}`);
    await applySettings(client, settings);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function applySettings(
  client: PoolClient,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const names = Object.keys(settings);
  if (names.length === 0) return;
  await client.query(
    'select set_config(name, value, true) from unnest($1::text[], $2::text[]) as s (name, value)',
    [names, Object.values(settings)],
  );
}
