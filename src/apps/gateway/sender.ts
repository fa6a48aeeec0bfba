import type { MqttLink } from '../../platform/mqtt/index.ts';
import { BEGINNING, type DiskBuffer, type Kept } from './disk-buffer.ts';

export interface SenderOptions {
  readonly buffer: DiskBuffer;
  readonly topic: string;
  readonly connect: () => Promise<MqttLink>;
  readonly say: (text: string) => void;
  /** Waits before the n-th attempt in a row; ends early when `stopped` does. */
  readonly pause?: (attempt: number, stopped: Promise<void>) => Promise<void>;
}

/** Messages on their way at once. */
const MOST_IN_FLIGHT = 16;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

/** Twice as long each time, and never all gateways at the same moment. */
function backOff(attempt: number, stopped: Promise<void>): Promise<void> {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, most / 2 + (most / 2) * Math.random());
    stopped.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Sends what the buffer keeps, in order; what was not acknowledged goes again over the next link. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #stopped: Promise<void>;
  #stop: () => void = () => undefined;
  #stopping = false;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#stopped = new Promise((resolve) => {
      this.#stop = resolve;
    });
  }

  stop(): void {
    this.#stopping = true;
    this.#stop();
  }

  /** Until it is stopped. */
  async run(): Promise<void> {
    const { connect, say, pause = backOff } = this.#options;
    for (let attempt = 0; !this.#stopping; attempt += 1) {
      try {
        const link = await connect();
        say('已连接 (connected)');
        const sent = await this.#over(link);
        if (sent > 0) attempt = 0;
        if (!this.#stopping) say('连接中断，继续缓存 (the link is down; readings are kept)');
      } catch (error) {
        say(`连接失败 (no link): ${(error as Error).message}`);
      }
      if (!this.#stopping) await pause(attempt, this.#stopped);
    }
  }

  /** Resolves with the number of acknowledged messages when the link is over. */
  async #over(link: MqttLink): Promise<number> {
    const { buffer, topic, say } = this.#options;
    let sent = 0;
    let over = false;
    const inFlight = new Set<Promise<void>>();
    const ended = Promise.race([link.gone, this.#stopped]).then(() => {
      over = true;
    });
    // Acknowledgements count in the order of the messages only.
    let settled: Promise<void> = Promise.resolve();
    const publish = ({ payload, position }: Kept): void => {
      const acknowledged = link.publish(topic, payload);
      const done: Promise<void> = Promise.all([settled, acknowledged]).then(async () => {
        if (over) return;
        sent += 1;
        await buffer.release(position);
      });
      settled = done;
      const tracked = done
        .catch((error: unknown) => {
          if (!over)
            say(`未被接收，将重发 (refused, to be sent again): ${(error as Error).message}`);
          link.end();
        })
        .finally(() => inFlight.delete(tracked));
      inFlight.add(tracked);
    };
    let position = BEGINNING;
    while (!over) {
      const changed = buffer.changed();
      const batches = await buffer.after(position);
      for (const kept of batches) {
        while (!over && inFlight.size >= MOST_IN_FLIGHT) await Promise.race([...inFlight, ended]);
        if (over) break;
        publish(kept);
        position = kept.position;
      }
      if (batches.length === 0) await Promise.race([changed, ended]);
    }
    link.end();
    return sent;
  }
}
