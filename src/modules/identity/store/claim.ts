import type { Queryable } from '../../../platform/db/index.ts';
import type { Caller } from '../model.ts';

export type Claimed = Pick<Caller, 'user' | 'keys' | 'writeKeys'> &
  Partial<Pick<Caller, 'roles' | 'adminKeys'>> & {
    /** He acts through the loop of hazards. */
    readonly loop?: boolean;
  };

/** For the transaction only; by parameter, never by splicing. */
export async function claim(
  db: Queryable,
  { user, keys, writeKeys, roles = [], adminKeys = [], loop = false }: Claimed,
): Promise<void> {
  await db.query(
    `select set_config('zhiben.user', $1, true), set_config('zhiben.keys', $2::text[]::text, true),
       set_config('zhiben.write_keys', $3::text[]::text, true), set_config('zhiben.intake', '', true),
       set_config('zhiben.roles', $4::text[]::text, true), set_config('zhiben.admin_keys', $5::text[]::text, true),
       set_config('zhiben.loop', $6, true),
       set_config('zhiben.whole', case when identity.sees_all($2::text[]) then 'on' else '' end, true)`,
    [user, keys, writeKeys, roles, adminKeys, loop ? 'on' : ''],
  );
}
