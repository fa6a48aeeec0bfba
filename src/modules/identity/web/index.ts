import { callApi } from '../../../ui/api/call.ts';
import type { Application } from '../../../ui/application.ts';
import type { PageDefinition } from '../../../ui/page.ts';
import { identityContract } from '../contract.ts';

export const pages: readonly PageDefinition[] = [];

/** What the application itself asks of the server: whether it is ready, and who has signed in. */
export const system: Pick<Application, 'status' | 'session' | 'SignIn'> = {
  status: () => callApi(identityContract.status, {}),
  session: { load: async () => null, signOut: async () => undefined },
  SignIn: null,
};
