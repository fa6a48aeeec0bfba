import type { Queryable } from '../../../platform/db/index.ts';
import type { Caller } from '../model.ts';

/** For the transaction only; by parameter, never by splicing. */
export async function claim(
  db: Queryable,
  { user, keys, writeKeys }: Pick<Caller, 'user' | 'keys' | 'writeKeys'>,
): Promise<void> {
  await db.query(
    `select set_config('zhiben.user', $1, true), set_config('zhiben.keys', $2::text[]::text, true),
       set_config('zhiben.write_keys', $3::text[]::text, true), set_config('zhiben.intake', '', true)`,
    [user, keys, writeKeys],
  );
}
