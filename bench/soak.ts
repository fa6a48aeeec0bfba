import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { upToDate } from '../src/apps/cli/stores.ts';
import { cityOptions } from '../src/apps/server/demo-city.ts';
import { LiveCity } from '../src/modules/identity/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { fillPlant, GATEWAYS, KEY, TAGS } from './live-plant.ts';
import { machine } from './machine.ts';
import { mosquittoServer } from './mosquitto.ts';
import { SoakDatabase } from './soak-database.ts';
import type { SoakLoad, SoakSaid } from './soak-loader.ts';
import { SoakServer } from './soak-server-process.ts';
import { type Faults, missing } from './soak-verdict.ts';

const HALF = 300_000;
/** Gateways that send to the broker elsewhere, where there is one. */
const ELSEWHERE = 10;
const KILLS = 3;

interface Event {
  /** When, as a share of the time. */
  readonly at: number;
  readonly what: string;
  readonly happen: () => Promise<void>;
}

/**
 * Readings by MQTT (QoS 1) at half load for so many minutes, from another process into a durable
 * PostgreSQL, while the database and a broker are started anew and the server is killed (kill -9)
 * three times. Afterwards: is everything acknowledged stored, each once, and is each crossing of a
 * limit one alarm? Anything else ends it with exit code 1. ZHIBEN_BENCH_RATE (300000) readings a
 * second.
 */
export async function soakBench(minutes: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-soak-'));
  const ends: (() => Promise<void> | void)[] = [
    () => rmSync(folder, { recursive: true, force: true }),
  ];
  try {
    return await soaked(folder, 60 * minutes, ends);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function soaked(
  folder: string,
  seconds: number,
  ends: (() => Promise<void> | void)[],
): Promise<string[]> {
  const database = await SoakDatabase.start(folder);
  ends.push(() => database.stop());
  const db = await openDatabase({ databaseUrl: database.url, dataDir: '' });
  ends.push(() => db.close());
  await upToDate(db);
  await (await LiveCity.open(cityOptions(db))).settled();
  await fillPlant(db);
  const broker = await mosquittoServer(folder);
  if (broker) ends.push(() => broker.stop());
  const server = new SoakServer(folder, database.url, broker?.url ?? '');
  ends.push(() => server.kill());
  await server.start();
  const rate = Number(process.env.ZHIBEN_BENCH_RATE ?? HALF);
  const load: SoakLoad = {
    ...{ port: server.mqttPort, gateways: GATEWAYS, tags: TAGS, key: KEY, rate, seconds },
    ...{ encoding: 'rows', file: join(folder, 'acknowledged') },
    ...{ elsewhere: broker ? ELSEWHERE : 0, brokerPort: broker?.port ?? 0 },
  };
  const events: Event[] = [
    { at: 0.2, what: 'kill -9', happen: () => server.killed() },
    { at: 0.35, what: 'the database is started anew', happen: () => database.restart() },
    { at: 0.5, what: 'kill -9', happen: () => server.killed() },
    {
      at: 0.65,
      what: broker ? 'Mosquitto is started anew' : 'no Mosquitto here: kill -9 of our own broker',
      happen: () => (broker ? broker.restart() : server.killed()),
    },
    { at: 0.8, what: 'kill -9', happen: () => server.killed() },
  ];
  const told: string[] = [];
  const began = performance.now();
  const memory: string[] = [];
  const sampling = setInterval(() => memory.push(server.memory()), (1000 * seconds) / 20);
  const said = await loaded(load, events, (text) => {
    told.push(text);
    process.stderr.write(`${text}\n`);
  });
  clearInterval(sampling);
  const took = (performance.now() - began) / 1000;
  const faults = await missing(db, load, said);
  await server.stop();
  return report(await machine(db.owner), {
    load,
    took,
    told,
    said,
    faults,
    memory: memory.join(', '),
  });
}

function report(
  on: string,
  run: {
    readonly load: SoakLoad;
    readonly took: number;
    readonly told: readonly string[];
    readonly said: SoakSaid;
    readonly faults: Faults;
    readonly memory: string;
  },
): string[] {
  const { load, took, said, faults, memory } = run;
  const wrong = Object.values(faults.wrong).some((count) => count !== 0);
  if (wrong) process.exitCode = 1;
  return [
    `machine: ${on}`,
    `offered ${load.rate} JSON readings/s for ${load.seconds} s, ${GATEWAYS * TAGS} tags, ${KILLS} kills;`,
    `  ${load.elsewhere} of ${GATEWAYS} gateways by a Mosquitto`,
    ...run.told.map((text) => `  ${text}`),
    `acknowledged ${said.acknowledged} readings in ${said.batches} batches in ${took.toFixed(0)} s (${Math.round(said.acknowledged / took)}/s), connections made anew ${said.reconnected}`,
    `stored ${faults.stored} readings; crossings ${said.episodes.length}, alarms ${faults.alarms}`,
    ...Object.entries(faults.wrong).map(([name, count]) => `  ${name}: ${count}`),
    `other alarms: ${faults.others === '' ? 'none' : faults.others}`,
    `memory of the server in MB, twenty times on the way: ${memory}`,
    wrong ? 'FAILED' : 'nothing acknowledged is lost, no alarm lost or doubled',
  ];
}

/** Runs the load, lets happen what is to happen, and waits until all is acknowledged. */
async function loaded(
  load: SoakLoad,
  events: readonly Event[],
  say: (text: string) => void,
): Promise<SoakSaid> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'soak-loader.ts'), {
    stdio: 'inherit',
  });
  const done = new Promise<SoakSaid>((resolve, reject) => {
    child.once('message', (said: SoakSaid) => resolve(said));
    child.once('exit', (code) => code && reject(new Error(`the loader ended with ${code}`)));
  });
  done.catch(() => undefined);
  child.send(load);
  const began = performance.now();
  const since = (): number => (performance.now() - began) / 1000;
  try {
    for (const { at, what, happen } of events) {
      await pause(Math.max(0, 1000 * (at * load.seconds - since())));
      const from = since();
      await happen();
      say(`${from.toFixed(1)} s: ${what}, ready again after ${(since() - from).toFixed(1)} s`);
    }
    await pause(Math.max(0, 1000 * (load.seconds - since())));
    child.send('stop');
    return await done;
  } catch (error) {
    child.kill();
    throw error;
  }
}
