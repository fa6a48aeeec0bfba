import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../src/platform/db/index.ts';
import { freePort, type MosquittoServer, mosquittoServer } from './mosquitto.ts';
import { flowOf, settingsOf } from './node-red-flows.ts';
import type { FlowLoad } from './node-red-loader.ts';

export interface FlowRates {
  /** Readings a second. */
  readonly usual: number;
  readonly tuned: number;
  readonly version: string;
}

const READY_MS = 60_000;
/** Batches on their way to a flow at most: it never has to hold more than it can work off. */
const AHEAD = { usual: 100, tuned: 400 };

/**
 * The tool that a user would pick instead: Node-RED behind a Mosquitto, into the same durable
 * PostgreSQL, by the usual flow (split, switch, an insert a reading) and one tuned by hand (a
 * function, an insert of many rows a batch). Node-RED is no dependency of ours: it is installed
 * into a folder of its own, or taken from the one that ZHIBEN_BENCH_NODE_RED names. A text: why it
 * was not run.
 */
export async function nodeRedBeside(
  db: Database,
  folder: string,
  seconds: number,
): Promise<FlowRates | string> {
  const asked = process.env.ZHIBEN_BENCH_NODE_RED;
  if (!asked) return 'not asked for (--node-red installs it into a folder of its own)';
  const home = asked === 'install' ? installed(folder) : resolve(asked);
  if (home === null) return 'it could not be installed (npm install node-red failed)';
  const program = join(home, 'node_modules', 'node-red');
  if (!existsSync(join(program, 'red.js'))) return `there is no Node-RED in ${home}`;
  const broker = await mosquittoServer(folder);
  if (!broker) return 'there is no Mosquitto on this machine to send by';
  try {
    await db.owner.query(
      `create table public.flow_reading
         (tag integer, at timestamptz, value double precision, q smallint);
       create table public.flow_alarm (tag integer, at timestamptz, value double precision)`,
    );
    const rate = (flow: 'usual' | 'tuned') =>
      rateOf({ db, folder, program, broker, flow, seconds });
    const usual = await rate('usual');
    const tuned = await rate('tuned');
    const { version } = (await import(join(program, 'package.json'), { with: { type: 'json' } }))
      .default as { version: string };
    return { usual, tuned, version };
  } finally {
    await broker.stop();
  }
}

function installed(folder: string): string | null {
  const home = join(folder, 'node-red');
  mkdirSync(home);
  process.stderr.write(`npm install --prefix ${home} node-red (removed afterwards)\n`);
  try {
    const quiet = ['--no-audit', '--no-fund', '--omit=dev'];
    execFileSync('npm', ['install', '--prefix', home, ...quiet, 'node-red'], { stdio: 'ignore' });
    return home;
  } catch {
    return null;
  }
}

interface Run {
  readonly db: Database;
  readonly folder: string;
  readonly program: string;
  readonly broker: MosquittoServer;
  readonly flow: 'usual' | 'tuned';
  readonly seconds: number;
}

/** Readings a second that the flow stores, given as many as it takes. */
async function rateOf({ db, folder, program, broker, flow, seconds }: Run): Promise<number> {
  const own = join(folder, `node-red-${flow}`);
  mkdirSync(own);
  const port = await freePort();
  const { host, database, user, password } = db.owner.options;
  writeFileSync(join(own, 'settings.js'), settingsOf(port, { host, database, user, password }));
  writeFileSync(join(own, 'flows.json'), JSON.stringify(flowOf(flow, broker.port)));
  const settings = ['-u', own, '-s', join(own, 'settings.js')];
  const child = spawn(process.execPath, [join(program, 'red.js'), ...settings], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  try {
    const count = `http://127.0.0.1:${port}/count`;
    await answering(count, () => child.exitCode !== null);
    const load: FlowLoad = { port: broker.port, count, seconds, ahead: AHEAD[flow] };
    const loader = fork(join(import.meta.dirname, 'node-red-loader.ts'), { stdio: 'inherit' });
    const said = once(loader, 'message');
    loader.send(load);
    const [rate] = (await said) as [number];
    return rate;
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}

async function answering(url: string, ended: () => boolean): Promise<void> {
  for (const until = performance.now() + READY_MS; performance.now() < until; await pause(100)) {
    if (ended()) break;
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
  }
  throw new Error('Node-RED does not come up');
}
