import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import { KEY, type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { serveMqtt } from '../../platform/mqtt/index.ts';
import { type Live, type SignedIn, setGatewayKey, takeCall, takeMessage } from './index.ts';

const TOPIC = 'zhiben/v1/E1/G1/readings';

async function doorOf(live: Live, onTake: () => void = () => undefined): Promise<number> {
  const server = await serveMqtt({
    ...{ port: 0, host: '127.0.0.1' },
    authenticate: async ({ username, password }) => live.config.signIn(username, password),
    take: (who: SignedIn, topic, payload) => {
      onTake();
      return takeMessage(live, who, topic, payload);
    },
    full: () => live.intake.full,
    room: () => live.intake.room(),
    onFault: () => undefined,
  });
  onTestFinished(() => server.close());
  return server.port;
}

function clientOf(port: number, more: object = {}): mqtt.MqttClient {
  const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, {
    ...{ username: 'G1', password: KEY, reconnectPeriod: 0, clientId: 'g1', ...more },
  });
  client.on('error', () => undefined);
  onTestFinished(() => void client.end(true));
  return client;
}

const event = (client: mqtt.MqttClient, name: 'connect' | 'close' | 'error'): Promise<unknown> =>
  new Promise((resolve) => client.once(name as 'error', resolve));

const rowsOf = async ({ db }: LiveWorld): Promise<number> =>
  (await db.owner.query('select from live.journal')).rowCount ?? 0;

test.each([4, 5] as const)(
  'a client of MQTT version %i sends with each quality of service',
  async (protocolVersion) => {
    const world = await liveWorld();
    const port = await doorOf(await world.open());
    const client = clientOf(port, { protocolVersion });
    for (const qos of [0, 1, 2] as const) {
      const payload = JSON.stringify({ t: world.now, rows: [['LI-101', qos, 5]] });
      await client.publishAsync(TOPIC, payload, { qos });
    }
    await client.publishAsync(TOPIC, JSON.stringify({ t: world.now, rows: [['LI-101', 9, 5]] }), {
      qos: 1,
    });
    expect(await rowsOf(world)).toBe(4);
  },
);

/** Nothing is written to the journal until it is called. */
async function holdJournal({ db }: LiveWorld): Promise<() => Promise<void>> {
  const holder = await db.owner.connect();
  await holder.query('begin');
  await holder.query('lock table live.journal in access exclusive mode');
  let held = true;
  const release = async (): Promise<void> => {
    if (!held) return;
    held = false;
    await holder.query('commit');
    holder.release();
  };
  onTestFinished(release);
  return release;
}

test('it is acknowledged after the commit: held back there, nothing is said of it', async () => {
  const world = await liveWorld();
  const client = clientOf(await doorOf(await world.open()));
  const release = await holdJournal(world);
  let acknowledged = false;
  const sent = client
    .publishAsync(TOPIC, JSON.stringify({ t: world.now, rows: [['LI-101', 0, 5]] }), { qos: 1 })
    .then(() => {
      acknowledged = true;
    });
  // The writer waits for the lock: so it has the batch.
  await expect
    .poll(
      async () => {
        const { rows } = await world.db.web.query<{ n: number }>(
          `select count(*)::int n from pg_locks
            where not granted and relation = 'live.journal'::regclass`,
        );
        return rows[0]?.n;
      },
      { timeout: 120_000 },
    )
    .toBe(1);
  expect(acknowledged).toBe(false);
  await release();
  await sent;
  expect(await rowsOf(world)).toBe(1);
});

test.each([4, 5] as const)(
  'MQTT %i: with what may be on its way used up nobody is read from; all is stored in the end',
  async (protocolVersion) => {
    const world = await liveWorld();
    const live = await world.open({ mostUnderWay: 20_000 });
    let offered = 0;
    const port = await doorOf(live, () => {
      offered += 1;
    });
    const release = await holdJournal(world);
    // Each of them may have many on their way: together they send far more than may wait.
    const messages = 400;
    const clients = [1, 2, 3, 4].map((n) => clientOf(port, { protocolVersion, clientId: `g${n}` }));
    // What is given before it is connected goes out one by one.
    await Promise.all(clients.map((client) => event(client, 'connect')));
    const sent = Array.from({ length: messages }, (_, n) => {
      const rows = Array.from({ length: 100 }, (_, at) => ['LI-101', 100 * n + at, n + at / 7]);
      const payload = JSON.stringify({ t: world.now - 3_600_000, rows });
      return clients[n % clients.length]?.publishAsync(TOPIC, payload, { qos: 1 });
    });
    await expect.poll(() => live.intake.full, { timeout: 120_000 }).toBe(true);
    // A sender by HTTP is told when to come again, not kept waiting.
    const basic = `Basic ${Buffer.from(`G1:${KEY}`).toString('base64')}`;
    const call = await takeCall(live, basic, Buffer.from(JSON.stringify({ rows: [] })));
    expect(call).toEqual({ refusal: { code: 'too-many' }, retryAfter: 2 });
    // Whoever else comes is let in, and not read from either.
    await event(clientOf(port, { protocolVersion, clientId: 'late' }), 'connect');
    expect(live.intake.full).toBe(true);
    expect(offered).toBeLessThan(messages / 2);
    await release();
    await Promise.all(sent);
    expect(offered).toBe(messages);
    expect(await rowsOf(world)).toBe(messages);
  },
);

