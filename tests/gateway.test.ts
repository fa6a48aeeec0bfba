import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { readingsOf } from '../src/modules/live/rules/readings.ts';
import type { TestDatabase } from './support/database.ts';
import { KEY, liveDatabase } from './support/live.ts';
import { liveServer } from './support/live-server.ts';
import { runScript, scratchFolder } from './support/scratch.ts';

const base = Date.now() - 600_000;
const PATIENT = { timeout: 120_000, interval: 10 };

/** `zhiben gateway` in a process of its own. */
function gateway(mqttPort: number, buffer: string) {
  const args = ['--enterprise', 'E1', '--gateway', 'G1', '--buffer', buffer];
  const url = ['--url', `mqtt://127.0.0.1:${mqttPort}`];
  const running = runScript('src/apps/cli/main.ts', ['gateway', ...url, ...args], {
    env: { ZHIBEN_GATEWAY_KEY: KEY },
  });
  let stored = 0;
  const out = running.process.stdout;
  if (out) createInterface({ input: out }).on('line', (line) => (stored = Number(line)));
  const feed = (from: number, to: number): void => {
    for (let n = from; n < to; n += 1) {
      const reading = { tag: 'LI-101', value: n % 7, t: base + 10 * n };
      running.process.stdin?.write(`${JSON.stringify(reading)}\n`);
    }
  };
  return { ...running, feed, stored: () => stored, end: () => running.process.stdin?.end() };
}

/** The number of each reading that the journal holds, in the order in which they came in. */
async function arrived({ owner }: TestDatabase): Promise<number[]> {
  const { rows } = await owner.query<{ readings: Buffer }>(
    'select readings from live.journal order by seq',
  );
  return rows.flatMap(({ readings }) =>
    [...readingsOf(readings).times].map((time) => Math.round((time - base) / 10)),
  );
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at);

test('over the death of the server and its own, what the gateway has stored arrives once and in order', async () => {
  const db = await liveDatabase();
  onTestFinished(() => db.close());
  const buffer = scratchFolder();
  const server = await liveServer(db);
  const first = gateway(server.mqttPort, buffer);
  first.feed(0, 100);
  await expect.poll(async () => (await arrived(db)).length, PATIENT).toBe(100);
  await server.kill();
  first.feed(100, 400);
  await expect.poll(first.stored, PATIENT).toBe(400);
  await first.kill();
  expect(readdirSync(buffer).length).toBeGreaterThan(0);
  const second = gateway(server.mqttPort, buffer);
  second.feed(400, 500);
  await expect.poll(second.stored, PATIENT).toBe(100);
  await liveServer(db, { mqttPort: server.mqttPort });
  second.end();
  expect(await second.ended).toBe(0);
  expect(await arrived(db)).toEqual(upTo(500));
  expect(readdirSync(buffer)).toEqual([]);
}, 180_000);

test('a file of the key that is not there is told by its name, and ends with 2', async () => {
  const nowhere = ['--url', 'mqtt://127.0.0.1:1', '--enterprise', 'E1', '--gateway', 'G1'];
  const files = ['--buffer', scratchFolder(), '--key-file', '/nowhere/key'];
  const running = runScript('src/apps/cli/main.ts', ['gateway', ...nowhere, ...files]);
  expect(await running.ended).toBe(2);
  const said = await running.messages;
  expect(said).toContain('--key-file：无法读取 /nowhere/key：ENOENT');
  expect(said).not.toContain('    at ');
});
