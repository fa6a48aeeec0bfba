import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { upToDate } from '../src/apps/cli/stores.ts';
import { demoOptions } from '../src/apps/server/demo-city.ts';
import { allRoutes, figuresOf } from '../src/apps/server/routes.ts';
import { must } from '../src/kernel/result.ts';
import type { Caller } from '../src/modules/identity/index.ts';
import { LiveCity, scopeOf, WriteKeys } from '../src/modules/identity/index.ts';
import { applyProfile, loadPlans, loadProfile } from '../src/modules/plan/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { serveHttp } from '../src/platform/http/index.ts';
import { importCity } from './city.ts';
import { machine, peakMemory, timed } from './machine.ts';

const CONNECTIONS = 50;
const SECONDS = 10;

/**
 * Latency of the API under 50 concurrent users, beside a bare page of the same server and a bare
 * `select` of the same database. A city that is there already: ZHIBEN_BENCH_DATA=DIR.
 */
export async function apiBench(scale: number): Promise<string[]> {
  const own = process.env.ZHIBEN_BENCH_DATA;
  const folder = own ?? join(mkdtempSync(join(tmpdir(), 'zhiben-bench-')), 'data');
  try {
    const db = await openDatabase({ dataDir: folder, onMessage: () => undefined });
    try {
      await upToDate(db);
      if (!own) await fill(db, scale);
      return await measured(db, own ? `data of ${own}` : `scale ${scale}`);
    } finally {
      await db.close();
    }
  } finally {
    if (!own) rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(db: Database, scale: number): Promise<void> {
  await importCity(db, scale);
  const profile = loadProfile('starter', loadPlans().parameters);
  if (!profile.ok) throw new Error('the starter profile is faulty');
  const recording = { db: db.app, clock: () => Date.now() as never };
  await applyProfile(recording, profile.value, { by: 'bench', from: null, dryRun: false });
}

async function measured(db: Database, what: string): Promise<string[]> {
  const lines = [`machine: ${await machine(db.owner)}`, what];
  const say = (line: string): void => {
    lines.push(line);
    process.stderr.write(`${line}\n`);
  };
  const opened = await timed(() => LiveCity.open(demoOptions(db)));
  say(`the city opened: ${opened.seconds.toFixed(1)} s`);
  const city = opened.value;
  const callers = await callersOf(db);
  const server = await serverOf(db, city, callers);
  try {
    const url = `http://127.0.0.1:${server.port}`;
    say(await shot('a bare page', `${url}/healthz`, ''));
    say(await bareSelect(db));
    for (const { name, path, caller } of await requests(db)) {
      const cookie = `caller=${caller}`;
      const probe = await timed(() => fetch(`${url}${path}`, { headers: { cookie } }));
      const { status } = probe.value;
      const bytes = (await probe.value.arrayBuffer()).byteLength;
      const first = `first ${(probe.seconds * 1000).toFixed(0)} ms, ${(bytes / 1024).toFixed(0)} kB`;
      if (status === 200) say(`${await shot(name, `${url}${path}`, cookie)}; ${first}`);
      else say(`${name}: ${path} answers ${status}`);
    }
  } finally {
    await server.close();
  }
  say(`peak memory of this process: ${peakMemory()} MB`);
  return lines;
}

/** A city official, a county official, the principal of an enterprise. */
async function callersOf(db: Database): Promise<Map<string, Caller>> {
  const at = (role: 'bureau' | 'principal', nodeKind: 'division' | 'enterprise', node: string) => {
    const grant = {
      ...{ id: 'G', role, nodeKind, node },
      lines: ['chem', 'trade'] as const,
      from: '2024-01-01',
      until: null,
    };
    const user = `${role}-${node}`;
    return { user, name: user, session: user, roles: [role], grants: [grant], ...scopeOf([grant]) };
  };
  const enterprise = await anEnterprise(db);
  return new Map<string, Caller>([
    ['city', at('bureau', 'division', '371700')],
    ['county', at('bureau', 'division', '371728')],
    ['firm', at('principal', 'enterprise', enterprise)],
  ]);
}

async function anEnterprise(db: Database): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    `select id from rec.enterprise where vt = 'infinity' and "majorHazardLevel" is not null order by id limit 1`,
  );
  return must(rows[0], 'an enterprise with a major hazard installation').id;
}

