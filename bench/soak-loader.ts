// Gateways of the soak: they send until they are told to stop, come back whenever the connection is
// over, send again in order what was not acknowledged, and note what was.
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import mqtt from 'mqtt-packet';
import { BATCH, type Load, stamped, TICK_MS, templatesOf, WINDOW } from './live-loader.ts';

export interface SoakLoad extends Load {
  /** The last so many gateways send to the broker elsewhere. */
  readonly elsewhere: number;
  readonly brokerPort: number;
  readonly file: string;
}

/** An episode that must have become one alarm: gateway, from when, until when. */
export type Episode = readonly [gateway: number, since: number, until: number];

export interface SoakSaid {
  readonly acknowledged: number;
  /** Of readings acknowledged, as (gateway, ms) pairs of doubles in the file. */
  readonly batches: number;
  readonly episodes: readonly Episode[];
  readonly reconnected: number;
  /** Batches that nobody acknowledged until the end. */
  readonly left: number;
}

const AGAIN_MS = 150;
const CROSSING_MS = 50;
const LAST_MS = 180_000;

interface Sent {
  readonly t: number;
  readonly rows: number;
  readonly payload: Buffer;
}

class Gateway {
  readonly #load: SoakLoad;
  readonly #no: number;
  readonly #templates: Buffer<ArrayBuffer>[][];
  readonly #port: number;
  #socket: Socket | null = null;
  #ready = false;
  #unacknowledged = new Map<number, Sent>();
  #id = 0;
  #next = 0;
  #last = 0;
  #rest: Buffer = Buffer.alloc(0);
  #since = 0;
  readonly acknowledged: number[] = [];
  readonly episodes: Episode[] = [];
  readings = 0;
  reconnected = -1;

  constructor(load: SoakLoad, no: number) {
    this.#load = load;
    this.#no = no;
    this.#port = no > load.gateways - load.elsewhere ? load.brokerPort : load.port;
    this.#templates = templatesOf(load);
    this.#connect();
  }

  get free(): boolean {
    return this.#ready && this.#unacknowledged.size < WINDOW;
  }

  get left(): number {
    return this.#unacknowledged.size;
  }

  /** The next batch of its tags. */
  send(): void {
    const part = this.#templates[this.#next % this.#templates.length] ?? [];
    const template = part[Math.floor(this.#next / this.#templates.length) % part.length];
    this.#next += 1;
    const t = this.#time();
    const payload = stamped(template as Buffer, t, this.#load.encoding);
    this.#put({ t, rows: BATCH, payload });
  }

  /** The watched tag goes over its limit of 80, or back. */
  cross(): void {
    const t = this.#time();
    const rows = [[this.#load.tags + 1, 0, this.#since === 0 ? 90 : 10]];
    if (this.#since === 0) this.#since = t;
    else {
      this.episodes.push([this.#no, this.#since, t]);
      this.#since = 0;
    }
    this.#put({ t, rows: 1, payload: Buffer.from(JSON.stringify({ t, rows })) });
  }

  /** Comes back from beyond its limit, if it is there. */
  settle(): void {
    if (this.#since !== 0) this.cross();
  }

  end(): void {
    this.#socket?.removeAllListeners('close');
    this.#socket?.destroy();
  }

  /** No two batches of a gateway have one time: by it they are known. */
  #time(): number {
    this.#last = Math.max(Date.now(), this.#last + 1);
    return this.#last;
  }

  #put(sent: Sent): void {
    this.#id = (this.#id % 65_535) + 1;
    this.#unacknowledged.set(this.#id, sent);
    if (this.#ready) this.#write(this.#id, sent, false);
  }

  #write(messageId: number, { payload }: Sent, dup: boolean): void {
    const topic = `zhiben/v1/E${this.#no}/G${this.#no}/readings`;
    const packet = { cmd: 'publish', topic, payload, qos: 1, messageId, dup, retain: false };
    this.#socket?.write(mqtt.generate(packet as mqtt.IPublishPacket));
  }

  #connect(): void {
    const socket = connect(this.#port, '127.0.0.1');
    this.#socket = socket;
    this.#rest = Buffer.alloc(0);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#ready = false;
      setTimeout(() => this.#connect(), AGAIN_MS);
    });
    const who = { clientId: `g${this.#no}`, username: `G${this.#no}`, keepalive: 0 };
    const hello = { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, ...who };
    const password = Buffer.from(this.#load.key);
    socket.write(mqtt.generate({ ...hello, password } as mqtt.IConnectPacket));
    socket.once('data', (bytes: Buffer) => {
      if (bytes[3] !== 0) return void socket.destroy();
      this.#ready = true;
      this.reconnected += 1;
      socket.on('data', (more: Buffer) => this.#acks(more));
      for (const [id, sent] of this.#unacknowledged) this.#write(id, sent, true);
    });
  }

  #acks(bytes: Buffer): void {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
    let at = 0;
    for (; at + 4 <= all.length; at += 4) {
      const id = all.readUInt16BE(at + 2);
      const sent = this.#unacknowledged.get(id);
      if (!sent) continue;
      this.#unacknowledged.delete(id);
      this.acknowledged.push(sent.t);
      this.readings += sent.rows;
    }
    this.#rest = all.subarray(at);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function run(load: SoakLoad, stopped: () => boolean): Promise<SoakSaid> {
  const gateways = Array.from({ length: load.gateways }, (_, at) => new Gateway(load, at + 1));
  const sum = (of: (gateway: Gateway) => number): number =>
    gateways.reduce((all, gateway) => all + of(gateway), 0);
  const start = performance.now();
  let [sent, at, crossed] = [0, 0, 0];
  while (!stopped()) {
    const elapsed = performance.now() - start;
    // Each is over its limit for one round of all of them.
    for (; crossed < elapsed / CROSSING_MS; crossed += 1)
      gateways[crossed % gateways.length]?.cross();
    const due = (elapsed * load.rate) / BATCH / 1000;
    for (let tried = 0; sent < due && tried < gateways.length; at = (at + 1) % gateways.length) {
      const gateway = gateways[at];
      if (!gateway?.free) {
        tried += 1;
        continue;
      }
      tried = 0;
      gateway.send();
      sent += 1;
    }
    await pause(TICK_MS);
  }
  for (const gateway of gateways) gateway.settle();
  const last = performance.now() + LAST_MS;
  while (sum(({ left }) => left) > 0 && performance.now() < last) await pause(TICK_MS);
  const all = gateways.flatMap(({ acknowledged }, no) => acknowledged.map((t) => [no + 1, t]));
  writeFileSync(load.file, Float64Array.from(all.flat()));
  for (const gateway of gateways) gateway.end();
  return {
    acknowledged: sum(({ readings }) => readings),
    batches: all.length,
    episodes: gateways.flatMap(({ episodes }) => episodes),
    reconnected: sum(({ reconnected }) => reconnected),
    left: sum(({ left }) => left),
  };
}

let stopping = false;
process.on('message', (said: SoakLoad | 'stop') => {
  if (said === 'stop') {
    stopping = true;
    return;
  }
  run(said, () => stopping).then(
    (done) => process.send?.(done, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${(error as Error).stack}\n`);
      process.exit(1);
    },
  );
});
