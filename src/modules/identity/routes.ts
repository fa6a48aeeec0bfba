import { routes } from '../../kernel/handling.ts';
import { ok } from '../../kernel/result.ts';
import type { Status } from './contract.ts';
import { identityContract } from './contract.ts';
import type { Caller } from './model.ts';

export interface IdentityDeps {
  readonly status: () => Promise<Status>;
}

export const identityRoutes = ({ status }: IdentityDeps) =>
  routes<typeof identityContract, Caller>('identity', identityContract, {
    status: async () => ok(await status()),
  });
