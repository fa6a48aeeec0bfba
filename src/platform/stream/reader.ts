import { setTimeout } from 'node:timers/promises';
import {
  type ConsumerMessages,
  DeliverPolicy,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream';

export interface StreamMessage {
  /** Grows by one from message to message. */
  readonly seq: number;
  readonly payload: Uint8Array;
}

const AHEAD = 64;
/** Two of them missed: the server is gone. */
const HEARTBEAT_MS = 500;
const LOOK_MS = 2000;
const AGAIN_MS = 250;

/**
 * Every message of a stream from its first on, in order. The server that sends them may die: then,
 * and whenever one is missing, another is asked from the last one on.
 */
export async function* read(
  client: JetStreamClient,
  manager: JetStreamManager,
  stream: string,
  signal: AbortSignal,
): AsyncGenerator<StreamMessage> {
  let last = 0;
  while (!signal.aborted) {
    let messages: ConsumerMessages | null = null;
    let watch: { end(): void } | null = null;
    try {
      const from = last === 0 ? {} : startingAt(last + 1);
      const consumer = await client.consumers.get(stream, from);
      messages = await consumer.consume({ max_messages: AHEAD, idle_heartbeat: HEARTBEAT_MS });
      watch = watched(messages, manager, stream, () => last, signal);
      for await (const { seq, data } of messages) {
        if (last > 0 && seq !== last + 1) break;
        last = seq;
        yield { seq, payload: data };
        if (signal.aborted) break;
      }
    } catch {
      // The next one is asked.
    } finally {
      watch?.end();
      messages?.stop();
    }
    if (!signal.aborted) await setTimeout(AGAIN_MS, null, { signal }).catch(() => undefined);
  }
}

const startingAt = (seq: number) => ({
  deliver_policy: DeliverPolicy.StartSequence,
  opt_start_seq: seq,
});

/**
 * Ends the reading when its server is silent or has lost the consumer, when nothing came although
 * there is more, or when nobody wants more.
 */
function watched(
  messages: ConsumerMessages,
  manager: JetStreamManager,
  stream: string,
  last: () => number,
  signal: AbortSignal,
): { end(): void } {
  let before = last();
  const timer = setInterval(() => {
    const now = last();
    const still = now === before;
    before = now;
    if (still) void isBehind(manager, stream, now).then((behind) => behind && messages.stop());
  }, LOOK_MS);
  const stop = (): void => void messages.stop();
  signal.addEventListener('abort', stop);
  void (async () => {
    for await (const { type } of messages.status()) if (lost.includes(type)) messages.stop();
  })().catch(() => undefined);
  return {
    end: () => {
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

const lost: readonly string[] = [
  ...['heartbeats_missed', 'consumer_deleted', 'consumer_not_found', 'stream_not_found'],
  'no_responders',
];

async function isBehind(manager: JetStreamManager, stream: string, last: number): Promise<boolean> {
  try {
    const { state } = await manager.streams.info(stream);
    return state.last_seq > last && state.messages > 0;
  } catch {
    return false;
  }
}
