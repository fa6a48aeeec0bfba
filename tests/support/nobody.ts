import type { ServerOptions } from '../../src/platform/http/index.ts';

/** What a server needs of callers where there are none. */
export const ofNobody = {
  authenticate: async () => null,
  rolesOf: () => [],
  nameOf: () => 'nobody',
  keys: {
    begin: async () => ({ state: 'new' }),
    finish: async () => undefined,
    forget: async () => undefined,
  },
  ready: () => true,
  onRefused: async () => undefined,
} satisfies Partial<ServerOptions<null>>;
