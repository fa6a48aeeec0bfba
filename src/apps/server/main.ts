import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Alarms, type Delivery } from '../../modules/alarms/index.ts';
import { AssignmentFollower } from '../../modules/assignments/index.ts';
import { keepFormTime } from '../../modules/burden/index.ts';
import { UnnamedFiles } from '../../modules/files/index.ts';
import { hazardSteps } from '../../modules/hazards/index.ts';
import type { Caller, LiveCity } from '../../modules/identity/index.ts';
import {
  authenticate,
  heldBack,
  openIdentity,
  standingOf,
  WriteKeys,
} from '../../modules/identity/index.ts';
import { countFacts } from '../../modules/ledger/index.ts';
import { stateOutstanding } from '../../modules/letters/index.ts';
import type { CityFigures } from '../../modules/overview/index.ts';
import { DayAhead, overviewOf } from '../../modules/overview/index.ts';
import { SearchIndex } from '../../modules/registry/index.ts';
import { reportsPages } from '../../modules/reports/index.ts';
import { SheetImports } from '../../modules/sheets/index.ts';
import { Tasks } from '../../modules/tasks/index.ts';
import { Warnings } from '../../modules/warning/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Route } from '../../platform/http/index.ts';
import { serveHttp } from '../../platform/http/index.ts';
import { message } from '../cli/usage.ts';
import { brokersOf } from './brokers.ts';
import { deliveryOf } from './delivery.ts';
import { LiveDoors } from './live-doors.ts';
import { identityOf, noteRefused, showDemoAccounts } from './people.ts';
import { allRoutes, figuresOf, overviewDeps } from './routes.ts';
import { RunningCity } from './running-city.ts';
import { videoPlatformOf } from './video.ts';

export interface ServeOptions {
  readonly port: number;
  /** Where gateways send by MQTT; null: the usual port, if it is free. */
  readonly mqttPort: number | null;
  readonly demo: boolean;
  /** Where the key of sealed secrets and the password of the demo's accounts are kept. */
  readonly dataDir: string;
  readonly stopped: Promise<void>;
}

const VERSION = '0.1.0';
/** The built browser application (tools/build-web.mjs). */
const PAGES = resolve(import.meta.dirname, '..', '..', '..', 'dist', 'web');

/** Runs the server until `stopped` resolves. The port is open while the city is made ready. */
export async function serve(db: Database, options: ServeOptions): Promise<void> {
  const running = new RunningCity(db);
  const city = () => running.city;
  const figures = figuresOf(city);
  const doors = new LiveDoors(onFault, brokersOf(options.dataDir));
  const delivery = deliveryOf(options.dataDir);
  const identity = identityOf(db, options.dataDir, () => running.ready);
  let stopping = false;
  const followers: { stop(): Promise<void> }[] = [];
  const stopped = options.stopped.then(() => {
    stopping = true;
    return running.stop();
  });
  const http = await serveHttp<Caller>({
    port: options.port,
    version: VERSION,
    routes: allRoutes({
      status: () => running.status(),
      city,
      ...{ figures, identity },
      ...{ live: () => doors.live, stage: () => doors.stage, videoPlatform: videoPlatformOf() },
      onFault,
    }),
    plain: probes(running),
    raw: [doors.route],
    forms: reportsPages({ city, box: () => identity.box, ready: () => running.ready }),
    pages: existsSync(join(PAGES, 'index.html')) ? PAGES : null,
    authenticate: (request) => authenticate(identity, request),
    heldBack,
    rolesOf: ({ roles }) => roles,
    nameOf: ({ user }) => user,
    keys: new WriteKeys(db.owner),
    ready: () => running.ready,
    onRefused: (refused) => noteRefused(identity, refused),
    onFault,
    onForm: (sent) => keepFormTime(city(), sent),
  });
  try {
    const address = `http://127.0.0.1:${http.port}/`;
    await running.open({ demo: options.demo });
    if (stopping) return;
    await SearchIndex.of(running.city).settled();
    await SheetImports.of(running.city).resume({
      onFault: (error) => onFault(error, 'sheets'),
      standingOf: (account) => standingOf(identity, account),
    });
    followers.push(...startFollowers(running.city, delivery, figures));
    const listens = await doors.open(running.city, {
      ...{ mqttPort: options.mqttPort, demo: running.demo },
    });
    await stateOutstanding(running.city).catch(toldOf);
    tellStarted(address, await countFacts(db.app), listens);
    await openIdentity(identity);
    if (running.demo) await showDemoAccounts(identity, options.dataDir);
    await stopped;
  } finally {
    await doors.close();
    for (const follower of followers) await follower.stop();
    await running.stop();
    await http.close();
  }
}

/** What looks after facts by itself, until it is stopped. */
function startFollowers(
  city: LiveCity,
  delivery: Delivery,
  figures: () => CityFigures,
): { stop(): Promise<void> }[] {
  const tasks = Tasks.of(city);
  tasks.board.use(hazardSteps(city));
  Alarms.of(city).tellBy(delivery);
  const followers = [
    tasks.board,
    new AssignmentFollower(city),
    Alarms.of(city),
    Warnings.of(city),
    new UnnamedFiles(city),
    new DayAhead(city, overviewOf(overviewDeps(() => city, figures))),
  ];
  for (const follower of followers) follower.start(toldOf);
  return followers;
}

function tellStarted(address: string, facts: number, listens: string): void {
  message(`治本已启动 Zhiben runs: ${address} (${facts} facts)`);
  message(listens);
  message('按 Ctrl-C 停止 (stop with Ctrl-C)');
  message('导入事实 (import facts): npx zhiben facts import FILE.ndjson');
}

const onFault = (error: unknown, where: string): void =>
  message(`${where}: ${(error as Error).stack}`);

const toldOf = (error: unknown): void =>
  message(
    `待办、函件、报警或指标更新失败 (to-dos, letters, alarms, figures): ${(error as Error).message}`,
  );

function probes(running: RunningCity): Route[] {
  const type = 'text/plain; charset=utf-8' as const;
  return [
    { path: '/healthz', type, answer: async () => ({ status: 200, body: 'ok' }) },
    {
      path: '/readyz',
      type,
      answer: async () =>
        running.ready ? { status: 200, body: 'ready' } : { status: 503, body: 'loading' },
    },
  ];
}
