import type { Role } from '../../../law/roles.ts';
import type { Scope } from '../model.ts';
import { inForce, scopeOf } from '../rules/keys.ts';
import { accountById, grantsOf } from '../store/people.ts';
import type { Identity } from './context.ts';
import { today } from './context.ts';

export interface Standing extends Scope {
  readonly roles: readonly Role[];
}

/**
 * What an account may do now, for work of his that goes on without him; null: he is nobody here any
 * more.
 */
export async function standingOf(identity: Identity, account: string): Promise<Standing | null> {
  const found = await accountById(identity.owner, account);
  if (found?.status !== 'active') return null;
  const day = today(identity);
  const grants = (await grantsOf(identity.owner, account)).filter(
    (grant) => grant.revokedAt === null && inForce(grant, day),
  );
  return { roles: [...new Set(grants.map(({ role }) => role))], ...scopeOf(grants) };
}
