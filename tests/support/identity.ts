import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { noteRefused } from '../../src/apps/server/people.ts';
import type { Moment } from '../../src/kernel/calendar.ts';
import type { Routes } from '../../src/kernel/handling.ts';
import type { NodeKind, Role } from '../../src/law/roles.ts';
import { securityValues } from '../../src/law/security.ts';
import type { Caller, Identity, LiveCity } from '../../src/modules/identity/index.ts';
import {
  administrationRoutes,
  authenticate,
  heldBack,
  identityRoutes,
  WriteKeys,
} from '../../src/modules/identity/index.ts';
import {
  insertAccount,
  insertGrant,
  insertOrganisation,
} from '../../src/modules/identity/store/accounts.ts';
import { insertCredential } from '../../src/modules/identity/store/credentials.ts';
import { serveHttp } from '../../src/platform/http/index.ts';
import { hashPassword, newId, secretBox } from '../../src/platform/secrets/index.ts';
import type { TestDatabase } from './database.ts';

/** Accounts and sessions over a test's database, with a clock of the test's. */
export function testIdentity(
  { owner, web }: Pick<TestDatabase, 'owner' | 'web'>,
  clock: () => Moment = () => Date.now() as Moment,
  ready = true,
): Identity {
  const key = randomBytes(32);
  const box = secretBox(() => key);
  return { owner, web, clock, settings: securityValues, box, ready: () => ready };
}

export interface Person {
  readonly login: string;
  readonly password: string;
  readonly role?: Role;
  readonly nodeKind?: NodeKind;
  readonly node?: string;
  readonly demo?: boolean;
  readonly mustChange?: boolean;
}

/** An account with one grant at a node (the city); its id. */
export async function addPerson(identity: Identity, person: Person): Promise<string> {
  const { owner, clock } = identity;
  const { login, password, role, nodeKind = 'division', node = '371700' } = person;
  const { demo = false, mustChange = false } = person;
  const made = { by: 'test', at: clock() };
  const id = newId('ACC');
  const organisation = newId('ORG');
  const where = { kind: 'bureau', parent: null, nodeKind, node } as const;
  await insertOrganisation(owner, { id: organisation, name: `${login}所在单位`, ...where }, made);
  const account = { id, login, name: `${login}名`, organisation, phone: '13800001111', demo };
  await insertAccount(owner, account, made);
  const hash = await hashPassword(password);
  await insertCredential(owner, id, { password: hash, mustChange, at: made.at });
  const dates = { from: '2024-01-01', until: null };
  const at = { nodeKind, node, lines: ['chem', 'trade'], ...dates } as const;
  if (role) await insertGrant(owner, id, { id: newId('GR'), role, ...at }, made);
  return id;
}

/** A clock that stands until it is moved. */
export class TestClock {
  now = Date.parse('2026-03-02T09:00:00+08:00') as Moment;
  readonly read = (): Moment => this.now;
  forward(minutes: number): void {
    this.now = (this.now + minutes * 60_000) as Moment;
  }
}

/** Keeps the cookie, as a browser does. */
export class TestBrowser {
  readonly #url: string;
  cookie: string | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { 'x-zhiben': '1' },
    // biome-ignore lint/suspicious/noExplicitAny: whatever the server answers, tests look into it.
  ): Promise<{ status: number; body: any; headers: Headers }> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      this.cookie = pair.endsWith('=') ? null : pair;
    }
    const text = await response.text();
    return { status: response.status, body: parsed(text), headers: response.headers };
  }

  signIn(name: string, password: string, code?: string) {
    return this.call('POST', '/api/session', { name, password, ...(code ? { code } : {}) });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export interface PeopleApi {
  readonly url: string;
  readonly browser: () => TestBrowser;
}

const unknown = (): never => {
  throw new Error('this test has no city');
};

export interface PeopleApiOptions {
  readonly more?: readonly Routes<Caller>[];
  readonly city?: () => LiveCity;
  readonly perMinute?: number;
}

/** The real server with real sessions, over whatever routes. */
export async function peopleApi(
  identity: Identity,
  { more = [], city = unknown, perMinute = 1_000_000 }: PeopleApiOptions = {},
): Promise<PeopleApi> {
  const administration = administrationRoutes({ identity });
  const own = identityRoutes({ status: unknown, city, identity });
  const server = await serveHttp<Caller>({
    port: 0,
    version: 'test',
    routes: [own, administration, ...more],
    plain: [],
    pages: null,
    authenticate: (request) => authenticate(identity, request),
    heldBack,
    rolesOf: ({ roles }) => roles,
    nameOf: ({ user }) => user,
    keys: new WriteKeys(identity.owner),
    ready: () => true,
    onRefused: (refused) => noteRefused(identity, refused),
    onFault: (error) => {
      throw error;
    },
    perMinute,
  });
  onTestFinished(() => server.close());
  const url = `http://127.0.0.1:${server.port}`;
  return { url, browser: () => new TestBrowser(url) };
}
