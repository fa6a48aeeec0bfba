import { readPageBefore } from './pages-before.ts';
import { emptyReadings, type Readings, shortened } from './readings.ts';
import { LIMITS, PAGE, type TagStates } from './tag-states.ts';

const VERSION = 3;

type Column = readonly [name: ColumnName, each: number, empty: number];
type ColumnName = {
  [K in keyof TagStates]: TagStates[K] extends Float64Array | Uint16Array | Uint8Array ? K : never;
}[keyof TagStates];

/** The columns of a page with their width; wide ones first, so that each lies where it may. */
const columns: readonly Column[] = [
  ['lastTime', 1, Number.NEGATIVE_INFINITY],
  ['lastValue', 1, Number.NaN],
  ['lastReceived', 1, Number.NEGATIVE_INFINITY],
  ['lastChange', 1, Number.NaN],
  ['lost', 1, Number.NaN],
  ['stuck', 1, Number.NaN],
  ['since', LIMITS + 1, Number.NaN],
  ['sinceRange', 1, Number.NaN],
  ['fault', 1, Number.NaN],
  ['badSince', 1, Number.NaN],
  ['rateTime', 1, Number.NaN],
  ['rateValue', 1, Number.NaN],
  ['covered', 1, 0],
  ['lastQuality', 1, 0],
  ['active', 1, 0],
  ['pending', 1, 0],
];

/** One tag as it stands elsewhere. */
export function copyTag(to: TagStates, from: TagStates, tag: number): void {
  to.grow(tag + 1);
  for (const [name, each] of columns) {
    to[name].set(from[name].subarray(tag * each, (tag + 1) * each), tag * each);
  }
}

/**
 * The tags of a page as bytes; what the ledger of tags says is not among them. A column that is
 * empty for all of them, as most are, is left out: bits in the head say which are there.
 */
export function writePage(states: TagStates, page: number): Uint8Array {
  let there = 0;
  let size = 8;
  const parts: Uint8Array[] = [];
  for (const [k, [name, each, empty]] of columns.entries()) {
    const part = states[name].subarray(page * PAGE * each, (page + 1) * PAGE * each);
    if (isAll(part, empty)) continue;
    there |= 1 << k;
    parts.push(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    size += part.byteLength;
  }
  const out = new Uint8Array(size);
  out[0] = VERSION;
  new DataView(out.buffer).setUint32(4, there);
  let at = 8;
  for (const part of parts) {
    out.set(part, at);
    at += part.byteLength;
  }
  return out;
}

function isAll(part: Float64Array | Uint16Array | Uint8Array, empty: number): boolean {
  for (const value of part) if (!Object.is(value, empty)) return false;
  return true;
}

/** False: a later version wrote it. */
export function readPage(states: TagStates, page: number, kept: Uint8Array): boolean {
  const version = kept[0] ?? 0;
  if (version < 1 || version > VERSION) return false;
  states.grow((page + 1) * PAGE);
  // A copy: what the database gives may be part of something larger.
  const own = new Uint8Array(kept);
  if (version < VERSION) {
    readPageBefore(states, page, own);
    return true;
  }
  const there = new DataView(own.buffer).getUint32(4);
  let at = 8;
  for (const [k, [name, each, empty]] of columns.entries()) {
    const to = states[name].subarray(page * PAGE * each, (page + 1) * PAGE * each);
    if ((there & (1 << k)) === 0) {
      to.fill(empty);
      continue;
    }
    new Uint8Array(to.buffer, to.byteOffset, to.byteLength).set(
      own.subarray(at, at + to.byteLength),
    );
    at += to.byteLength;
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
