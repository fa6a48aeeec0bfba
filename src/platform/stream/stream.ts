import { setTimeout } from 'node:timers/promises';
import {
  DiscardPolicy,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { connect, type NatsConnection, nanos } from '@nats-io/transport-node';
import { read, type StreamMessage } from './reader.ts';

export type { StreamMessage } from './reader.ts';

export interface StreamOptions {
  /** `nats://a:4222,nats://b:4222,nats://c:4222` */
  readonly servers: string;
  /** Copies of each message, on as many servers. */
  readonly replicas?: number;
  /** Streams of their own, each with its leader, so that load spreads over the servers. */
  readonly parts: number;
  /** Bytes that a part may hold: beyond, nothing more is taken. */
  readonly mostBytes?: number;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

export interface StreamState {
  readonly messages: number;
  readonly bytes: number;
  readonly leader: string;
}

/** Messages kept on several servers, in order by part, until whoever worked on them drops them. */
export interface BatchStream {
  /** Resolves once most of the copies are written. The same id again within half a minute is one. */
  append(part: number, id: string, payload: Uint8Array): Promise<void>;
  /** From the first that was not dropped, in order and without a gap, until `signal`. */
  read(part: number, signal: AbortSignal): AsyncGenerator<StreamMessage>;
  /** Worked on up to here: they are not read again. */
  drop(part: number, upTo: number): Promise<void>;
  /** Messages and bytes that wait, and the server that leads. */
  state(part: number): Promise<StreamState>;
  /** A word to whoever is there now; nobody hears it later. */
  tell(topic: string): void;
  hear(listener: (topic: string) => void): void;
  close(): Promise<void>;
}

const NAME = 'ZHIBEN_READINGS';
const WORD = 'zhiben.word';
const KNOWN_MS = 30_000;
const MOST_BYTES = 4 * 2 ** 30;
/** What a message may hold at least: a batch of 20,000 readings with all that was refused of it. */
const MESSAGE_BYTES = 8_000_000;
/** A try to append; a new leader is found in a few seconds. */
const TRY_MS = 2000;
const GIVE_UP_MS = 15_000;
const AGAIN_MS = 100;

const streamOf = (part: number): string => `${NAME}_${part}`;
const subjectOf = (part: number): string => `zhiben.readings.${part}`;

export async function openStream(options: StreamOptions): Promise<BatchStream> {
  const { servers, user, password } = options;
  const link = await connect({
    servers: servers.split(','),
    ...(user ? { user, pass: password ?? '' } : {}),
    ...{ maxReconnectAttempts: -1, reconnectTimeWait: 250, pingInterval: 5000, timeout: 5000 },
  });
  try {
    const most = link.info?.max_payload ?? 0;
    if (most < MESSAGE_BYTES) {
      throw new Error(`nats-server: max_payload is ${most}, set it to 8MB`);
    }
    const manager = await insisting(() => jetstreamManager(link, { timeout: TRY_MS }));
    const parts = Array.from({ length: options.parts }, (_, part) => part);
    await Promise.all(parts.map((part) => make(manager, part, options)));
    return new NatsStream(link, jetstream(link, { timeout: TRY_MS }), manager);
  } catch (error) {
    await link.close();
    throw error;
  }
}

class NatsStream implements BatchStream {
  readonly #link: NatsConnection;
  readonly #client: JetStreamClient;
  readonly #manager: JetStreamManager;

  constructor(link: NatsConnection, client: JetStreamClient, manager: JetStreamManager) {
    this.#link = link;
    this.#client = client;
    this.#manager = manager;
  }

  async append(part: number, id: string, payload: Uint8Array): Promise<void> {
    await insisting(() =>
      this.#client.publish(subjectOf(part), payload, { msgID: id, timeout: TRY_MS }),
    );
  }

  read(part: number, signal: AbortSignal): AsyncGenerator<StreamMessage> {
    return read(this.#client, this.#manager, streamOf(part), signal);
  }

  async drop(part: number, upTo: number): Promise<void> {
    await this.#manager.streams.purge(streamOf(part), { seq: upTo + 1 });
  }

  async state(part: number): Promise<StreamState> {
    const { state, cluster } = await this.#manager.streams.info(streamOf(part));
    return { messages: state.messages, bytes: state.bytes, leader: cluster?.leader ?? '' };
  }

  tell(topic: string): void {
    if (!this.#link.isClosed()) this.#link.publish(WORD, topic);
  }

  hear(listener: (topic: string) => void): void {
    this.#link.subscribe(WORD, {
      callback: (error, word) => {
        if (!error) listener(word.string());
      },
    });
  }

  async close(): Promise<void> {
    await this.#link.close();
  }
}

/** Full, it takes nothing more: what waits is never thrown away, and only who worked on it drops it. */
async function make(
  manager: JetStreamManager,
  part: number,
  { replicas = 3, mostBytes = MOST_BYTES }: StreamOptions,
): Promise<void> {
  await insisting(() =>
    manager.streams.add({
      ...{ name: streamOf(part), subjects: [subjectOf(part)], num_replicas: replicas },
      ...{ retention: RetentionPolicy.Limits, discard: DiscardPolicy.New },
      ...{ storage: StorageType.File, max_bytes: mostBytes, max_age: 0 },
      duplicate_window: nanos(KNOWN_MS),
    }),
  );
}

/** A leader may just be chosen anew, or a server be gone: tried again for a while. */
async function insisting<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > until) throw error;
      await setTimeout(AGAIN_MS);
    }
  }
}
