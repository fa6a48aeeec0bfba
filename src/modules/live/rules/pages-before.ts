import { LIMITS, PAGE, type TagStates } from './tag-states.ts';

const floats = [
  ['lastTime', 1],
  ['lastValue', 1],
  ['lastReceived', 1],
  ['lastChange', 1],
  ['lost', 1],
  ['stuck', 1],
  ['since', LIMITS + 1],
] as const;
const bytes = ['lastQuality', 'active', 'pending'] as const;

/** A page as versions 1 and 2 wrote it: every column of all tags, in this order. */
export function readPageBefore(states: TagStates, page: number, own: Uint8Array): void {
  let at = 8;
  const take = (size: number): Uint8Array<ArrayBuffer> => {
    at += size;
    return new Uint8Array(own.slice(at - size, at));
  };
  for (const [name, each] of floats) {
    states[name].set(new Float64Array(take(8 * each * PAGE).buffer), page * PAGE * each);
  }
  for (const name of bytes) states[name].set(take(PAGE), page * PAGE);
  if (own[0] === 1) return;
  states.sinceRange.set(new Float64Array(take(8 * PAGE).buffer), page * PAGE);
  states.covered.set(take(PAGE), page * PAGE);
}
