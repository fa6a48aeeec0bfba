import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import { KEY, type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import { serveMqtt } from '../../platform/mqtt/index.ts';
import { type Live, takeMessage } from './index.ts';

const TOPIC = 'zhiben/v1/E1/G1/readings';

async function doorOf(live: Live): Promise<number> {
  const server = await serveMqtt({
    ...{ port: 0, host: '127.0.0.1' },
    authenticate: async ({ username, password }) => live.config.admit(username, password),
    take: (gateway: Parameters<typeof takeMessage>[1], topic, payload) =>
      takeMessage(live, gateway, topic, payload),
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

test('it is acknowledged after the commit: held back there, nothing is said of it', async () => {
  const world = await liveWorld();
  const client = clientOf(await doorOf(await world.open()));
  const holder = await world.db.owner.connect();
  await holder.query('begin');
  await holder.query('lock table live.journal in access exclusive mode');
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
      { timeout: 30_000 },
    )
    .toBe(1);
  expect(acknowledged).toBe(false);
  await holder.query('commit');
  holder.release();
  await sent;
  expect(await rowsOf(world)).toBe(1);
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
