import type { Caller } from '../model.ts';
import type { Identity } from './context.ts';
import type { Change, LiveCity } from './live-city.ts';
import { openedSession, stateOf } from './sessions.ts';

/** So long changes are gathered before they are told: an import is one message, not thousands. */
const GATHER_MS = 250;
/** So often a listener to whom nothing is told is asked whether he may still listen. */
const CHECK_MS = 15_000;

export interface Listening {
  readonly signal: AbortSignal;
  /** May he still be told? */
  readonly stands: () => Promise<boolean>;
  readonly checkMs?: number;
}

/**
 * Topics of what changed, for one listener: record types and words such as `parameters`. No ids:
 * whether a record exists is not told to whom it does not concern. Over when the listener goes
 * away, or may not listen any more.
 */
export async function* changesOf(
  city: Pick<LiveCity, 'subscribe'>,
  { signal, stands, checkMs = CHECK_MS }: Listening,
): AsyncGenerator<{ readonly topic: string }> {
  const waiting = new Set<string>();
  let wake: () => void = () => undefined;
  const unsubscribe = city.subscribe(({ topic }: Change) => {
    waiting.add(topic);
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  const check = setInterval(() => wake(), checkMs).unref();
  try {
    while (!signal.aborted) {
      if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) return;
      if (waiting.size > 0) await new Promise((go) => setTimeout(go, GATHER_MS).unref());
      if (!(await stands())) return;
      const topics = [...waiting];
      waiting.clear();
      for (const topic of topics) yield { topic };
    }
  } finally {
    clearInterval(check);
    signal.removeEventListener('abort', onAbort);
    unsubscribe();
  }
}

/**
 * Is the session of this caller still what it was: not ended, over or locked, with the same grants?
 * To be asked is no act of his: the session grows idle as if he were away.
 */
export async function stillStands(identity: Identity, caller: Caller): Promise<boolean> {
  const facts = await openedSession(identity, caller.session, identity.clock());
  if (!facts || stateOf(identity, facts) !== 'open') return false;
  const held = new Set(facts.grants.map(({ id }) => id));
  return held.size === caller.grants.length && caller.grants.every(({ id }) => held.has(id));
}
