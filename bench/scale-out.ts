import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { upToDate } from '../src/apps/cli/stores.ts';
import { cityOptions } from '../src/apps/server/demo-city.ts';
import { LiveCity } from '../src/modules/identity/index.ts';
import { PARTS } from '../src/modules/live/index.ts';
import { type Database, openDatabase } from '../src/platform/db/index.ts';
import { type BatchStream, openStream } from '../src/platform/stream/index.ts';
import { type NatsCluster, natsCluster } from '../tests/support/nats-cluster.ts';
import { BATCH, type Load, type Loaded } from './live-loader.ts';
import { fillPlant, GATEWAYS, KEY, TAGS } from './live-plant.ts';
import { machine, serverCpu } from './machine.ts';
import type { Told } from './scale-out-process.ts';

const BYTES_A_READING = 21;
const PATIENCE_MS = 120_000;

/**
 * Taking in and judging in processes of their own through three NATS servers, of which the leader
 * of a part is killed in the middle: one process of each, then two. SECONDS of load (QoS 1, batches
 * of 100, 100,000 tags), ZHIBEN_BENCH_RATE readings a second (120,000), ZHIBEN_BENCH_ENCODING (rows
 * or compact). Fails if what was acknowledged is not in the journal, or is there twice.
 */
export async function scaleOutBench(seconds: number): Promise<string[]> {
  return [...(await run(1, seconds)), ...(await run(2, seconds))];
}