async function requests(db: Database) {
  const firm = await anEnterprise(db);
  const of = (caller: string, name: string, path: string) => ({ caller, name, path });
  return [
    of('city', 'list of enterprises (city)', '/api/enterprises?limit=50'),
    of('county', 'list of enterprises (county)', '/api/enterprises?limit=50'),
    of('city', 'search by name part (city)', `/api/search?text=${encodeURIComponent('化工')}`),
    of('county', 'search by initials (county)', '/api/search?text=hg'),
    of('city', 'plan board (city)', '/api/plan/board'),
    of('county', 'plan board (county)', '/api/plan/board'),
    of('firm', 'plan board (enterprise)', '/api/plan/board'),
    of('city', 'clause page (city)', '/api/plan/clauses/CHEM-2.5'),
    of('county', 'duties of a clause (county)', '/api/plan/clauses/TRADE-5.3/duties?limit=50'),
    of('city', 'trend of a clause (city)', '/api/plan/clauses/TRADE-5.3/trend'),
    of('city', 'ranking (city)', '/api/ranking'),
    of('city', 'cockpit (city)', '/api/cockpit'),
    of(
      'county',
      'one enterprise (county, another may be out of scope)',
      `/api/enterprises/${firm}`,
    ),
    of('city', 'one enterprise (city)', `/api/enterprises/${firm}`),
    of('city', 'timeline (city)', `/api/enterprises/${firm}/timeline?limit=50`),
    of('city', 'to-dos (city)', '/api/todos?limit=50'),
  ];
}

async function serverOf(db: Database, city: LiveCity, callers: ReadonlyMap<string, Caller>) {
  const faults = (error: unknown): void => void process.stderr.write(`${(error as Error).stack}\n`);
  const status = (): never => {
    throw new Error('nobody asks');
  };
  return serveHttp<Caller>({
    port: 0,
    version: 'bench',
    routes: allRoutes({ status, city: () => city, figures: figuresOf(() => city) } as never),
    plain: [
      {
        path: '/healthz',
        type: 'text/plain; charset=utf-8',
        answer: async () => ({ status: 200, body: 'ok' }),
      },
    ],
    pages: null,
    authenticate: async ({ cookies }) => callers.get(cookies.caller ?? '') ?? null,
    rolesOf: ({ roles }) => roles,
    nameOf: ({ user }) => user,
    keys: new WriteKeys(db.owner),
    ready: () => true,
    onRefused: async () => undefined,
    onFault: faults,
    sessionCookie: 'caller',
    perMinute: 100_000_000,
  });
}

async function shot(name: string, url: string, cookie: string): Promise<string> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    timeout: 60,
    workers: 1,
    headers: cookie ? { cookie } : {},
  });
  const { latency, requests: rate, non2xx, errors, timeouts } = result;
  const bad = non2xx + errors + timeouts;
  const trouble = bad > 0 ? `, ${bad} not answered well` : '';
  return `${name}: p50 ${latency.p50} ms, p99 ${latency.p99} ms, ${rate.average.toFixed(0)}/s${trouble}`;
}

/** The ceiling of the database: as many askers, one row each. */
async function bareSelect(db: Database): Promise<string> {
  const times: number[] = [];
  const end = performance.now() + SECONDS * 500;
  const ask = async (): Promise<void> => {
    while (performance.now() < end) {
      const { seconds } = await timed(() => db.web.query('select 1'));
      times.push(seconds * 1000);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * times.length)] ?? 0).toFixed(1);
  const rate = (times.length / (SECONDS / 2)).toFixed(0);
  return `a bare select: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${rate}/s`;
}
