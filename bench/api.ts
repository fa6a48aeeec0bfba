import { setTimeout } from 'node:timers/promises';
import autocannon from 'autocannon';
import { demoOptions } from '../src/apps/server/demo-city.ts';
import { allRoutes, figuresOf, overviewDeps } from '../src/apps/server/routes.ts';
import type { Caller } from '../src/modules/identity/index.ts';
import { LiveCity, WriteKeys } from '../src/modules/identity/index.ts';
import { DayAhead, overviewOf } from '../src/modules/overview/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { serveHttp } from '../src/platform/http/index.ts';
import type { Asked } from './asked.ts';
import { callersOf, enterprises, requests } from './asked.ts';
import type { BenchCity } from './city.ts';
import { withCity } from './city.ts';
import { machine, peakMemory, timed } from './machine.ts';

const CONNECTIONS = 50;
const SECONDS = 10;
/** A user looks at an answer before he asks again. */
const PAUSE_SECONDS = 1;

/**
 * Latency of the API under 50 concurrent users (one question a second each, and without a pause),
 * beside a bare page of the same server and a bare
 * `select` of the same database. A city that is there already: ZHIBEN_BENCH_DATA=DIR.
 */
export function apiBench(scale: number): Promise<string[]> {
  return withCity(scale, measured);
}

async function measured({ db, what }: BenchCity): Promise<string[]> {
  const lines = [`machine: ${await machine(db.owner)}`, what];
  const say = (line: string): void => {
    lines.push(line);
    process.stderr.write(`${line}\n`);
  };
  const opened = await timed(() => LiveCity.open(demoOptions(db)));
  say(`the city opened: ${opened.seconds.toFixed(1)} s`);
  const city = opened.value;
  const firms = await enterprises(db);
  const figures = figuresOf(() => city);
  // Some questions alone: their names, or parts of them, between semicolons.
  const only = process.env.ZHIBEN_BENCH_ONLY?.split(';');
  if (!only) {
    // As a running server does, before its readers come.
    const overview = overviewOf(overviewDeps(() => city, figures));
    const ahead = await timed(() => new DayAhead(city, overview).look());
    say(`${ahead.value.length} days counted ahead: ${ahead.seconds.toFixed(1)} s`);
  }
  const server = await serverOf(db, city, callersOf(firms), figures);
  try {
    const url = `http://127.0.0.1:${server.port}`;
    say(`a bare page: ${await bareSaturated(url)}`);
    say(await bareSelect(db));
    for (const [name, asked] of requests(firms)) {
      if (only && !only.some((part) => name.includes(part))) continue;
      say(`${name}: ${await shotsAt(url, asked)}`);
    }
  } finally {
    await server.close();
    city.stop();
    await city.settled();
  }
  say(`peak memory of this process: ${peakMemory()} MB`);
  return lines;
}

export async function serverOf(
  db: Database,
  city: LiveCity,
  callers: ReadonlyMap<string, Caller>,
  figures = figuresOf(() => city),
) {
  const faults = (error: unknown): void => void process.stderr.write(`${(error as Error).stack}\n`);
  const status = (): never => {
    throw new Error('nobody asks');
  };
  return serveHttp<Caller>({
    port: 0,
    version: 'bench',
    routes: allRoutes({ status, city: () => city, figures } as never),
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
    perMinute: 100_000_000,
  });
}

/** Each path asked once alone, then by all users at their pace, then by all without a pause. */
export async function shotsAt(url: string, asked: readonly Asked[]): Promise<string> {
  const alone: number[] = [];
  let bytes = 0;
  for (const { caller, path } of asked) {
    const probe = await timed(() =>
      fetch(`${url}${path}`, { headers: { cookie: `caller=${caller}` } }),
    );
    if (probe.value.status !== 200) return `${path} of ${caller} answers ${probe.value.status}`;
    bytes = Math.max(bytes, (await probe.value.arrayBuffer()).byteLength);
    alone.push(probe.seconds * 1000);
  }
  alone.sort((a, b) => a - b);
  const size = `${(bytes / 1024).toFixed(0)} kB`;
  const first = `first time p50 ${at(alone, 0.5)} ms, max ${at(alone, 1)} ms, ${size}`;
  const list = asked.map(({ caller, path }) => ({ path, headers: { cookie: `caller=${caller}` } }));
  const paced = await pacedShot(url, asked);
  const ceiling = told(await shot({ url, requests: list }));
  return `${first}; ${CONNECTIONS} users ${paced}; without a pause ${ceiling}`;
}

/** Users who ask one after the other, each at the same moment of every second, as people come. */
async function pacedShot(url: string, asked: readonly Asked[]): Promise<string> {
  const times: number[] = [];
  const began = performance.now();
  const user = async (n: number): Promise<void> => {
    for (let round = 0; round < SECONDS / PAUSE_SECONDS; round += 1) {
      const due = began + (round + n / CONNECTIONS) * PAUSE_SECONDS * 1000;
      await setTimeout(Math.max(0, due - performance.now()));
      const { caller, path } = asked[(n + round * CONNECTIONS) % asked.length] as Asked;
      const answer = await fetch(`${url}${path}`, { headers: { cookie: `caller=${caller}` } });
      await answer.arrayBuffer();
      // From when he meant to ask: one who still waits for the last answer is late with the next.
      times.push(performance.now() - due);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, n) => user(n)));
  times.sort((a, b) => a - b);
  return `p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms`;
}

export const bareSaturated = async (url: string): Promise<string> =>
  told(await shot({ url: `${url}/healthz` }));

function shot(options: Partial<autocannon.Options> & { url: string }) {
  return autocannon({ ...options, connections: CONNECTIONS, duration: SECONDS, timeout: 60 });
}

function told({ latency, requests: rate, non2xx, errors, timeouts }: autocannon.Result): string {
  const bad = non2xx + errors + timeouts;
  const trouble = bad > 0 ? `, ${bad} not answered well` : '';
  return `p50 ${latency.p50} ms, p99 ${latency.p99} ms, ${rate.average.toFixed(0)}/s${trouble}`;
}

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(0);

/** The ceiling of the database: as many askers, one row each. */
export async function bareSelect(db: Database): Promise<string> {
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
  const rate = (times.length / (SECONDS / 2)).toFixed(0);
  return `a bare select: p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms, ${rate}/s`;
}
