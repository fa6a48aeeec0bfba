import { Worker } from 'node:worker_threads';
import type { Chunk, Pieces } from '../rules/packed.ts';
import { chunksFrom, type Done, type Job, work } from './packing-job.ts';

/** Fewer bytes are done here: a thread takes longer to begin. */
const SMALL = 400_000;
const MOST = 24 << 20;

/** Packs in a thread of its own (压缩归档): a million readings take a second, and judging would wait. */
export class Packer {
  #thread: Worker | null = null;

  /** One after the other: the next begins when this resolved. */
  async do(job: Job): Promise<Chunk[]> {
    const { bytes } = job.kind === 'pack' ? job.batches : job.chunks;
    if (bytes.length < SMALL && !this.#thread) return work(job);
    this.#thread ??= new Worker(new URL('./packing-thread.ts', import.meta.url), { execArgv: [] });
    const thread = this.#thread;
    const { promise, resolve, reject } = Promise.withResolvers<Done>();
    const ended = (): void => reject(new Error('the packing thread ended without an answer'));
    thread.once('message', resolve).once('error', reject).once('exit', ended);
    try {
      thread.postMessage(job, [bytes.buffer as ArrayBuffer]);
      return chunksFrom(await promise);
    } finally {
      thread.off('message', resolve).off('error', reject).off('exit', ended);
    }
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = null;
  }
}

/** Pieces for a packer as they come, until there is room for no more. */
export class Collected {
  #bytes = new Uint8Array(0);
  #used = 0;
  #lengths: number[] = [];

  get empty(): boolean {
    return this.#lengths.length === 0;
  }

  fits(piece: Uint8Array): boolean {
    return this.empty || this.#used + piece.length <= MOST;
  }

  add(piece: Uint8Array): void {
    const needed = this.#used + piece.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.#used);
    this.#used = needed;
    this.#lengths.push(piece.length);
  }

  take(): Pieces {
    const pieces = { bytes: this.#bytes.subarray(0, this.#used), lengths: this.#lengths };
    this.#bytes = new Uint8Array(0);
    this.#used = 0;
    this.#lengths = [];
    return pieces;
  }
}
