import { connect, type Socket } from 'node:net';
import mqtt from 'mqtt-packet';

/** What the loader is told, and what it tells at the end. */
export interface Load {
  readonly port: number;
  readonly gateways: number;
  /** The first of them; G1 unless others send to another process. */
  readonly first?: number;
  readonly tags: number;
  readonly key: string;
  /** Readings a second; sent as fast as they are acknowledged, if that is slower. */
  readonly rate: number;
  readonly seconds: number;
  readonly encoding: 'rows' | 'columns' | 'compact';
}

export interface Loaded {
  readonly sent: number;
  readonly acknowledged: number;
  readonly cpu: number;
  /** ms from a batch to its acknowledgement. */
  readonly p50: number;
  readonly p99: number;
}

export const BATCH = 100;
export const TICK_MS = 5;
export const WINDOW = 100;
/** Templates a gateway: values differ from one to the next, as they do in life. */
const TEMPLATES = 8;
/** So often a reading of a watched tag goes over its limit, and comes back half-way. */
const ALARM_MS = 100;

class Sender {
  readonly #socket: Socket;
  readonly #load: Load;
  readonly #topic: string;
  readonly #templates: Buffer<ArrayBuffer>[][];
  readonly #sentAt = new Map<number, number>();
  #id = 0;
  #part = 0;
  #round = 0;
  #rest: Buffer = Buffer.alloc(0);
  acknowledged = 0;
  readonly latencies: number[] = [];

  constructor(load: Load, gateway: number) {
    this.#load = load;
    this.#topic = `zhiben/v1/E${gateway}/G${gateway}/readings`;
    this.#templates = templatesOf(load);
    this.#socket = connect(load.port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    const password = Buffer.from(load.key);
    const hello = { clientId: `g${gateway}`, username: `G${gateway}`, password, keepalive: 0 };
    const packet = {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clean: true,
      ...hello,
    };
    this.#socket.write(mqtt.generate(packet as mqtt.IConnectPacket));
  }

