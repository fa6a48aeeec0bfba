import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copy from 'pg-copy-streams';
import type { PoolClient } from './types.ts';

/** COPY … FROM STDIN; the source waits for the server. Returns the number of rows. */
export async function copyInto(
  client: PoolClient,
  sql: string,
  chunks: AsyncIterable<string | Uint8Array>,
): Promise<number> {
  const target = client.query(copy.from(sql));
  await pipeline(Readable.from(chunks), target);
  return target.rowCount;
}

/**
 * COPY … TO STDOUT; the server waits for the reader. A reader that stops early has the rest read
 * and dropped, so that the connection can be used again.
 */
export async function* copyOut(client: PoolClient, sql: string): AsyncGenerator<Buffer> {
  const source = client.query(copy.to(sql));
  const reader = source.iterator({ destroyOnReturn: false });
  let ended = false;
  try {
    for await (const chunk of reader) yield chunk as Buffer;
    ended = true;
  } catch (error) {
    ended = true;
    throw error;
  } finally {
    if (!ended) for await (const _ of source);
  }
}
