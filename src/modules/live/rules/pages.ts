import { emptyReadings, type Readings, shortened } from './readings.ts';
import { LIMITS, type TagStates } from './tag-states.ts';

/** Tags a page of the kept state. */
export const PAGE = 1024;
const VERSION = 2;
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
/** What the second version holds beside it, at its end. */
const moreFloats = ['sinceRange'] as const;
const moreBytes = ['covered'] as const;

/** One tag as it stands elsewhere. */
export function copyTag(to: TagStates, from: TagStates, tag: number): void {
  to.grow(tag + 1);
  for (const [name, each] of [...floats, ...moreFloats.map((name) => [name, 1] as const)]) {
    to[name].set(from[name].subarray(tag * each, (tag + 1) * each), tag * each);
  }
  for (const name of [...bytes, ...moreBytes]) to[name][tag] = from[name][tag] ?? 0;
}

/** The tags of a page as bytes; what the ledger of tags says is not among them. */
export function writePage(states: TagStates, page: number): Uint8Array {
  const first = floats.reduce<number>((sum, [, each]) => sum + 8 * each, bytes.length);
  const width = first + 8 * moreFloats.length + moreBytes.length;
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
  for (const name of moreFloats) {
    const part = states[name].slice(page * PAGE, (page + 1) * PAGE);
    out.set(new Uint8Array(part.buffer), at);
    at += 8 * PAGE;
  }
  for (const name of moreBytes) {
    out.set(states[name].subarray(page * PAGE, (page + 1) * PAGE), at);
    at += PAGE;
  }
  return out;
}

/** False: another version wrote it. */
export function readPage(states: TagStates, page: number, kept: Uint8Array): boolean {
  const version = kept[0];
  if (version !== 1 && version !== VERSION) return false;
  states.grow((page + 1) * PAGE);
  // A copy: what the database gives may be part of something larger.
  const own = new Uint8Array(kept);
  let at = 8;
  for (const [name, each] of floats) {
    states[name].set(new Float64Array(own.buffer, at, PAGE * each), page * PAGE * each);
    at += 8 * each * PAGE;
  }
  for (const name of bytes) {
    states[name].set(own.subarray(at, at + PAGE), page * PAGE);
    at += PAGE;
  }
  if (version === 1) return true;
  for (const name of moreFloats) {
    // `slice`: floats begin at a multiple of eight.
    states[name].set(new Float64Array(own.slice(at, at + 8 * PAGE).buffer), page * PAGE);
    at += 8 * PAGE;
  }
  for (const name of moreBytes) {
    states[name].set(own.subarray(at, at + PAGE), page * PAGE);
    at += PAGE;
  }
  return true;
}

/** Readings of a row that their pages have not seen; `seen`: up to which row they have. */
export function unseen(all: Readings, seq: number, seen: ReadonlyMap<number, number>): Readings {
  const some = emptyReadings(all.count);
  let count = 0;
  for (let at = 0; at < all.count; at += 1) {
    const tag = all.tags[at] as number;
    if (seq <= (seen.get(Math.floor(tag / PAGE)) ?? 0)) continue;
    some.times[count] = all.times[at] as number;
    some.values[count] = all.values[at] as number;
    some.tags[count] = tag;
    some.qualities[count] = all.qualities[at] as number;
    count += 1;
  }
  return shortened(some, count);
}
