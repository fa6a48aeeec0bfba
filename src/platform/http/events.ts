import { PassThrough } from 'node:stream';
import type { EventsAnswer } from '../../kernel/endpoint.ts';

const BEAT_MS = 15_000;
/** A browser that reads too slowly is cut off and comes back by itself. */
const MOST_BYTES = 256 * 1024;

/** For proxies: nothing is kept back, changed or cached. */
export const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Server-sent events: first `hello` (whoever missed something meanwhile asks for everything again),
 * then the keys of what changed, and a beat that keeps proxies from closing.
 */
export function eventStream({ events }: EventsAnswer, signal: AbortSignal): PassThrough {
  const stream = new PassThrough();
  stream.write('retry: 2000\nevent: hello\ndata: {}\n\n');
  const beat = setInterval(() => stream.write(': beat\n\n'), BEAT_MS);
  const iterator = events[Symbol.asyncIterator]();
  const end = (): void => {
    clearInterval(beat);
    stream.end();
    iterator.return?.().catch(() => undefined);
  };
  signal.addEventListener('abort', end, { once: true });
  const pump = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done || signal.aborted || stream.writableLength > MOST_BYTES) return;
      stream.write(`event: change\ndata: ${JSON.stringify(value)}\n\n`);
    }
  };
  pump().then(end, end);
  return stream;
}
