import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Calls of one minute: null within the limit, else how many seconds to wait. */
export interface Rates {
  /** Before anybody is asked who calls: has this address sent too much that nobody vouches for? */
  spent(request: FastifyRequest): Promise<number | null>;
  /** One more, of an account, or of an address where nobody has signed in. */
  count(request: FastifyRequest, account: string | null): Promise<number | null>;
}

/**
 * A cookie is whatever the caller says: a rate is counted by the address until it is known whose
 * call it is, and by the account from then on, so that one office behind one address is not one
 * caller.
 */
export function ratesOf(app: FastifyInstance, max: number): Rates {
  const names = new WeakMap<FastifyRequest, string>();
  const limit = app.createRateLimit({
    max,
    timeWindow: '1 minute',
    keyGenerator: (request) => names.get(request) ?? `address ${request.ip}`,
    allowList: [],
  });
  return {
    spent: async (request) => {
      const found = await limit(request, { increment: false });
      return found.isAllowed || found.remaining > 0 ? null : found.ttlInSeconds;
    },
    count: async (request, account) => {
      if (account !== null) names.set(request, `account ${account}`);
      const found = await limit(request);
      return found.isAllowed || !found.isExceeded ? null : found.ttlInSeconds;
    },
  };
}
