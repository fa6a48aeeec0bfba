import { existsSync } from 'node:fs';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import { type BrokerConfig, followBroker } from '../src/apps/server/brokers.ts';
import type { Moment } from '../src/kernel/calendar.ts';
import type { Live } from '../src/modules/live/index.ts';
import { readingsOf } from '../src/modules/live/rules/readings.ts';
import { type LiveWorld, liveWorld } from './support/live.ts';
import { MOSQUITTO, type Mosquitto, mosquitto } from './support/mosquitto.ts';
import { read } from './support/sources.ts';

const TOPIC = 'zhiben/v1/E1/G1/readings';
const PATIENT = { timeout: 120_000, interval: 10 };
const users = { zhiben: 'ours', G1: 'one', G2: 'two' };
/** As printed, for the gateways of the test. */
const acl = (/```acl\n(.*?)```/s.exec(read('docs/operations.md'))?.[1] ?? '').replaceAll(
  'ENTERPRISE',
  'E1',
);
const withMosquitto = test.skipIf(!existsSync(MOSQUITTO));

/** Resolves when the link stands; what is said of it is kept. */
function follow(live: Live, broker: Mosquitto, more: Partial<BrokerConfig> = {}) {
  const said: string[] = [];
  const ours = { name: 'm', clientId: 'zhiben', username: 'zhiben', password: 'ours' };
  const followed = followBroker(
    live,
    { ...ours, url: broker.url, ...more },
    (text) => void said.push(text),
  );
  onTestFinished(() => followed.close());
  const up = (times = 1) =>
    expect
      .poll(() => said.filter((text) => text.includes('connected with')).length, PATIENT)
      .toBe(times);
  return { ...followed, said, up };
}

async function publisher({ url, folder }: Mosquitto, who: 'G1' | 'G2' = 'G1') {
  const ca = url.startsWith('mqtts') ? { ca: read(join(folder, 'ca.crt')) } : {};
  const client = await mqtt.connectAsync(url, {
    ...{ username: who, password: users[who], clientId: who, reconnectPeriod: 0, ...ca },
  });
  client.on('error', () => undefined);
  onTestFinished(() => void client.end(true));
  return client;
}

const batch = ({ now }: LiveWorld, ms: number): string =>
  JSON.stringify({ t: now, rows: [['LI-101', ms, 5]] });

/** Times of the readings stored, from the world's beginning. */
async function stored({ db, now }: LiveWorld, from = now): Promise<number[]> {
  const { rows } = await db.owner.query<{ readings: Buffer }>(
    'select readings from live.journal order by seq',
  );
  return rows.flatMap(({ readings }) => [...readingsOf(readings).times].map((time) => time - from));
}

withMosquitto(
  'a broker elsewhere is told that a message is taken once it is stored, and only then',
  async () => {
    const broker = await mosquitto({ acl, users });
    const world = await liveWorld();
    const live = await world.open();
    const first = follow(live, broker);
    await first.up();
    const client = await publisher(broker);
    const holder = await world.db.owner.connect();
    await holder.query('begin');
    await holder.query('lock table live.journal in access exclusive mode');
    for (const ms of [0, 1, 2]) await client.publishAsync(TOPIC, batch(world, ms), { qos: 1 });
    const waiting = async (): Promise<number | undefined> => {
      const { rows } = await world.db.web.query<{ n: number }>(
        `select count(*)::int n from pg_locks where not granted and relation = 'live.journal'::regclass`,
      );
      return rows[0]?.n;
    };
    await expect.poll(waiting, PATIENT).toBe(1);
    await expect
      .poll(() => broker.log().match(/Sending PUBLISH to zhiben/g)?.length, PATIENT)
      .toBe(3);
    expect(broker.log()).not.toContain('Received PUBACK from zhiben');
    // Whoever had it goes away before the commit: the broker keeps it for the next one.
    await first.close();
    expect(broker.log()).not.toContain('Received PUBACK from zhiben');
    await holder.query('commit');
    holder.release();
    await follow(live, broker).up();
    await expect
      .poll(() => broker.log().match(/Received PUBACK from zhiben/g)?.length, PATIENT)
      .toBe(3);
    expect((await stored(world)).sort()).toEqual([0, 1, 2]);
  },
);

