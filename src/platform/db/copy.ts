import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copy from 'pg-copy-streams';
import type { Pool, PoolClient } from './types.ts';

/** Commits what `fn` did, or rolls all of it back. */
export async function transaction<T>(
  pool: Pool,
  fn: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await fn(client);
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

/** COPY … FROM STDIN; the source waits for the server. */
export async function copyInto(
  client: PoolClient,
  sql: string,
  chunks: AsyncIterable<string>,
): Promise<void> {
  await pipeline(Readable.from(chunks), client.query(copy.from(sql)));
}
