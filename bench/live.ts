import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { upToDate } from '../src/apps/cli/stores.ts';
import { cityOptions } from '../src/apps/server/demo-city.ts';
import type { Moment } from '../src/kernel/calendar.ts';
import { Alarms } from '../src/modules/alarms/index.ts';
import { LiveCity } from '../src/modules/identity/index.ts';
import { Live, type SignedIn, takeMessage } from '../src/modules/live/index.ts';
import { BinaryRows, copyInto, type Database, openDatabase } from '../src/platform/db/index.ts';
import { serveMqtt } from '../src/platform/mqtt/index.ts';
import type { Load, Loaded } from './live-loader.ts';
import { fillPlant, GATEWAYS, KEY, TAGS } from './live-plant.ts';
import { machine, peakMemory, serverCpu, timed } from './machine.ts';
import { nodeRedBeside } from './node-red.ts';

const env = (name: string, otherwise: string): string => process.env[name] ?? otherwise;

/**
 * Readings by MQTT (QoS 1, batches of 100) from another process into a durable PostgreSQL, rules
 * on: readings a second, from publishing to a stored alarm, processor time and bytes a reading,
 * memory on the way; beside it the same rows by a plain binary COPY, and two flows of Node-RED.
 * SCALE 1: 600,000 readings a second, 100,000 tags. --seconds N (60),
 * --encoding rows|columns|compact, --node-red, --node-red-in DIR (ZHIBEN_BENCH_SECONDS,
 * ZHIBEN_BENCH_ENCODING, ZHIBEN_BENCH_NODE_RED).
 */