  /** Resolves when the server took it in. */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.once('error', reject);
      this.#socket.once('data', (bytes: Buffer) => {
        if (bytes[3] !== 0) reject(new Error(`refused with ${bytes[3]}`));
        this.#socket.on('data', (more: Buffer) => this.#acks(more));
        resolve();
      });
    });
  }

  get free(): boolean {
    return this.#sentAt.size < WINDOW;
  }

  get outstanding(): number {
    return this.#sentAt.size;
  }

  send(now: number, payload: Buffer = this.#next(now)): void {
    this.#id = (this.#id % 65_535) + 1;
    this.#sentAt.set(this.#id, now);
    const packet = { cmd: 'publish', topic: this.#topic, payload, qos: 1, messageId: this.#id };
    const more = { dup: false, retain: false };
    this.#socket.write(mqtt.generate({ ...packet, ...more } as mqtt.IPublishPacket));
  }

  end(): void {
    this.#socket.destroy();
  }

  #next(now: number): Buffer {
    const part = this.#templates[this.#part] ?? [];
    const template = part[this.#round % TEMPLATES] as Buffer;
    this.#part = (this.#part + 1) % this.#templates.length;
    if (this.#part === 0) this.#round += 1;
    return stamped(template, now, this.#load.encoding);
  }

  #acks(bytes: Buffer): void {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
    const now = performance.timeOrigin + performance.now();
    let at = 0;
    for (; at + 4 <= all.length; at += 4) {
      const id = all.readUInt16BE(at + 2);
      const sent = this.#sentAt.get(id);
      this.#sentAt.delete(id);
      this.acknowledged += 1;
      if (sent !== undefined && id % 16 === 0) this.latencies.push(now - sent);
    }
    this.#rest = all.subarray(at);
  }
}

/** A batch of its own from a template, with its time. */
export function stamped(
  template: Buffer,
  now: number,
  encoding: Load['encoding'],
): Buffer<ArrayBuffer> {
  const batch = Buffer.copyBytesFrom(template);
  if (encoding === 'compact') batch.writeDoubleLE(now, 8);
  else batch.write(String(now), 5, 'latin1');
  return batch;
}

/** Batches of a gateway's tags, their time to be written in. Aliases count from 1. */
export function templatesOf({
  tags,
  encoding,
}: Pick<Load, 'tags' | 'encoding'>): Buffer<ArrayBuffer>[][] {
  return Array.from({ length: tags / BATCH }, (_, part) =>
    Array.from({ length: TEMPLATES }, (__, round) => {
      const aliases = Array.from({ length: BATCH }, (___, at) => 1 + part * BATCH + at);
      const value = (alias: number): number =>
        Math.round(100 * (50 + 10 * Math.sin(alias + round / 3))) / 100;
      if (encoding === 'compact') return compact(aliases, value);
      const body =
        encoding === 'rows'
          ? `"rows":${JSON.stringify(aliases.map((alias) => [alias, 0, value(alias)]))}`
          : `"tags":${JSON.stringify(aliases)},"dt":0,"v":${JSON.stringify(aliases.map(value))}`;
      return Buffer.from(`{"t":${'0'.repeat(13)},${body}}`);
    }),
  );
}

function compact(
  aliases: readonly number[],
  value: (alias: number) => number,
): Buffer<ArrayBuffer> {
  const out = Buffer.alloc(16 + 8 * aliases.length);
  out.write('ZB', 'latin1');
  out.writeUInt8(1, 2);
  out.writeUInt8(4 | (2 << 4), 3);
  out.writeUInt32LE(aliases.length, 4);
  for (const [at, alias] of aliases.entries()) {
    out.writeUInt32LE(alias, 16 + 4 * at);
    out.writeInt32LE(Math.round(100 * value(alias)), 16 + 4 * aliases.length + 4 * at);
  }
  return out;
}

async function run(load: Load): Promise<Loaded> {
  const { first = 1, gateways } = load;
  const senders = Array.from({ length: gateways }, (_, at) => new Sender(load, first + at));
  await Promise.all(senders.map((sender) => sender.ready()));
  const cpu = process.cpuUsage();
  const start = performance.now();
  const perMs = load.rate / BATCH / 1000;
  let [sent, at, over] = [0, 0, false];
  let alarmAt = ALARM_MS;
  while (performance.now() - start < 1000 * load.seconds) {
    const elapsed = performance.now() - start;
    const now = Date.now();
    if (elapsed >= alarmAt) {
      alarmAt += ALARM_MS / 2;
      over = !over;
      // The last alias of each gateway is watched: 90 is over its limit of 80.
      const rows = [[load.tags, 0, over ? 90 : 10]];
      senders[sent % senders.length]?.send(now, Buffer.from(JSON.stringify({ t: now, rows })));
    }
    const due = Math.floor(elapsed * perMs);
    for (let tried = 0; sent < due && tried < senders.length; ) {
      const sender = senders[at] as Sender;
      at = (at + 1) % senders.length;
      if (!sender.free) {
        tried += 1;
        continue;
      }
      tried = 0;
      sender.send(now);
      sent += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  while (senders.some(({ outstanding }) => outstanding > 0)) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  const { user, system } = process.cpuUsage(cpu);
  const latencies = senders.flatMap((each) => each.latencies).sort((a, b) => a - b);
  const rank = (share: number): number => latencies[Math.floor(share * latencies.length)] ?? 0;
  const acknowledged = sent * BATCH;
  for (const sender of senders) sender.end();
  return {
    sent: sent * BATCH,
    acknowledged,
    cpu: (user + system) / 1e6,
    p50: rank(0.5),
    p99: rank(0.99),
  };
}

if (import.meta.main) {
  process.once('message', (load: Load) => {
    run(load).then(
      (loaded) => process.send?.(loaded, () => process.exit(0)),
      (error: unknown) => {
        process.stderr.write(`${error}\n`);
        process.exit(1);
      },
    );
  });
}
