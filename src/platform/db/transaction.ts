import type { Pool, PoolClient, Queryable } from './types.ts';

export type { Pool, PoolClient, Queryable } from './types.ts';

export interface TransactionOptions {
  readonly readOnly?: boolean;
  /** One picture of the database throughout: repeatable read. */
  readonly snapshot?: boolean;
  /** A statement that goes out together with the beginning: a lock that all of it waits for. */
  readonly first?: string;
}

/** Commits what `work` did, or rolls all of it back. */
export async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  { readOnly = false, snapshot = false, first }: TransactionOptions = {},
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    const isolation = snapshot ? 'repeatable read' : 'read committed';
    const access = readOnly ? 'read only' : 'read write';
    await client.query(`begin isolation level ${isolation} ${access}${first ? `; ${first}` : ''}`);
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

/**
 * Asks several things of one connection and gives the answers in their order: without waiting in
 * between where it takes them so (`pipeline`), else one after the other.
 */
export async function together<A, T>(
  client: Queryable,
  of: readonly A[],
  ask: (each: A) => Promise<T>,
): Promise<T[]> {
  if ('pipeline' in client && client.pipeline === true) return Promise.all(of.map(ask));
  const answers: T[] = [];
  for (const each of of) answers.push(await ask(each));
  return answers;
}

/**
 * One picture of the database throughout `work`, taken within `moment`: it is over once the picture
 * is taken, though `work` goes on.
 */
export async function picture<T>(
  pool: Pool,
  moment: (take: () => Promise<void>) => Promise<void>,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const read = Promise.withResolvers<T>();
  await moment(async () => {
    const taken = Promise.withResolvers<void>();
    const whole = async (client: PoolClient): Promise<T> => {
      // The first question fixes what the others see.
      await client.query('select');
      taken.resolve();
      return work(client);
    };
    const done = transaction(pool, whole, { snapshot: true });
    done.then(read.resolve, read.reject).finally(taken.resolve);
    await taken.promise;
  });
  return read.promise;
}