test.each([
  ['ended', null],
  ['replaced', 'another-key-of-gateway-one'],
] as const)('a key that is %s lets nobody go on who signed in by it', async (_, key) => {
  const world = await liveWorld();
  const live = await world.open();
  const port = await doorOf(live);
  const batch = (n: number): string => JSON.stringify({ t: world.now, rows: [['LI-101', n, 5]] });
  const client = clientOf(port, { protocolVersion: 5 });
  await client.publishAsync(TOPIC, batch(1), { qos: 1 });
  const at = (world.now + 1) as Moment;
  await setGatewayKey(world.db.owner, 'G1', key, { by: 'test', at });
  live.reload();
  await expect.poll(() => live.config.admit('G1', KEY), { timeout: 120_000 }).toBe(null);
  const closed = event(client, 'close');
  const sent = client.publishAsync(TOPIC, batch(2), { qos: 1 }).then(
    () => 'acknowledged',
    () => 'refused',
  );
  await closed;
  client.end(true);
  expect(await Promise.race([sent, 'nothing said'])).not.toBe('acknowledged');
  expect(await rowsOf(world)).toBe(1);
  if (!key) return;
  await clientOf(port, { password: key }).publishAsync(TOPIC, batch(2), { qos: 1 });
  expect(await rowsOf(world)).toBe(2);
});

test('no acknowledgement of what could not be written; what is sent again counts once', async () => {
  const world = await liveWorld();
  const port = await doorOf(await world.open());
  const payload = JSON.stringify({ t: world.now, rows: [['LI-101', 0, 5]] });
  await world.db.owner.query('revoke insert on live.journal from zhiben_app');
  const first = clientOf(port);
  await event(first, 'connect');
  const closed = event(first, 'close');
  const sent = first.publishAsync(TOPIC, payload, { qos: 1 }).then(
    () => 'acknowledged',
    () => 'refused',
  );
  await closed;
  first.end(true);
  expect(await Promise.race([sent, 'nothing said'])).not.toBe('acknowledged');
  await world.db.owner.query('grant insert on live.journal to zhiben_app');
  // The writer that failed may hold the journal for a moment still: senders try again.
  for (let taken = false; !taken; ) {
    const next = clientOf(port);
    const twice = next
      .publishAsync(TOPIC, payload, { qos: 1 })
      .then(() => next.publishAsync(TOPIC, payload, { qos: 1, dup: true }))
      .then(() => true);
    taken = await Promise.race([twice, event(next, 'close').then(() => false)]);
    next.end(true);
  }
  expect(await rowsOf(world)).toBe(1);
});

test.each([
  [4, 5],
  [5, 0x87],
] as const)('version %i: another key is refused', async (protocolVersion, code) => {
  const world = await liveWorld();
  const client = clientOf(await doorOf(await world.open()), { protocolVersion, password: 'no' });
  const error = await event(client, 'error');
  expect(error).toMatchObject({ code });
});

test('a gateway sends under its own name only, and listens to nothing', async () => {
  const world = await liveWorld();
  const client = clientOf(await doorOf(await world.open()), { protocolVersion: 5 });
  const batch = JSON.stringify({ rows: [['LI-101', 0, 5]] });
  const other = client.publishAsync('zhiben/v1/E1/G2/readings', batch, { qos: 1 });
  await expect(other).rejects.toMatchObject({ code: 0x87 });
  const granted = await client.subscribeAsync('zhiben/#').catch(() => 'refused');
  expect(granted).toBe('refused');
  const broken = client.publishAsync(TOPIC, '{"rows":', { qos: 1 });
  await expect(broken).rejects.toMatchObject({ code: 0x99 });
  expect(await rowsOf(world)).toBe(0);
});
