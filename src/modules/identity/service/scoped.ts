import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Claimed } from '../store/claim.ts';
import { claim } from '../store/claim.ts';

export interface ScopedOptions {
  readonly readOnly?: boolean;
  readonly snapshot?: boolean;
}

/** Works in the caller's scope: row-level security holds until the transaction ends. */
export function withScope<T>(
  web: Pool,
  caller: Claimed,
  work: (client: PoolClient) => Promise<T>,
  options: ScopedOptions = {},
): Promise<T> {
  return transaction(
    web,
    async (client) => {
      await claim(client, caller);
      return work(client);
    },
    options,
  );
}

/** Reads only: what most endpoints do. */
export function reading<T>(
  web: Pool,
  caller: Claimed,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return withScope(web, caller, work, { readOnly: true });
}
