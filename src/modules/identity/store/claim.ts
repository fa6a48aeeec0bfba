import type { Queryable } from '../../../platform/db/index.ts';
import type { Caller, Procedure } from '../model.ts';

export type Claimed = Pick<Caller, 'user' | 'keys' | 'writeKeys'> &
  Partial<Pick<Caller, 'roles' | 'adminKeys'>> & {
    /** He acts through it. */
    readonly procedure?: Procedure;
  };

/** For the transaction only; by parameter, never by splicing. */
export async function claim(
  db: Queryable,
  { user, keys, writeKeys, roles = [], adminKeys = [], procedure }: Claimed,
): Promise<void> {
  await db.query(
    `select set_config('zhiben.user', $1, true), set_config('zhiben.keys', $2::text[]::text, true),
       set_config('zhiben.write_keys', $3::text[]::text, true), set_config('zhiben.intake', '', true),
       set_config('zhiben.roles', $4::text[]::text, true), set_config('zhiben.admin_keys', $5::text[]::text, true),
       set_config('zhiben.procedure', $6, true),
       set_config('zhiben.whole', case when identity.sees_all($2::text[]) then 'on' else '' end, true)`,
    [user, keys, writeKeys, roles, adminKeys, procedure ?? ''],
  );
}
