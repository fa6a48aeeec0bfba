import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import type { RouteDeps } from '../../src/apps/server/routes.ts';
import { allRoutes, figuresOf } from '../../src/apps/server/routes.ts';
import type { Moment } from '../../src/kernel/calendar.ts';
import type { Routes } from '../../src/kernel/handling.ts';
import type { Line, NodeKind, Role } from '../../src/law/roles.ts';
import { keepFormTime } from '../../src/modules/burden/index.ts';
import type { Caller, Grant, LiveCity } from '../../src/modules/identity/index.ts';
import { scopeOf, WriteKeys } from '../../src/modules/identity/index.ts';
import { Live } from '../../src/modules/live/index.ts';
import { reportsPages } from '../../src/modules/reports/index.ts';
import type { Refused } from '../../src/platform/http/index.ts';
import { serveHttp } from '../../src/platform/http/index.ts';
import type { TestDatabase } from './database.ts';
import { demoCity, openDemoCity, openEmptyCity } from './demo-city.ts';
import { testIdentity } from './identity.ts';

/** A grant of a test: a role at a node. */
export interface At {
  readonly role: Role;
  readonly nodeKind: NodeKind;
  readonly node: string;
  readonly lines?: readonly Line[];
}

/** A caller with these grants, as if he had signed in. */
export function callerWith(user: string, ...places: readonly At[]): Caller {
  const grants = places.map(
    ({ lines = ['chem', 'trade'], ...at }, index): Grant => ({
      ...at,
      id: `${user}-${index}`,
      lines,
      from: '2024-01-01',
      until: null,
    }),
  );
  const roles = [...new Set(grants.map(({ role }) => role))];
  return { user, name: user, session: `S-${user}`, roles, grants, ...scopeOf(grants) };
}

export const bureauOf = (node: string, lines?: readonly Line[]): Caller =>
  callerWith(`bureau-${node}`, {
    role: 'bureau',
    nodeKind: 'division',
    node,
    ...(lines ? { lines } : {}),
  });

export interface TestApi {
  readonly db: TestDatabase;
  readonly city: LiveCity;
  readonly live: Live | null;
  readonly routes: readonly Routes<Caller>[];
  readonly url: string;
  /** Who was refused what. */
  readonly refused: Refused<Caller>[];
  /** Errors that the server did not expect. */
  readonly faults: unknown[];
  /** Calls as somebody (null: nobody); a write carries the header that our pages send. */
  call(
    caller: Caller | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

/** The real server over the small demo city, on loopback; callers are named by a header. */
export async function testApi(): Promise<TestApi> {
  const { db, city } = await demoCity();
  const { close, ...api } = await apiOver(db, city);
  onTestFinished(close);
  return api;
}

/** The real server over a city into which nothing was stated yet. */
export async function emptyApi(): Promise<TestApi> {
  const { db, city, close } = await openEmptyCity();
  onTestFinished(close);
  const { close: stop, ...api } = await apiOver(db, city);
  onTestFinished(stop);
  return api;
}

export interface OpenApi extends TestApi {
  close(): Promise<void>;
}

/** The same for all the tests of a file: whoever opened it closes it. */
export async function openTestApi(): Promise<OpenApi> {
  const { db, city, close } = await openDemoCity();
  const api = await apiOver(db, city);
  return {
    ...api,
    close: async () => {
      await api.close();
      await close();
    },
  };
}

/** One for those tests of a file that only read; whether they did is checked at its end. */
export function readApi(): () => TestApi {
  let opened: OpenApi;
  beforeAll(async () => {
    opened = await openTestApi();
  });
  afterAll(async () => {
    const { city, close } = opened;
    const { revision } = city;
    await city.catchUp();
    await close();
    expect([revision, city.revision], 'a test that only reads stated a fact').toEqual([0, 0]);
  });
  return () => opened;
}

async function apiOver(db: TestDatabase, city: LiveCity): Promise<OpenApi> {
  const faults: unknown[] = [];
  const live = await Live.open({
    city,
    clock: () => Date.now() as Moment,
    onSignals: async () => undefined,
    onFault: (error) => void faults.push(error),
  });
  const deps: RouteDeps = {
    live: () => live,
    status: statusOf(city),
    city: () => city,
    onFault: (error) => void faults.push(error),
    figures: figuresOf(() => city),
    identity: testIdentity(db),
    stands: async () => true,
  };
  const routes = allRoutes(deps);
  const callers = new Map<string, Caller>();
  const refused: Refused<Caller>[] = [];
  const server = await serveHttp<Caller>({
    port: 0,
    version: 'test',
    routes,
    plain: [],
    forms: reportsPages({ city: () => city, box: () => deps.identity.box, ready: () => true }),
    pages: null,
    authenticate: async ({ cookies }) => callers.get(cookies.caller ?? '') ?? null,
    rolesOf: ({ roles }) => roles,
    nameOf: ({ user }) => user,
    keys: new WriteKeys(db.owner),
    ready: () => true,
    onRefused: async (each) => void refused.push(each),
    onFault: (error) => void faults.push(error),
    onForm: (sent) => keepFormTime(city, sent),
    perMinute: 1_000_000,
  });
  const url = `http://127.0.0.1:${server.port}`;
  const call: TestApi['call'] = (caller, method, path, body, headers = {}) => {
    if (caller) callers.set(caller.user, caller);
    return fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(caller ? { cookie: `caller=${encodeURIComponent(caller.user)}` } : {}),
        ...(method === 'GET' ? {} : { 'x-zhiben': '1' }),
        ...(body === undefined || body instanceof FormData
          ? {}
          : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: bodyOf(body) }),
    });
  };
  const close = async (): Promise<void> => {
    await server.close();
    await live?.close();
  };
  return { db, city, live, routes, url, refused, faults, call, close };
}

const bodyOf = (body: unknown): string | FormData =>
  typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body);

function statusOf(city: LiveCity): RouteDeps['status'] {
  const today = new Date((city.today() as number) * 86_400_000).toISOString().slice(0, 10);
  return async () => ({
    ready: true,
    phase: 'ready',
    done: 0,
    all: 0,
    facts: 0,
    demo: true,
    today,
    firstDay: '2024-01-01',
    counting: null,
  });
}
