/** What a rule finds at a moment; `unknown`: what it looks at cannot be trusted. */
export type Truth = 'yes' | 'no' | 'unknown';

/** How a condition stands over time. NaN: none. */
export interface Held {
  /** Since when it holds: names the episode. */
  readonly since: number;
  readonly raised: boolean;
  /** Since when it holds no longer, while it is raised. */
  readonly leaving: number;
  /** When it was last looked at. */
  readonly seen: number;
}

export interface Timing {
  readonly windowMs: number;
  readonly offMs: number;
}

export const REST: Held = {
  ...{ since: Number.NaN, raised: false, leaving: Number.NaN, seen: Number.NaN },
};

/** Nobody looked for longer: what was seen before is no unbroken window. */
export const UNSEEN_MS = 300_000;

export interface Turned {
  readonly held: Held;
  readonly news: 'raised' | 'cleared' | null;
  readonly since: number;
}

/**
 * A condition that is to hold over a window (时间窗). It speaks once it held for the window without
 * a break, as far as it could be seen: what cannot be trusted begins no alarm and ends none.
 */
export function turn(held: Held, truth: Truth, now: number, by: Timing): Turned {
  return held.raised ? leave(held, truth, now, by) : enter(held, truth, now, by);
}

function enter(held: Held, truth: Truth, now: number, { windowMs }: Timing): Turned {
  if (truth !== 'yes') return { held: REST, news: null, since: Number.NaN };
  const unbroken = now - held.seen <= UNSEEN_MS;
  const since = unbroken && !Number.isNaN(held.since) ? held.since : now;
  const raised = now - since >= windowMs;
  const next = { since, raised, leaving: Number.NaN, seen: now };
  return { held: next, news: raised ? 'raised' : null, since };
}

function leave(held: Held, truth: Truth, now: number, { offMs }: Timing): Turned {
  const { since } = held;
  if (truth !== 'no') {
    return { held: { ...held, leaving: Number.NaN, seen: now }, news: null, since };
  }
  const leaving = Number.isNaN(held.leaving) ? now : held.leaving;
  if (now - leaving >= offMs) return { held: REST, news: 'cleared', since };
  return { held: { ...held, leaving, seen: now }, news: null, since };
}
