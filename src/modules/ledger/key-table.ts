const ENTRIES = 150_000;
/** A power of two, well above the entries: probes stay short. */
const SLOTS = 1 << 19;
const CHARS = 1 << 22;

/**
 * From record to key, of a fixed size and outside the heap: what the garbage collector never sees
 * it neither copies nor lets grow.
 */
export class KeyTable {
  /** Number of the entry plus one; 0 is free. */
  readonly #slots = new Int32Array(SLOTS);
  readonly #hashes = new Int32Array(ENTRIES);
  readonly #types = new Int16Array(ENTRIES);
  readonly #keys = new Float64Array(ENTRIES);
  /** Entry n has the code units from ends[n] up to ends[n + 1]. */
  readonly #ends = new Int32Array(ENTRIES + 1);
  readonly #chars = new Uint16Array(CHARS);
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** 0 when it is not here. */
  get(type: number, id: string): number {
    const hash = hashOf(type, id);
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const entry = (this.#slots[slot] ?? 0) - 1;
      if (entry < 0) return 0;
      if (this.#hashes[entry] === hash && this.#is(entry, type, id)) return this.#keys[entry] ?? 0;
    }
  }

  /** False when there is no room. The caller knows that the record is not here. */
  add(type: number, id: string, key: number): boolean {
    const entry = this.#count;
    const start = this.#ends[entry] ?? 0;
    if (entry === ENTRIES || start + id.length > CHARS) return false;
    const hash = hashOf(type, id);
    let slot = hash & (SLOTS - 1);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    this.#slots[slot] = entry + 1;
    this.#hashes[entry] = hash;
    this.#types[entry] = type;
    this.#keys[entry] = key;
    for (let index = 0; index < id.length; index++) {
      this.#chars[start + index] = id.charCodeAt(index);
    }
    this.#ends[entry + 1] = start + id.length;
    this.#count++;
    return true;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#count = 0;
  }

  #is(entry: number, type: number, id: string): boolean {
    const start = this.#ends[entry] ?? 0;
    if (this.#types[entry] !== type || this.#ends[entry + 1] !== start + id.length) return false;
    for (let index = 0; index < id.length; index++) {
      if (this.#chars[start + index] !== id.charCodeAt(index)) return false;
    }
    return true;
  }
}

/** FNV-1a over the code units. */
function hashOf(type: number, id: string): number {
  let hash = Math.imul(0x811c9dc5 ^ type, 0x01000193);
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
