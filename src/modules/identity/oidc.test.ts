import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import type { TestBrowser } from '../../../tests/support/identity.ts';
import { addPerson, peopleApi, testIdentity } from '../../../tests/support/identity.ts';
import { oidcClient } from '../../platform/secrets/index.ts';
import type { Identity } from './service/context.ts';

const CLIENT = { clientId: 'zhiben', clientSecret: 'a-secret-of-the-client-0123456789' };
// The server's port is known only when it listens: the provider hands the code to this address, and
// the test carries it over.
const REDIRECT = 'http://127.0.0.1:1/api/session/oidc/callback';

/** A real provider at which `who()` is signed in and agrees to everything. */
async function provider(who: () => string): Promise<string> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [REDIRECT],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['for the test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, preferred_username: id.replace('subject-of-', '') }),
    }),
  });
  const agree = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt, params, session } = await oidc.interactionDetails(request, response);
    if (prompt.name === 'login') {
      const login = { accountId: `subject-of-${who()}` };
      return oidc.interactionFinished(request, response, { login });
    }
    const accountId = session?.accountId ?? '';
    const grant = new oidc.Grant({ accountId, clientId: CLIENT.clientId });
    grant.addOIDCScope(String(params.scope));
    const consent = { grantId: await grant.save() };
    const merge = { mergeWithLastSubmission: true };
    return oidc.interactionFinished(request, response, { consent }, merge);
  };
  const callback = oidc.callback();
  handle = (request, response) =>
    void (request.url?.startsWith('/interaction/')
      ? agree(request, response)
      : callback(request, response));
  return issuer;
}

/** Follows the provider's redirects with its cookies, to the address at which it gives us back. */
async function through(start: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let steps = 0; steps < 12 && !url.startsWith(REDIRECT); steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    url = new URL(response.headers.get('location') ?? '', url).href;
  }
  return new URL(url);
}

async function setting(nameClaim: string | null = 'preferred_username') {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  let who = 'wang';
  const issuer = await provider(() => who);
  const client = oidcClient({ issuer, ...CLIENT, redirectUri: REDIRECT });
  const title = { zh: '统一身份认证', en: 'Single sign-on' };
  const other = { title, client, nameClaim };
  const identity: Identity = { ...testIdentity(db, undefined, false), other };
  const place = { role: 'principal', nodeKind: 'enterprise', node: 'E1' } as const;
  await addPerson(identity, { login: 'wang', password: 'Right-horse-42', ...place });
  const { browser } = await peopleApi(identity);
  const arrive = async (own: TestBrowser, change: (back: URL) => void = () => undefined) => {
    const begun = await own.call('GET', '/api/session/oidc/start?from=/enterprises');
    const back = await through(begun.headers.get('location') ?? '');
    change(back);
    return own.call('GET', `/api/session/oidc/callback${back.search}`);
  };
  const be = (login: string): void => {
    who = login;
  };
  return { db, identity, browser, arrive, be };
}

test('whoever the provider vouches for arrives where he wanted to go', async () => {
  const { browser, arrive, db, be } = await setting();
  const own = browser();
  expect((await own.call('GET', '/api/session')).body.oidc.zh).toBe('统一身份认证');
  const arrived = await arrive(own);
  expect([arrived.status, arrived.headers.get('location')]).toEqual([303, '/enterprises']);
  expect((await own.call('GET', '/api/me')).body).toMatchObject({ login: 'wang', state: 'open' });
  const linked = await db.owner.query('select subject from identity.credential');
  expect(linked.rows).toEqual([{ subject: 'subject-of-wang' }]);
  // Known by its subject from then on; a person without an account gets none.
  expect((await arrive(browser())).headers.get('location')).toBe('/enterprises');
  be('nobody');
  expect((await arrive(browser())).headers.get('location')).toBe('/login?problem=oidc');
  const { rows } = await db.owner.query<{ text: string }>(
    `select concat_ws(' ', action, outcome, detail ->> 'way') text from identity.audit order by pos`,
  );
  expect(rows.map(({ text }) => text)).toEqual([
    'account-link done',
    'sign-in done oidc',
    'sign-in done oidc',
    'sign-in failed oidc',
  ]);
});

test('an answer to another attempt, or a forged one, opens nothing', async () => {
  const { browser, arrive } = await setting();
  const refused = '/login?problem=oidc';
  const state = await arrive(browser(), (back) => back.searchParams.set('state', 'forged'));
  expect(state.headers.get('location')).toBe(refused);
  const code = await arrive(browser(), (back) => back.searchParams.set('code', 'forged'));
  expect(code.headers.get('location')).toBe(refused);
  let search = '';
  await arrive(browser(), (back) => {
    search = back.search;
  });
  const stranger = browser();
  const stolen = await stranger.call('GET', `/api/session/oidc/callback${search}`);
  expect(stolen.headers.get('location')).toBe(refused);
  expect((await stranger.call('GET', '/api/session')).body.me).toBeNull();
});

test('without a claim that names the login, only accounts that are linked already', async () => {
  const { browser, arrive } = await setting(null);
  expect((await arrive(browser())).headers.get('location')).toBe('/login?problem=oidc');
});
