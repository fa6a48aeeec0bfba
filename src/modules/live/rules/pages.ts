import { LIMITS, type TagStates } from './tag-states.ts';

/** Tags a page of the kept state. */
export const PAGE = 1024;
const VERSION = 1;
/** Float columns by name, with their width. */
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

/** The tags of a page as bytes; what the ledger of tags says is not among them. */
export function writePage(states: TagStates, page: number): Uint8Array {
  const width = floats.reduce<number>((sum, [, each]) => sum + 8 * each, bytes.length);
  const out = new Uint8Array(8 + width * PAGE);
  out[0] = VERSION;
  let at = 8;
  for (const [name, each] of floats) {
    const part = states[name].slice(page * PAGE * each, (page + 1) * PAGE * each);
    out.set(new Uint8Array(part.buffer), at);
    at += 8 * each * PAGE;
  }
  for (const name of bytes) {
    out.set(states[name].subarray(page * PAGE, (page + 1) * PAGE), at);
    at += PAGE;
  }
  return out;
}

/** False: another version wrote it. */
export function readPage(states: TagStates, page: number, kept: Uint8Array): boolean {
  if (kept[0] !== VERSION) return false;
  states.grow((page + 1) * PAGE);
  const own = kept.slice();
  let at = 8;
  for (const [name, each] of floats) {
    states[name].set(new Float64Array(own.buffer, at, PAGE * each), page * PAGE * each);
    at += 8 * each * PAGE;
  }
  for (const name of bytes) {
    states[name].set(own.subarray(at, at + PAGE), page * PAGE);
    at += PAGE;
  }
  return true;
}
