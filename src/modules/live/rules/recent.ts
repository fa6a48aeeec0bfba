/** Batches of one gateway that are remembered. */
const MOST = 128;

/**
 * The newest batches of a gateway by their hash, so that few have to be looked up: of batches
 * newer than `floor` every one is remembered.
 */
export class Recent {
  readonly #batches = new Map<string, number>();
  #floor: number;

  /** `floor`: the newest reading (ms) of what was stored before anybody remembered. */
  constructor(floor = Number.NEGATIVE_INFINITY) {
    this.#floor = floor;
  }

  /** `known`: it came before; `new`: it cannot have; `perhaps`: only the journal can say. */
  of(digest: string, lastMs: number): 'known' | 'new' | 'perhaps' {
    if (this.#batches.has(digest)) return 'known';
    return lastMs > this.#floor ? 'new' : 'perhaps';
  }

  add(digest: string, lastMs: number): void {
    this.#batches.set(digest, lastMs);
    if (this.#batches.size <= MOST) return;
    const [oldest, at] = this.#batches.entries().next().value as [string, number];
    this.#batches.delete(oldest);
    this.#floor = Math.max(this.#floor, at);
  }

  /** It was not stored after all, or nobody knows: from here on only the journal can say. */
  forget(digest: string): void {
    const at = this.#batches.get(digest);
    if (at === undefined) return;
    this.#batches.delete(digest);
    this.#floor = Math.max(this.#floor, at);
  }
}
