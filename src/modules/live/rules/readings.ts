/**
 * Readings of one batch in four columns that share one buffer, which is also how the journal keeps
 * them: times (ms) and values (8-byte floats), tag numbers (4 bytes), qualities (1 byte), each
 * column whole, little end first.
 */
export interface Readings {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly tags: Uint32Array;
  readonly qualities: Uint8Array;
}

export const BYTES_A_READING = 21;

/** What the source says of a value (质量): good, uncertain, bad, put in by hand. */
export const quality = { good: 0, uncertain: 1, bad: 2, manual: 3 } as const;
export const WORST_QUALITY = 3;

export function emptyReadings(count: number): Readings {
  return overBytes(new Uint8Array(count * BYTES_A_READING), count);
}

const SHARED = 1 << 20;

/** Memory that batches share; it goes when all of them have: to the collector it is one piece. */
export class SharedReadings {
  #bytes = new ArrayBuffer(0);
  #used = 0;

  /** All zero; `bytes` may be part of something larger. */
  readonly empty = (count: number): Readings => {
    const size = count * BYTES_A_READING;
    if (size > SHARED / 8) return emptyReadings(count);
    // Columns of floats must begin at a multiple of eight.
    let begin = Math.ceil(this.#used / 8) * 8;
    if (begin + size > this.#bytes.byteLength) {
      this.#bytes = new ArrayBuffer(SHARED);
      begin = 0;
    }
    this.#used = begin + size;
    return overBytes(new Uint8Array(this.#bytes, begin, size), count);
  };
}

/** The columns of what the journal kept. */
export function readingsOf(kept: Uint8Array): Readings {
  const count = Math.floor(kept.length / BYTES_A_READING);
  // Columns of floats must begin at a multiple of eight.
  const bytes = kept.byteOffset % 8 === 0 ? kept : new Uint8Array(kept);
  return overBytes(bytes, count);
}

/** The first readings alone: those that came through. */
export function shortened(all: Readings, count: number): Readings {
  if (count === all.count) return all;
  const kept = emptyReadings(count);
  kept.times.set(all.times.subarray(0, count));
  kept.values.set(all.values.subarray(0, count));
  kept.tags.set(all.tags.subarray(0, count));
  kept.qualities.set(all.qualities.subarray(0, count));
  return kept;
}

function overBytes(bytes: Uint8Array, count: number): Readings {
  const { buffer, byteOffset: at } = bytes;
  return {
    bytes,
    count,
    times: new Float64Array(buffer, at, count),
    values: new Float64Array(buffer, at + 8 * count, count),
    tags: new Uint32Array(buffer, at + 16 * count, count),
    qualities: new Uint8Array(buffer, at + 20 * count, count),
  };
}
