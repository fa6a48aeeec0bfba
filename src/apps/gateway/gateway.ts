import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { MqttLink } from '../../platform/mqtt/index.ts';
import { DiskBuffer } from './disk-buffer.ts';
import { batchOf, type LineReading, parseLine } from './lines.ts';
import { Sender, type SenderOptions } from './sender.ts';

export interface GatewayOptions extends Pick<SenderOptions, 'pause'> {
  /** Readings, one JSON object a line. */
  readonly input: Readable;
  readonly folder: string;
  readonly mostBytes: number;
  readonly topic: string;
  readonly connect: () => Promise<MqttLink>;
  readonly now: () => number;
  readonly say: (text: string) => void;
  /** So many lines of this run are on disk: they will arrive. */
  readonly onStored: (lines: number) => void;
  /** Ends the run; what is kept goes with the next one. */
  readonly stopped: Promise<void>;
}

const MOST_A_BATCH = 500;
/** Lines read and not yet on disk. */
const MOST_WAITING = 5000;
const AGAIN_MS = 1000;

/**
 * A small gateway (采集网关): what is read goes to disk first, then to the server in order, and
 * leaves the disk when it is acknowledged. With the disk's share full it reads no further. Resolves
 * when the input has ended and everything has arrived, or when it is stopped.
 */
export async function runGateway(options: GatewayOptions): Promise<void> {
  const { folder, mostBytes, topic, connect, say, pause, stopped } = options;
  const buffer = await DiskBuffer.open({ folder, mostBytes });
  if (!buffer.empty) say(`续传缓存 (kept from before): ${buffer.bytes} B`);
  const sender = new Sender({ buffer, topic, connect, say, ...(pause ? { pause } : {}) });
  const sending = sender.run();
  let stopping = false;
  const ended = stopped.then(() => {
    stopping = true;
  });
  await new Intake(options, buffer, () => stopping, ended).run();
  while (!(stopping || buffer.empty)) await Promise.race([buffer.changed(), ended]);
  sender.stop();
  await sending;
  await buffer.close();
}

/** From the input to the disk. */
class Intake {
  readonly #options: GatewayOptions;
  readonly #buffer: DiskBuffer;
  readonly #stopping: () => boolean;
  readonly #ended: Promise<void>;
  #line = 0;
  #stored = 0;

  constructor(
    options: GatewayOptions,
    buffer: DiskBuffer,
    stopping: () => boolean,
    ended: Promise<void>,
  ) {
    this.#options = options;
    this.#buffer = buffer;
    this.#stopping = stopping;
    this.#ended = ended;
  }

  async run(): Promise<void> {
    const lines = createInterface({ input: this.#options.input });
    const waiting: string[] = [];
    let over = false;
    let wake = (): void => undefined;
    lines.on('line', (line) => {
      waiting.push(line);
      if (waiting.length >= MOST_WAITING) lines.pause();
      wake();
    });
    const end = (): void => {
      over = true;
      wake();
    };
    lines.on('close', end);
    this.#ended.then(() => lines.close());
    for (;;) {
      if (waiting.length === 0) {
        if (over) break;
        lines.resume();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      await this.#room();
      if (this.#stopping() && this.#buffer.full) break;
      await this.#store(waiting.splice(0, MOST_A_BATCH));
    }
    lines.close();
  }

  /** With the disk's share full, nothing more is read: whoever writes to the input waits. */
  async #room(): Promise<void> {
    if (!this.#buffer.full) return;
    this.#options.say('缓存已满，暂停读入 (the buffer is full: reading waits)');
    while (this.#buffer.full && !this.#stopping()) {
      await Promise.race([this.#buffer.changed(), this.#ended]);
    }
    if (!this.#buffer.full) this.#options.say('恢复读入 (reading goes on)');
  }

  async #store(lines: readonly string[]): Promise<void> {
    const readings = lines.flatMap((line) => this.#read(line));
    if (readings.length > 0 && !(await this.#append(batchOf(readings)))) return;
    this.#stored += lines.length;
    this.#options.onStored(this.#stored);
  }

  #read(line: string): LineReading[] {
    this.#line += 1;
    const read = parseLine(line, this.#options.now());
    if (typeof read !== 'string') return [read];
    this.#options.say(`第${this.#line}行未采用：${read} (line ${this.#line} is left out)`);
    return [];
  }

  /** A disk that takes no more is asked again; false: the run ends with it. */
  async #append(batch: string): Promise<boolean> {
    for (;;) {
      try {
        await this.#buffer.append(batch);
        return true;
      } catch (error) {
        this.#options.say(`无法写入缓存 (cannot write to the buffer): ${(error as Error).message}`);
        if (this.#stopping()) return false;
        await Promise.race([
          new Promise<void>((resolve) => setTimeout(resolve, AGAIN_MS)),
          this.#ended,
        ]);
      }
    }
  }
}
