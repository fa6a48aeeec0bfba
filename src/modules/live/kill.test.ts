import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { KEY, liveDatabase } from '../../../tests/support/live.ts';
import { type LiveServer, liveServer } from '../../../tests/support/live-server.ts';
import { readingsOf } from './rules/readings.ts';

const kills = Math.min(Number(process.env.ZHIBEN_KILLS ?? 2), 5);
const AT_ONCE = 12;
const STEP_MS = 10;
const PATIENT = { timeout: 120_000, interval: 5 };
const base = Date.now() - 3_600_000;
const codes = ['LI-101', 'TI-102', 'GI-103'];

/** Batch n, the same bytes however often and by whichever way it is sent. */
const payloadOf = (n: number): string =>
  JSON.stringify({ t: base + STEP_MS * n, rows: codes.map((code) => [code, 0, n % 7]) });

/** What senders have to send: what was not acknowledged comes again first. */
class Load {
  readonly acknowledged = new Set<number>();
  readonly #again: number[] = [];
  begun = 0;
  ending = false;

  async by(send: (payload: string) => Promise<boolean>): Promise<void> {
    for (;;) {
      const n = this.#again.shift() ?? (this.ending ? null : this.begun++);
      if (n === null) return;
      if (await send(payloadOf(n))) this.acknowledged.add(n);
      else {
        this.#again.push(n);
        return;
      }
    }
  }
}

/** QoS 1 by MQTT and batches by HTTP, several at once each; resolves when the server is gone. */
async function sendTo(server: LiveServer, load: Load): Promise<void> {
  const options = { username: 'G1', password: KEY, reconnectPeriod: 0, clientId: 'g1' };
  const client = mqtt.connect(`mqtt://127.0.0.1:${server.mqttPort}`, options);
  client.on('error', () => undefined);
  const gone = new Promise<boolean>((resolve) => client.once('close', () => resolve(false)));
  const byMqtt = (payload: string): Promise<boolean> => {
    const topic = 'zhiben/v1/E1/G1/readings';
    const sent = client.publishAsync(topic, payload, { qos: 1 }).then(
      () => true,
      () => false,
    );
    return Promise.race([sent, gone]);
  };
  const authorization = `Basic ${Buffer.from(`G1:${KEY}`).toString('base64')}`;
  const byHttp = (body: string): Promise<boolean> =>
    fetch(`${server.address}api/telemetry/batches`, {
      ...{ method: 'POST', body },
      headers: { authorization, 'content-type': 'application/json' },
    }).then(
      async (response) => response.ok && 'accepted' in ((await response.json()) as object),
      () => false,
    );
  const ways = Array.from({ length: AT_ONCE }, (_, at) => (at % 3 === 0 ? byHttp : byMqtt));
  await Promise.all(ways.map((way) => load.by(way)));
  client.end(true);
}

type Asking = Pick<TestDatabase['owner'], 'query'>;

/** How often each reading of each batch lies in the journal. */
async function journal(db: Asking): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ readings: Buffer }>('select readings from live.journal');
  const times = rows.flatMap(({ readings }) => [...readingsOf(readings).times]);
  const of = Map.groupBy(times, (time) => Math.round((time - base) / STEP_MS));
  return new Map([...of].map(([n, found]) => [n, found.length]));
}

/** Commits wait while this is held. */
async function hold(db: TestDatabase) {
  const holder = await db.owner.connect();
  await holder.query('begin');
  await holder.query('lock table live.journal in access exclusive mode');
  const release = async (): Promise<void> => {
    await holder.query('rollback');
    holder.release();
  };
  return { holder, release };
}

const waiting = (db: TestDatabase): Promise<number | undefined> =>
  db.web
    .query<{ n: number }>(
      `select count(*)::int n from pg_locks
        where not granted and relation = 'live.journal'::regclass`,
    )
    .then(({ rows }) => rows[0]?.n);

test('kill -9 of a whole process: what was acknowledged is stored, what was not is sent again and counts once', async () => {
  const db = await liveDatabase();
  onTestFinished(() => db.close());
  const load = new Load();
  let server = await liveServer(db);
  const { mqttPort } = server;
  for (let kill = 0; kill < kills; kill += 1) {
    const before = load.acknowledged.size;
    const sending = sendTo(server, load);
    await expect.poll(() => load.acknowledged.size, PATIENT).toBeGreaterThan(before + 50);
    if (kill % 3 === 1) {
      // At any moment, the next server at once.
      await new Promise((resolve) => setTimeout(resolve, 40 * Math.random()));
      await Promise.all([server.kill(), sending]);
      server = await liveServer(db, { mqttPort });
    } else {
      // Between receipt and commit: the write is under way and cannot end.
      const { holder, release } = await hold(db);
      await expect.poll(() => waiting(db), PATIENT).toBeGreaterThan(0);
      await Promise.all([server.kill(), sending]);
      const stored = new Set((await journal(holder)).keys());
      expect([...load.acknowledged.difference(stored)]).toEqual([]);
      expect(load.begun).toBeGreaterThan(stored.size);
      if (kill % 3 === 2) await release();
      // Or the dead one's write outlives it: the next one stands by, and takes over.
      const onStandBy = kill % 3 === 2 ? undefined : () => void release();
      server = await liveServer(db, { mqttPort, ...(onStandBy ? { onStandBy } : {}) });
    }
    const stored = new Set((await journal(db.owner)).keys());
    expect([...load.acknowledged.difference(stored)]).toEqual([]);
  }
  load.ending = true;
  await sendTo(server, load);
  expect(load.acknowledged.size).toBe(load.begun);
  const stored = await journal(db.owner);
  expect([...stored].filter(([, times]) => times !== codes.length)).toEqual([]);
  expect(stored.size).toBe(load.begun);
}, 300_000);
