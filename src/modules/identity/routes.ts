import { routes } from '../../kernel/handling.ts';
import { ok } from '../../kernel/result.ts';
import type { Status } from './contract.ts';
import { identityContract } from './contract.ts';
import type { Caller } from './model.ts';
import { changesOf } from './service/change-feed.ts';
import type { LiveCity } from './service/live-city.ts';

export interface IdentityDeps {
  readonly status: () => Promise<Status>;
  /** The city once it is open. */
  readonly city: () => LiveCity;
}

export const identityRoutes = ({ status, city }: IdentityDeps) =>
  routes<typeof identityContract, Caller>('identity', identityContract, {
    status: async () => ok(await status()),
    events: async ({ request }) => ok({ events: changesOf(city(), request.signal) }),
  });
