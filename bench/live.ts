import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upToDate } from '../src/apps/cli/stores.ts';
import { cityOptions } from '../src/apps/server/demo-city.ts';
import type { Moment } from '../src/kernel/calendar.ts';
import { Alarms } from '../src/modules/alarms/index.ts';
import { LiveCity } from '../src/modules/identity/index.ts';
import { type Gateway, Live, takeMessage } from '../src/modules/live/index.ts';
import { BinaryRows, copyInto, type Database, openDatabase } from '../src/platform/db/index.ts';
import { serveMqtt } from '../src/platform/mqtt/index.ts';
import type { Load, Loaded } from './live-loader.ts';
import { fillPlant, GATEWAYS, KEY, TAGS } from './live-plant.ts';
import { machine, peakMemory, serverCpu, timed } from './machine.ts';

const env = (name: string, otherwise: string): string => process.env[name] ?? otherwise;

/**
 * Readings by MQTT (QoS 1, batches of 100) from another process into a durable PostgreSQL, rules
 * on: readings a second, from publishing to a stored alarm, processor time and bytes a reading;
 * beside it the same rows by a plain binary COPY. SCALE 1: 600,000 readings a second, 100,000 tags.
 * ZHIBEN_BENCH_SECONDS (60), ZHIBEN_BENCH_ENCODING (rows, columns, compact).
 */
export async function liveBench(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-bench-'));
  try {
    const db = await openDatabase({ dataDir: join(folder, 'data'), onMessage: () => undefined });
    try {
      await upToDate(db);
      return await measured(db, scale);
    } finally {
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(db: Database, scale: number): Promise<string[]> {
  const city = await LiveCity.open(cityOptions(db));
  await fillPlant(db);
  const delays: number[] = [];
  const live = await Live.open({
    city,
    clock: () => Date.now() as Moment,
    onSignals: async (signals) => {
      await Alarms.of(city).take(signals);
      const now = Date.now();
      for (const { state, at } of signals) if (state === 'raised') delays.push(now - at);
    },
    onFault: (error) => process.stderr.write(`${(error as Error).stack}\n`),
  });
  if (!live) throw new Error('somebody else listens');
  live.start();
  const mqtt = await serveMqtt<Gateway>({
    ...{ port: 0, host: '127.0.0.1' },
    authenticate: async ({ username, password }) => live.config.admit(username, password),
    take: (gateway, topic, payload) => takeMessage(live, gateway, topic, payload),
    full: () => live.intake.full,
    room: () => live.intake.room(),
    onFault: (error) => process.stderr.write(`${(error as Error).stack}\n`),
  });
  const load: Load = {
    ...{ port: mqtt.port, gateways: GATEWAYS, tags: TAGS, key: KEY, rate: 600_000 * scale },
    seconds: Number(env('ZHIBEN_BENCH_SECONDS', '60')),
    encoding: env('ZHIBEN_BENCH_ENCODING', 'rows') as Load['encoding'],
  };
  const cpu = process.cpuUsage();
  const postgres = await serverCpu(db.owner);
  const began = performance.now();
  const loaded = await loading(load);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const stored = (await serverCpu(db.owner)) - postgres;
  await live.handed();
  const kept = await keptRows(db);
  const packed = await timed(() => live.pack(true));
  const copied = await timed(() => plainCopy(db, 3_000_000));
  await mqtt.close();
  await live.close();
  const rate = loaded.acknowledged / seconds;
  const sorted = delays.sort((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
  const million = (value: number): string => ((value * 1e6) / loaded.acknowledged).toFixed(2);
  const plain = 3_000_000 / copied.seconds;
  return [
    `machine: ${await machine(db.owner)}`,
    `offered ${load.rate} readings/s for ${load.seconds} s, ${load.encoding}, ${GATEWAYS * TAGS} tags`,
    `acknowledged ${Math.round(rate)} readings/s (${loaded.acknowledged} in all, ${kept.readings} stored)`,
    `  acknowledged after: p50 ${loaded.p50.toFixed(1)} ms, p99 ${loaded.p99.toFixed(1)} ms`,
    `alarm stored after publishing: p50 ${rank(0.5)} ms, p99 ${rank(0.99)} ms (${sorted.length})`,
    `processor seconds a million readings: intake ${million((user + system) / 1e6)}, PostgreSQL ${million(stored)}, loader ${million(loaded.cpu)}`,
    `journal: ${(kept.bytes / kept.readings).toFixed(1)} bytes a reading`,
    `packed: ${(packed.value.bytes / packed.value.readings).toFixed(2)} bytes a reading, ${Math.round(packed.value.readings / packed.seconds)} readings/s`,
    `plain binary COPY of such rows, no index: ${Math.round(plain)} rows/s (${(rate / plain).toFixed(2)} times that)`,
    `peak memory of this process: ${peakMemory()} MB`,
  ];
}

function loading(load: Load): Promise<Loaded> {
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
