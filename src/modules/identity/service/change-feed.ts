import type { Change, LiveCity } from './live-city.ts';

/** So long changes are gathered before they are told: an import is one message, not thousands. */
const GATHER_MS = 250;

/**
 * Topics of what changed, for one listener: record types and words such as `parameters`. No ids:
 * whether a record exists is not told to whom it does not concern.
 */
export async function* changesOf(
  city: LiveCity,
  signal: AbortSignal,
): AsyncGenerator<{ readonly topic: string }> {
  const waiting = new Set<string>();
  let wake: () => void = () => undefined;
  const unsubscribe = city.subscribe(({ topic }: Change) => {
    waiting.add(topic);
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS).unref());
      const topics = [...waiting];
      waiting.clear();
      for (const topic of topics) yield { topic };
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    unsubscribe();
  }
}
