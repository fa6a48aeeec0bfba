import mqtt from 'mqtt';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import type { Moment } from '../src/kernel/calendar.ts';
import { CONFIGURED, Live, PARTS, type Signal, setGatewayKey } from '../src/modules/live/index.ts';
import { partOf } from '../src/modules/live/rules/journal-parts.ts';
import { readingsOf } from '../src/modules/live/rules/readings.ts';
import { type BatchStream, openStream } from '../src/platform/stream/index.ts';
import { urlOf } from './support/database.ts';
import { KEY, type LiveWorld, liveWorld } from './support/live.ts';
import { isNatsThere, natsCluster } from './support/nats-cluster.ts';
import { type RunningScript, runScript } from './support/scratch.ts';

const PATIENT = { timeout: 120_000, interval: 50 };
const STEP_MS = 10;
/** Of each gateway on their way at once. */
const AT_ONCE = 2;
/** Every tenth batch is over the limit, the next one below. */
const EVERY = 10;
const base = Date.now() - 3_600_000;

/** A gateway in each part of the journal. */
const gateways = Array.from({ length: PARTS }, (_, part) => {
  const id = Array.from({ length: 100 }, (_, n) => `S${n}`).find((name) => partOf(name) === part);
  return id ?? '';
});

const factsOf = (id: string): object[] => [
  { type: 'gateway', record: id, set: { name: id, enterprise: 'E1', heartbeatSeconds: 3600 } },
  {
    ...{ type: 'tag', record: `${id}-T` },
    set: {
      ...{ name: 'T', code: 'T', gateway: id, facility: 'TK1', quantity: 'temperature' },
      ...{ unit: '℃', high: 60, onDelay: 0, deadband: 1 },
    },
  },
];

async function processes(world: LiveWorld, servers: string) {
  const { rows } = await world.db.owner.query<{ name: string }>(
    'select current_database() as name',
  );
  const env = {
    DATABASE_URL: urlOf(inject('server').owner, rows[0]?.name ?? ''),
    ZHIBEN_NATS: servers,
  };
  return (...args: string[]): RunningScript => runScript('src/apps/cli/main.ts', args, { env });
}

