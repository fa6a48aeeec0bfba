import type { Pool, PoolClient } from './types.ts';

export type { Pool, PoolClient, Queryable } from './types.ts';

export interface TransactionOptions {
  readonly readOnly?: boolean;
  /** One picture of the database throughout: repeatable read. */
  readonly snapshot?: boolean;
}

/** Commits what `work` did, or rolls all of it back. */
export async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  { readOnly = false, snapshot = false }: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    const isolation = snapshot ? 'repeatable read' : 'read committed';
    const access = readOnly ? 'read only' : 'read write';
    await client.query(`begin isolation level ${isolation} ${access}`);
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