withMosquitto(
  'its access list says whose a message is: nobody sends for another, nor listens',
  async () => {
    const broker = await mosquitto({ acl, users });
    const world = await liveWorld();
    const link = follow(await world.open(), broker);
    await link.up();
    // What the list denies, Mosquitto may answer by ending the connection.
    void (await publisher(broker, 'G2')).publishAsync(TOPIC, batch(world, 1), { qos: 1 });
    await expect.poll(() => broker.log(), PATIENT).toContain('Denied PUBLISH from G2');
    const other = await publisher(broker, 'G2');
    // Its own, but no gateway of ours.
    await other.publishAsync('zhiben/v1/E1/G2/readings', batch(world, 2), { qos: 1 });
    // A subscription may be granted there; nothing comes by it.
    let heard = 0;
    other.on('message', () => {
      heard += 1;
    });
    await other.subscribeAsync('zhiben/#', { qos: 1 }).catch(() => undefined);
    await (await publisher(broker)).publishAsync(TOPIC, batch(world, 3), { qos: 1 });
    await expect.poll(() => stored(world), PATIENT).toEqual([3]);
    expect(link.said.join()).toContain(
      'no gateway stands for the topic): zhiben/v1/E1/G2/readings',
    );
    expect(heard).toBe(0);
  },
);

withMosquitto(
  'by TLS, with the certificate of the authority that is named and no other',
  async () => {
    const broker = await mosquitto({ acl, users, tls: true });
    const world = await liveWorld();
    const live = await world.open();
    const stranger = follow(live, broker);
    await expect.poll(() => stranger.said.join(), PATIENT).toContain('is away');
    await stranger.close();
    expect(stranger.said.join()).not.toContain('connected with');
    await follow(live, broker, { ca: join(broker.folder, 'ca.crt') }).up();
    await (await publisher(broker)).publishAsync(TOPIC, batch(world, 1), { qos: 1 });
    await expect.poll(() => stored(world), PATIENT).toEqual([1]);
  },
);

withMosquitto(
  'a broker that is away is one incident; what it kept comes when it is back',
  async () => {
    const broker = await mosquitto({ acl, users });
    const world = await liveWorld();
    let live = await world.open();
    const begun = world.now;
    let link = follow(live, broker);
    await link.up();
    await (await publisher(broker)).publishAsync(TOPIC, batch(world, 0), { qos: 1 });
    await expect.poll(() => stored(world, begun), PATIENT).toEqual([0]);
    const after = async (minutes: number): Promise<string[]> => {
      world.now = (begun + 60_000 * minutes) as Moment;
      live.sweep();
      await live.handed();
      return world.said.splice(0).map(({ source, rule, state }) => `${source} ${rule} ${state}`);
    };
    await broker.stop();
    await expect.poll(() => link.said.join(), PATIENT).toContain('is away');
    expect(await after(0.5)).toEqual([]);
    expect(await after(2)).toEqual(['broker/m brokerLost raised']);
    // Gateway and tags would have been silent for long.
    expect(await after(60)).toEqual([]);
    // A start in between knows of it, and who comes by it.
    await link.close();
    await live.close();
    live = await world.open();
    link = follow(live, broker);
    expect(await after(90)).toEqual([]);
    await broker.start();
    await link.up();
    expect(await after(91)).toEqual(['broker/m brokerLost cleared']);
    await (await publisher(broker)).publishAsync(TOPIC, batch(world, 1), { qos: 1 });
    await expect.poll(async () => (await stored(world, begun)).length, PATIENT).toBe(2);
    expect(await after(92)).toEqual([]);
    // With the link up, silence is silence again.
    expect(await after(100)).toEqual(['gateway/G1 gatewayLost raised']);
  },
);