/** Resolves with what a process says that matches. */
function said({ process: child, messages }: RunningScript, what: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    messages.then((all) => reject(new Error(`it ended: ${all}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [, found] = what.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
}

/** Batches of one gateway in order, several on their way; `stopped` ends it. */
async function send(port: number, id: string, acknowledged: number[], stopped: () => boolean) {
  const options = { username: id, password: KEY, clientId: id, reconnectPeriod: 0 };
  const connecting = () => mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, options);
  // Its key was given a moment ago, in another process.
  const client = await vi.waitFor(connecting, PATIENT);
  onTestFinished(() => void client.end(true));
  let begun = 0;
  const one = async (): Promise<void> => {
    while (!stopped()) {
      const n = begun;
      begun += 1;
      const value = n % EVERY === 5 ? 70 : 20;
      const batch = { t: base + STEP_MS * n, rows: [['T', 0, value]] };
      await client.publishAsync(`zhiben/v1/E1/${id}/readings`, JSON.stringify(batch), { qos: 1 });
      acknowledged.push(n);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return begun;
}

/** How often each batch of a gateway lies in the journal. */
async function journal({ db }: LiveWorld, id: string): Promise<number[]> {
  const { rows } = await db.owner.query<{ readings: Buffer }>(
    `select readings from live.journal j join live.gateway_number n on n.no = j.gateway
      where n.gateway = $1 order by seq`,
    [id],
  );
  return rows.flatMap(({ readings }) =>
    [...readingsOf(readings).times].map((time) => Math.round((time - base) / STEP_MS)),
  );
}

const alarms = async ({ db }: LiveWorld, id: string) => {
  const { rows } = await db.owner.query<{ raised: string; ended: string | null }>(
    `select extract(epoch from raised_at) * 1000 as raised,
      extract(epoch from ended_at) * 1000 as ended
      from alarms.alarm where source = $1 and rule = 'high' order by 1`,
    [`tag/${id}-T`],
  );
  return rows.map(({ raised, ended }) => [Number(raised), Number(ended)]);
};

/** Ends the connection by which the first part is written: its turn is over, another begins. */
async function cutWriter({ db }: LiveWorld): Promise<number | null> {
  const { rowCount } = await db.owner.query(
    `select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and objsubid = 1 and classid = 0 and objid = $1 and granted
        and database = (select oid from pg_database where datname = current_database())`,
    [0x6c_69_76_65],
  );
  return rowCount;
}

/** The process that answers people: it follows the others. */
async function follower({ city }: LiveWorld, stream: BatchStream) {
  const signals: Signal[] = [];
  const live = await Live.open({
    ...{ city, clock: () => Date.now() as Moment, following: true },
    onSignals: async (said) => void signals.push(...said),
    onFault: (error) => {
      throw error;
    },
    onConfigured: () => stream.tell(CONFIGURED),
  });
  if (!live) throw new Error('another process follows');
  onTestFinished(() => live.close());
  live.start();
  return { live, signals };
}

// Nothing in it asks what versions of PostgreSQL may answer differently: once is enough.
const once = isNatsThere() && !process.env.TEST_DATABASE_URL;

test.runIf(once)(
  '(skipped without nats-server, and by URL) intake and evaluation in processes of their own: a NATS server and an evaluator die under load, what was acknowledged is stored and told once',
  async () => {
    const [cluster, world] = await Promise.all([natsCluster(), liveWorld()]);
    onTestFinished(() => cluster.close());
    await world.state(gateways.flatMap(factsOf));
    const stream = await openStream({ servers: cluster.servers, parts: PARTS });
    onTestFinished(() => stream.close());
    const start = await processes(world, cluster.servers);
    const [first, second] = [start('evaluate'), start('evaluate')];
    const intake = start('intake', '--port', '0', '--mqtt-port', '0');
    const shared = Promise.all([first, second].map((each) => said(each, / (\d \d)\n/)));
    const { live, signals } = await follower(world, stream);
    const port = Number(await said(intake, /mqtt:\/\/127\.0\.0\.1:(\d+)/));
    for (const id of gateways) {
      await setGatewayKey(world.db.owner, id, KEY, { by: 'test', at: Date.now() as Moment });
    }
    live.reload();
    const acknowledged = gateways.map((): number[] => []);
    let over = false;
    const sending = gateways.map((id, at) => send(port, id, acknowledged[at] ?? [], () => over));
    const fewest = (): number => Math.min(...acknowledged.map(({ length }) => length));
    await shared;
    await expect.poll(fewest, PATIENT).toBeGreaterThan(30);
    const whole = said(second, / (0 1 2 3)\n/);
    const { leader } = await stream.state(0);
    await Promise.all([cluster.kill(leader), first.kill(), whole]);
    expect(await cutWriter(world)).toBe(1);
    const then = fewest();
    await expect.poll(fewest, PATIENT).toBeGreaterThan(then + 30);
    over = true;
    const begun = await Promise.all(sending);
    for (const [at, id] of gateways.entries()) {
      const all = Array.from({ length: begun[at] ?? 0 }, (_, n) => n);
      expect(acknowledged[at]?.length).toBe(all.length);
      await expect.poll(() => journal(world, id), PATIENT).toHaveLength(all.length);
      expect(await journal(world, id)).toEqual(all);
      const over = all.filter((n) => n % EVERY === 5 && n + 1 < all.length);
      const expected = over.map((n) => [base + STEP_MS * n, base + STEP_MS * (n + 1)]);
      await expect
        .poll(async () => (await alarms(world, id)).slice(0, over.length), PATIENT)
        .toEqual(expected);
      const tag = live.config.tagOf(`${id}-T`)?.no ?? 0;
      const newest = (): number | undefined => live.monitor.states.lastTime[tag];
      await expect.poll(newest, PATIENT).toBe(base + STEP_MS * (all.length - 1));
    }
    // What it follows was told by those who judged it.
    expect(signals).toEqual([]);
  },
  180_000,
);
