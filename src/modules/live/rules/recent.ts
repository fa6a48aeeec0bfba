/** Batches of one gateway that are remembered. */
const MOST = 128;
/** Of a digest: SHA-1, the whole of it. */
const BYTES = 20;

/**
 * The newest batches of a gateway by their hash, so that few have to be looked up: of batches
 * newer than `floor` every one is remembered. In columns: as objects they would live just long
 * enough for the collector to move them, and marking the heap holds readings up.
 */
export class Recent {
  readonly #digests = new Uint8Array(MOST * BYTES);
  /** Their first bytes as one number, to look for. */
  readonly #heads = new Int32Array(MOST);
  /** NaN: nothing is remembered here. */
  readonly #lastMs = new Float64Array(MOST).fill(Number.NaN);
  #next = 0;
  #floor: number;

  /** `floor`: the newest reading (ms) of what was stored before anybody remembered. */
  constructor(floor = Number.NEGATIVE_INFINITY) {
    this.#floor = floor;
  }

  /** `known`: it came before; `new`: it cannot have; `perhaps`: only the journal can say. */
  of(digest: Uint8Array, lastMs: number): 'known' | 'new' | 'perhaps' {
    if (this.#find(digest) >= 0) return 'known';
    return lastMs > this.#floor ? 'new' : 'perhaps';
  }

  add(digest: Uint8Array, lastMs: number): void {
    const before = this.#find(digest);
    const place = before < 0 ? this.#next : before;
    if (before < 0) {
      this.#drop(place);
      this.#next = (place + 1) % MOST;
    }
    this.#digests.set(digest, place * BYTES);
    this.#heads[place] = headOf(digest);
    this.#lastMs[place] = lastMs;
  }

  /** It was not stored after all, or nobody knows: from here on only the journal can say. */
  forget(digest: Uint8Array): void {
    const place = this.#find(digest);
    if (place >= 0) this.#drop(place);
  }

  #drop(place: number): void {
    const at = this.#lastMs[place] as number;
    if (at > this.#floor) this.#floor = at;
    this.#lastMs[place] = Number.NaN;
  }

  #find(digest: Uint8Array): number {
    const head = headOf(digest);
    for (let place = 0; place < MOST; place += 1) {
      if (this.#heads[place] !== head || Number.isNaN(this.#lastMs[place])) continue;
      let at = 0;
      while (at < BYTES && this.#digests[place * BYTES + at] === digest[at]) at += 1;
      if (at === BYTES) return place;
    }
    return -1;
  }
}

function headOf(digest: Uint8Array): number {
  const [a, b, c, d] = [digest[0] ?? 0, digest[1] ?? 0, digest[2] ?? 0, digest[3] ?? 0];
  return a | (b << 8) | (c << 16) | (d << 24);
}