async function run(each: number, seconds: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-bench-'));
  const dataDir = join(folder, 'data');
  const cluster = await natsCluster();
  try {
    const db = await openDatabase({ dataDir, onMessage: () => undefined });
    try {
      await upToDate(db);
      await LiveCity.open(cityOptions(db));
      await fillPlant(db);
      const stream = await openStream({ servers: cluster.servers, parts: PARTS });
      try {
        return await measured(db, dataDir, cluster, stream, each, seconds);
      } finally {
        await stream.close();
      }
    } finally {
      await db.close();
    }
  } finally {
    await cluster.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(
  db: Database,
  dataDir: string,
  cluster: NatsCluster,
  stream: BatchStream,
  each: number,
  seconds: number,
): Promise<string[]> {
  const roles: Role[] = [...Array(each).fill('intake'), ...Array(each).fill('evaluate')];
  const env = { ...process.env, ZHIBEN_NATS: cluster.servers };
  const children = roles.map((role) =>
    fork(join(import.meta.dirname, 'scale-out-process.ts'), [role, dataDir], { env }),
  );
  try {
    const ready = await Promise.all(children.map(told));
    // Parts are shared out in a few seconds.
    await setTimeout(3000 + 1000 * PARTS);
    const before = await figures(children);
    const [postgres, nats] = [await serverCpu(db.owner), natsCpu(cluster)];
    const began = performance.now();
    const since = (): number => (performance.now() - began) / 1000;
    const ports = ready.slice(0, each).map(({ port }) => port);
    const loads = ports.map((port, at) => loading(loadOf(port, at, each, seconds)));
    const killing = setTimeout(500 * seconds).then(() => killLeader(cluster, stream));
    const loaded = await within(Promise.all(loads), 1000 * seconds + PATIENCE_MS);
    const killed = await killing;
    const sent = since();
    const acknowledged = loaded.reduce((sum, one) => sum + one.acknowledged, 0);
    const stored = await settled(db, acknowledged);
    const whole = since();
    const after = await figures(children);
    const million = (value: number): string => ((value * 1e6) / acknowledged).toFixed(2);
    const times = loaded.map(
      ({ p50, p99 }) => `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
    );
    const database = million((await serverCpu(db.owner)) - postgres);
    return [
      `machine: ${await machine(db.owner)}`,
      `${each} of each: ${acknowledged} readings acknowledged in ${sent.toFixed(1)} s (${Math.round(acknowledged / sent)}/s), all stored and judged after ${whole.toFixed(1)} s; server ${killed.leader} of NATS killed half-way`,
      ...roles.map((role, at) =>
        lineOf(role, 1 + (at % each), before[at], after[at], role === 'intake' ? sent : whole),
      ),
      `  acknowledged after: ${times.join('; ')}`,
      `  processor seconds a million readings: NATS ${million(natsCpu(cluster) + killed.cpu - nats)}, PostgreSQL ${database}`,
      `  journal: ${stored.rows} batches of ${BATCH}, none missing, none twice; ${stored.alarms} alarms`,
    ];
  } finally {
    await Promise.all(children.map(ended));
  }
}

type Role = 'intake' | 'evaluate';

function lineOf(role: Role, which: number, from?: Told, to?: Told, seconds = Number.NaN): string {
  const readings = (to?.readings ?? 0) - (from?.readings ?? 0);
  const cpu = (to?.cpu ?? 0) - (from?.cpu ?? 0);
  return `  ${role} ${which}: ${Math.round(readings / seconds)} readings/s, ${Math.round(readings / cpu)} a processor second, peak memory ${to?.memory} MB`;
}

/** The leader of the first part; what it had worked until then. */
async function killLeader(
  cluster: NatsCluster,
  stream: BatchStream,
): Promise<{ readonly leader: string; readonly cpu: number }> {
  const { leader } = await stream.state(0);
  const cpu = cpuOf(cluster.pids[Number(leader.slice(1))] ?? 0);
  await cluster.kill(leader);
  return { leader, cpu };
}

const natsCpu = ({ pids }: NatsCluster): number => pids.reduce((sum, pid) => sum + cpuOf(pid), 0);

function loadOf(port: number, at: number, each: number, seconds: number): Load {
  const { ZHIBEN_BENCH_RATE = '120000', ZHIBEN_BENCH_ENCODING = 'rows' } = process.env;
  const gateways = GATEWAYS / each;
  return {
    ...{ port, gateways, first: 1 + at * gateways, tags: TAGS, key: KEY, seconds },
    ...{ rate: Number(ZHIBEN_BENCH_RATE) / each },
    encoding: ZHIBEN_BENCH_ENCODING as Load['encoding'],
  };
}

function loading(load: Load): Promise<Loaded> {
  const child = fork(join(import.meta.dirname, 'live-loader.ts'), { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('message', (loaded: Loaded) => resolve(loaded));
    child.once('exit', (code) => code && reject(new Error(`the loader ended with ${code}`)));
    child.send(load);
  });
}

async function told(child: ChildProcess): Promise<Told> {
  const [said] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('a process ended');
    }),
  ]);
  return said as Told;
}

async function figures(children: readonly ChildProcess[]): Promise<Told[]> {
  return Promise.all(
    children.map((child) => {
      const answer = told(child);
      child.send('figures');
      return answer;
    }),
  );
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.send('end');
  const late = globalThis.setTimeout(() => child.kill('SIGKILL'), 30_000);
  await gone;
  clearTimeout(late);
}

interface Found {
  readonly rows: number;
  readonly twice: number;
  readonly alarms: number;
}

/** Once all that was acknowledged lies in the journal; it fails if that never is so. */
async function settled(db: Database, acknowledged: number): Promise<Found> {
  for (const until = performance.now() + PATIENCE_MS; ; ) {
    const found = await inJournal(db);
    if (found.twice > 0) throw new Error(`${found.twice} batches lie in the journal twice`);
    if (found.rows * BATCH === acknowledged) return found;
    if (found.rows * BATCH > acknowledged || performance.now() > until) {
      throw new Error(`${acknowledged} readings acknowledged, ${found.rows * BATCH} stored`);
    }
    await setTimeout(250);
  }
}

async function inJournal({ owner }: Database): Promise<Found> {
  const { rows } = await owner.query<Found>(
    `select count(*)::int as rows, (count(*) - count(distinct (gateway, digest)))::int as twice,
      (select count(*)::int from alarms.alarm) as alarms
    from live.journal where octet_length(readings) = $1`,
    [BATCH * BYTES_A_READING],
  );
  return rows[0] ?? { rows: 0, twice: 0, alarms: 0 };
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const over = new AbortController();
  const late = setTimeout(ms, null, { signal: over.signal }).then(() => {
    throw new Error('what was sent was not acknowledged');
  });
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => over.abort());
}

/** Seconds of the processor that a process has had; 0: it is gone. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
