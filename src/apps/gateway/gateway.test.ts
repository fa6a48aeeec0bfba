import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { scratchFolder } from '../../../tests/support/scratch.ts';
import type { MqttLink } from '../../platform/mqtt/index.ts';
import { BEGINNING, DiskBuffer } from './disk-buffer.ts';
import { runGateway } from './gateway.ts';
import { batchOf, parseLine } from './lines.ts';

const line = (n: number): string => `${JSON.stringify({ tag: 'LI-101', value: n, t: 1000 + n })}\n`;

/** A server that takes while it is up; `take` decides of each message. */
class FakeServer {
  readonly values: number[] = [];
  #up = false;
  #waiting: (() => void)[] = [];
  #links: (() => void)[] = [];
  take: (values: readonly number[]) => boolean = () => true;

  connect = async (): Promise<MqttLink> => {
    if (!this.#up) throw new Error('down');
    let end = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#links.push(end);
    const publish = async (_topic: string, payload: Uint8Array): Promise<void> => {
      const { rows } = JSON.parse(Buffer.from(payload).toString()) as { rows: number[][] };
      const values = rows.map(([, , value]) => value ?? Number.NaN);
      if (!this.take(values)) throw new Error('refused');
      this.values.push(...values);
    };
    return { gone, end, publish };
  };

  up(): void {
    this.#up = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  down(): void {
    this.#up = false;
    for (const end of this.#links.splice(0)) end();
  }

  /** The next attempt comes when the server is up. */
  pause = async (_attempt: number, stopped: Promise<void>): Promise<void> => {
    if (this.#up) return;
    await Promise.race([stopped, new Promise<void>((resolve) => this.#waiting.push(resolve))]);
  };
}

function gateway(server: FakeServer, { folder = scratchFolder(), mostBytes = 1 << 20 } = {}) {
  const input = new PassThrough();
  const said: string[] = [];
  let stored = 0;
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const ended = runGateway({
    ...{ input, folder, mostBytes, stopped, topic: 't', now: () => 0 },
    ...{ connect: server.connect, pause: server.pause },
    say: (text) => void said.push(text),
    onStored: (lines) => {
      stored = lines;
    },
  });
  onTestFinished(async () => {
    stop();
    await ended;
  });
  return { input, said, folder, ended, stop, stored: () => stored };
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at);

test('while the link is down it keeps on disk, then sends in order and keeps nothing', async () => {
  const server = new FakeServer();
  const { input, ended, folder, said, stored } = gateway(server);
  for (const n of upTo(1200)) input.write(line(n));
  await expect.poll(stored).toBe(1200);
  expect(server.values).toEqual([]);
  server.up();
  input.write('no reading\n');
  input.end(line(1200));
  await ended;
  expect(server.values).toEqual(upTo(1201));
  expect(readdirSync(folder)).toEqual([]);
  expect(said.join()).toMatch(/第1201行未采用：不是JSON/);
});

test('what was stopped or cut off goes with the next run; a line that was cut off was never stored', async () => {
  const server = new FakeServer();
  const first = gateway(server);
  for (const n of upTo(10)) first.input.write(line(n));
  await expect.poll(first.stored).toBe(10);
  first.stop();
  await first.ended;
  const [segment = ''] = readdirSync(first.folder);
  appendFileSync(join(first.folder, segment), '{"t":1,"rows":[["LI-101"');
  const second = gateway(server, { folder: first.folder });
  second.input.end(line(10));
  server.up();
  await second.ended;
  expect(server.values).toEqual(upTo(11));
});

test('with its share of the disk full it reads no further, says so, and loses nothing', async () => {
  const server = new FakeServer();
  const { input, ended, said, stored } = gateway(server, { mostBytes: 2000 });
  const lines = upTo(20_000).map(line);
  let handed = 0;
  const feed = (): void => {
    while (handed < lines.length) if (!input.write(lines[handed++])) return;
    input.end();
  };
  input.on('drain', feed);
  feed();
  await expect.poll(() => said.join()).toContain('缓存已满');
  const held = stored();
  expect(held).toBeLessThan(2000);
  expect(handed).toBeLessThan(lines.length);
  server.up();
  await ended;
  expect(server.values).toEqual(upTo(20_000));
  expect(said.join()).toContain('恢复读入');
});

test('a message that is refused, and all behind it, go again over the next link', async () => {
  const server = new FakeServer();
  server.up();
  let refused = 0;
  server.take = (values) => {
    if (!values.includes(700) || refused === 2) return true;
    refused += 1;
    return false;
  };
  const { input, ended } = gateway(server);
  for (const n of upTo(2000)) input.write(line(n));
  input.end();
  await ended;
  // Sent twice is the same bytes: the server counts them once.
  expect([...new Set(server.values)].sort((a, b) => a - b)).toEqual(upTo(2000));
  expect(refused).toBe(2);
});

test('what is being written when the link comes up is sent, at whatever moment that is', async () => {
  for (const turns of upTo(40)) {
    const server = new FakeServer();
    server.up();
    const { connect } = server;
    server.connect = async () => {
      for (let turn = 0; turn < turns; turn += 1) await new Promise((next) => setImmediate(next));
      return connect();
    };
    const { input, ended } = gateway(server);
    input.end(line(turns));
    await ended;
    expect(server.values).toEqual([turns]);
  }
});

test('writing and deleting at once lose nothing', async () => {
  const buffer = await DiskBuffer.open({ folder: scratchFolder(), mostBytes: 1 << 20 });
  const seen: string[] = [];
  let position = BEGINNING;
  for (const n of upTo(200)) {
    const writing = buffer.append(`batch ${n}`);
    for (const kept of await buffer.after(position)) {
      seen.push(kept.payload.toString());
      position = kept.position;
      void buffer.release(position);
    }
    await writing;
  }
  for (const { payload } of await buffer.after(position)) seen.push(payload.toString());
  expect(seen).toEqual(upTo(200).map((n) => `batch ${n}`));
  await buffer.close();
});

test.each([
  [
    '{"tag":"LI-101","value":5.21,"t":1000,"q":1,"unit":"m"}',
    '{"t":1000,"rows":[["LI-101",0,5.21,1,"m"]]}',
  ],
  ['{"tag":7,"value":true}', '{"t":5,"rows":[[7,0,true]]}'],
  [
    '{"tag":"A","value":1,"t":"1970-01-01T08:00:01+08:00","unit":"m"}',
    '{"t":1000,"rows":[["A",0,1,0,"m"]]}',
  ],
])('the line %s becomes %s', (text, batch) => {
  const reading = parseLine(text, 5);
  expect(typeof reading === 'string' ? reading : batchOf([reading])).toBe(batch);
});

test.each([
  '[]',
  '{"value":1}',
  '{"tag":"A","value":"1"}',
  '{"tag":"A","value":1,"t":"soon"}',
  'null',
])('the line %s is told apart', (text) => expect(typeof parseLine(text, 5)).toBe('string'));
