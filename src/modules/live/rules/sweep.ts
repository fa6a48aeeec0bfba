import { silence } from '../../../law/standards/tag-defaults.ts';
import type { TagStates } from './tag-states.ts';

const FAULT_MS = 1000 * silence.fault;

export interface Watched {
  readonly tag: number;
  /** Silence after which its data count as lost, in ms. */
  readonly silentMs: number;
  /** Sameness after which its value counts as frozen; null: it may stand. */
  readonly stuckMs: number | null;
}

export interface Watch {
  readonly tag: number;
  readonly rule: 'lost' | 'stuck' | 'fault';
  readonly state: 'raised' | 'cleared';
  readonly since: number;
}

/**
 * What has been silent, unchanged or of bad quality for too long (断传、死值、坏值), of the tags of one
 * gateway. While the gateway itself is silent its tags say nothing: that is one incident, not a
 * thousand alarms.
 * `from`: silence counts from here at the earliest, since nobody listened before.
 */
export function sweep(
  states: TagStates,
  tags: readonly Watched[],
  gatewaySilent: boolean,
  now: number,
  from: number,
  say: (found: Watch) => void,
): void {
  for (const { tag, silentMs, stuckMs } of tags) {
    const since = Math.max(states.lastReceived[tag] as number, from);
    const silent = !gatewaySilent && now - since > silentMs;
    turn(states.lost, tag, 'lost', silent, since, say);
    const bad = states.badSince[tag] as number;
    turn(states.fault, tag, 'fault', (states.lastTime[tag] as number) - bad >= FAULT_MS, bad, say);
    if (stuckMs === null) continue;
    const changed = states.lastChange[tag] as number;
    const same = (states.lastTime[tag] as number) - changed > stuckMs;
    turn(states.stuck, tag, 'stuck', same, changed, say);
  }
}

function turn(
  held: Float64Array,
  tag: number,
  rule: Watch['rule'],
  holds: boolean,
  since: number,
  say: (found: Watch) => void,
): void {
  const before = held[tag] as number;
  if (holds !== Number.isNaN(before)) return;
  held[tag] = holds ? since : Number.NaN;
  say({ tag, rule, state: holds ? 'raised' : 'cleared', since: holds ? since : before });
}

export interface Pulse {
  readonly state: 'raised' | 'cleared';
  readonly since: number;
}

/** Is a gateway silent, and is that news? `before`: since when it was known to be; NaN: it was not. */
export function pulse(before: number, heard: number, silentMs: number, now: number): Pulse | null {
  const silent = now - heard > silentMs;
  if (silent !== Number.isNaN(before)) return null;
  return silent ? { state: 'raised', since: heard } : { state: 'cleared', since: before };
}
