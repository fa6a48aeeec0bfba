import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';

/** Any number that nobody else locks. */
const EVALUATORS = 0x65_76_61_6c;

/** Says that this process judges (研判进程), for as long as the connection stands. */
export async function joinEvaluators(app: Pool): Promise<PoolClient> {
  const client = await app.connect();
  await client.query('select pg_advisory_lock($1::int, pg_backend_pid())', [EVALUATORS]);
  return client;
}

/** How many processes judge, this one among them. */
export async function countEvaluators(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_locks
      where locktype = 'advisory' and classid = $1 and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database())`,
    [EVALUATORS],
  );
  return rows[0]?.n ?? 1;
}