export async function liveBench(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-bench-'));
  try {
    const db = await openDatabase({ dataDir: join(folder, 'data'), onMessage: () => undefined });
    try {
      await upToDate(db);
      const load: Offered = {
        ...{ gateways: GATEWAYS, tags: TAGS, key: KEY, rate: 600_000 * scale },
        seconds: Number(env('ZHIBEN_BENCH_SECONDS', '60')),
        encoding: env('ZHIBEN_BENCH_ENCODING', 'rows') as Load['encoding'],
      };
      await fillLog(db);
      const run = await measured(db, load);
      const lines = await report(db, load, run);
      const rate = run.loaded.acknowledged / run.seconds;
      return [...lines, ...(await besideFlows(db, folder, load.seconds, rate))];
    } finally {
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As after a city's first minutes under load: the files of the database's log are there. */
async function fillLog({ owner }: Database): Promise<void> {
  await owner.query(
    `select count(pg_logical_emit_message(false, 'bench', repeat('x', 1 << 20)))
      from generate_series(1, 2048)`,
  );
  await owner.query('checkpoint');
}

type Offered = Omit<Load, 'port'>;

interface Measured {
  readonly loaded: Loaded;
  readonly seconds: number;
  /** Seconds of processor time: intake with judging, the database. */
  readonly cpu: number;
  readonly postgres: number;
  /** ms from publishing to a stored alarm, sorted. */
  readonly delays: readonly number[];
  readonly memory: string;
  readonly loop: ReturnType<typeof monitorEventLoopDelay>;
  readonly whilePacking: ReturnType<typeof monitorEventLoopDelay>;
  readonly kept: { readonly readings: number; readonly bytes: number };
  readonly packed: { readonly seconds: number; readonly value: Packed };
}

type Packed = Awaited<ReturnType<Live['pack']>>;

async function measured(db: Database, offered: Offered): Promise<Measured> {
  const city = await LiveCity.open(cityOptions(db));
  await fillPlant(db);
  const delays: number[] = [];
  const onFault = (error: unknown): void =>
    void process.stderr.write(`${(error as Error).stack}\n`);
  // As in the server, which looks at its alarms before readings come in.
  const alarms = Alarms.of(city);
  await alarms.look(onFault);
  const live = await Live.open({
    city,
    clock: () => Date.now() as Moment,
    onSignals: async (signals) => {
      await alarms.take(signals);
      const now = Date.now();
      for (const { state, at } of signals) if (state === 'raised') delays.push(now - at);
    },
    onFault,
  });
  if (!live) throw new Error('somebody else listens');
  live.start();
  const mqtt = await serveMqtt<SignedIn>({
    ...{ port: 0, host: '127.0.0.1', onFault },
    authenticate: async ({ username, password }) => live.config.signIn(username, password),
    take: (who, topic, payload) => takeMessage(live, who, topic, payload),
    full: () => live.intake.full,
    room: () => live.intake.room(),
  });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const cpu = process.cpuUsage();
  const before = await serverCpu(db.owner);
  const sampled = memoryAt([offered.seconds / 6, offered.seconds / 2, offered.seconds]);
  const loading = await timed(() => loadedBy({ ...offered, port: mqtt.port }));
  const { user, system } = process.cpuUsage(cpu);
  loop.disable();
  const postgres = (await serverCpu(db.owner)) - before;
  await live.handed();
  const kept = await keptRows(db);
  const whilePacking = monitorEventLoopDelay({ resolution: 1 });
  whilePacking.enable();
  const packed = await timed(() => live.pack(true));
  whilePacking.disable();
  await mqtt.close();
  await live.close();
  return {
    ...{ loaded: loading.value, seconds: loading.seconds, cpu: (user + system) / 1e6, postgres },
    ...{ delays: delays.sort((a, b) => a - b), memory: sampled() },
    ...{ loop, whilePacking, kept, packed },
  };
}

/** Resident memory of this process, noted at these seconds from now. */
function memoryAt(seconds: readonly number[]): () => string {
  const noted: string[] = [];
  const timers = seconds.map((at) =>
    setTimeout(() => {
      const mib = Math.round(process.memoryUsage.rss() / 2 ** 20);
      noted.push(`${mib} MB at ${at.toFixed(0)} s`);
    }, 1000 * at),
  );
  return () => {
    for (const timer of timers) clearTimeout(timer);
    return noted.join(', ');
  };
}

async function report(db: Database, load: Offered, run: Measured): Promise<string[]> {
  const { loaded, seconds, cpu, postgres, delays, memory, loop, whilePacking, kept, packed } = run;
  const held = (by: typeof loop): string => {
    const [p99, p999, most] = [by.percentile(99), by.percentile(99.9), by.max];
    const ms = (ns: number): string => `${(ns / 1e6).toFixed(0)} ms`;
    return `p99 ${ms(p99)}, p99.9 ${ms(p999)}, most ${ms(most)}`;
  };
  const copied = await timed(() => plainCopy(db, 3_000_000));
  const rate = loaded.acknowledged / seconds;
  const rank = (share: number): number => delays[Math.floor(share * delays.length)] ?? Number.NaN;
  const million = (value: number): string => ((value * 1e6) / loaded.acknowledged).toFixed(2);
  const plain = 3_000_000 / copied.seconds;
  return [
    `machine: ${await machine(db.owner)}, load ${loadavg()[0]?.toFixed(1)}`,
    `offered ${load.rate} readings/s for ${load.seconds} s, ${load.encoding}, ${GATEWAYS * TAGS} tags`,
    `acknowledged ${Math.round(rate)} readings/s (${loaded.acknowledged} in all, ${kept.readings} stored)`,
    `  acknowledged after: p50 ${loaded.p50.toFixed(1)} ms, p99 ${loaded.p99.toFixed(1)} ms`,
    `alarm stored after publishing: p50 ${rank(0.5)} ms, p99 ${rank(0.99)} ms (${delays.length})`,
    `event loop held up: ${held(loop)}; while packing: ${held(whilePacking)}`,
    `processor seconds a million readings: intake ${million(cpu)}, PostgreSQL ${million(postgres)}, loader ${million(loaded.cpu)}`,
    `journal: ${(kept.bytes / kept.readings).toFixed(1)} bytes a reading`,
    `packed: ${(packed.value.bytes / packed.value.readings).toFixed(2)} bytes a reading, ${Math.round(packed.value.readings / packed.seconds)} readings/s`,
    `plain binary COPY of such rows, no index: ${Math.round(plain)} rows/s (${(rate / plain).toFixed(2)} times that)`,
    `memory of this process while taking in: ${memory}; peak, with packing and COPY: ${peakMemory()} MB`,
  ];
}

/** Node-RED into the same database, as long; our rate beside it. */
async function besideFlows(
  db: Database,
  folder: string,
  seconds: number,
  rate: number,
): Promise<string[]> {
  const flows = await nodeRedBeside(db, folder, seconds);
  if (typeof flows === 'string') return [`Node-RED beside it: ${flows}`];
  const line = (name: string, value: number, goal: number): string =>
    `  ${name}: ${Math.round(value)} readings/s; ours ${(rate / value).toFixed(1)} times that (goal ${goal})`;
  return [
    `Node-RED ${flows.version} behind a Mosquitto, ${seconds} s each, as fast as it stores:`,
    line('the usual flow (split, switch, an insert a reading)', flows.usual, 80),
    line('tuned by hand (one function, one insert a batch)', flows.tuned, 2),
  ];
}

function loadedBy(load: Load): Promise<Loaded> {
  const child = fork(join(import.meta.dirname, 'live-loader.ts'), { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('message', (loaded: Loaded) => resolve(loaded));
    child.once('exit', (code) => code && reject(new Error(`the loader ended with ${code}`)));
    child.send(load);
  });
}

async function keptRows({ owner }: Database): Promise<{ readings: number; bytes: number }> {
  const { rows } = await owner.query<{ readings: number; bytes: number }>(
    `select sum(octet_length(readings) / 21)::double precision as readings,
      (select sum(pg_total_relation_size(inhrelid)) from pg_inherits
        where inhparent = 'live.journal'::regclass)::double precision as bytes
    from live.journal`,
  );
  return rows[0] ?? { readings: Number.NaN, bytes: Number.NaN };
}

/** The ceiling: the same readings as rows, no index, no rules, no acknowledgement by batch. */
async function plainCopy({ owner }: Database, count: number): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query(
      'create table public.plain (tag integer, at timestamptz, value double precision, q smallint)',
    );
    function* rows(): Generator<Uint8Array> {
      const out = new BinaryRows();
      for (let n = 0; n < count; n += 1) {
        out.row(4);
        out.int4(n % 100_000);
        out.moment((1_764_000_000_000 + n) as Moment);
        out.double(n / 100);
        out.int2(0);
        if (out.full) yield out.take();
      }
      yield out.end();
    }
    await copyInto(client, 'copy public.plain from stdin (format binary)', rows());
  } finally {
    client.release();
  }
}
