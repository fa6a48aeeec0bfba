import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Behind a batch: its segment, and the byte where it ends there. */
export interface Position {
  readonly segment: number;
  readonly end: number;
}

export interface Kept {
  readonly payload: Buffer;
  readonly position: Position;
}

export interface DiskBufferOptions {
  readonly folder: string;
  /** Bytes on disk at most. */
  readonly mostBytes: number;
}

/** Before whatever is kept, or is being written just now. */
export const BEGINNING: Position = { segment: 0, end: 0 };

/** Segments are deleted whole: what is sent again after a kill is one of them at most. */
const MOST_A_SEGMENT = 256 * 1024;
const NEWLINE = 0x0a;
const NAME = /^(\d{10})\.batches$/;

/**
 * Batches on disk in the order in which they came, one a line, in segments that are only written at
 * their end. What `append` has stored outlives a kill and a power cut.
 */
export class DiskBuffer {
  readonly #folder: string;
  readonly #most: number;
  /** Length of each segment, oldest first; the last one is written to. */
  readonly #sizes = new Map<number, number>();
  #file: FileHandle | null = null;
  #last: number;
  #changed: (() => void)[] = [];
  /** Writing and deleting take turns: neither ends a file that the other is at. */
  #turn: Promise<void> = Promise.resolve();

  private constructor({ folder, mostBytes }: DiskBufferOptions) {
    this.#folder = folder;
    this.#most = mostBytes;
    const numbers = readdirSync(folder).flatMap((name) => NAME.exec(name)?.[1] ?? []);
    for (const number of numbers.map(Number).sort((a, b) => a - b)) {
      this.#sizes.set(number, statSync(this.#path(number)).size);
    }
    this.#last = [...this.#sizes.keys()].at(-1) ?? 0;
  }

  static async open(options: DiskBufferOptions): Promise<DiskBuffer> {
    mkdirSync(options.folder, { recursive: true });
    const buffer = new DiskBuffer(options);
    await buffer.#mend();
    return buffer;
  }

  get bytes(): number {
    let sum = 0;
    for (const size of this.#sizes.values()) sum += size;
    return sum;
  }

  get full(): boolean {
    return this.bytes >= this.#most;
  }

  get empty(): boolean {
    return this.bytes === 0;
  }

  /** Resolves once it is on disk; rejects (disk full) when nothing of it was kept. */
  append(payload: string): Promise<void> {
    return this.#inTurn(() => this.#append(payload));
  }

  async #append(payload: string): Promise<void> {
    const line = Buffer.from(`${payload}\n`);
    if (this.#file && (this.#sizes.get(this.#last) ?? 0) >= MOST_A_SEGMENT) await this.#end();
    this.#file ??= await this.#begin();
    const size = this.#sizes.get(this.#last) ?? 0;
    try {
      await this.#file.write(line, 0, line.length, size);
      await this.#file.datasync();
    } catch (error) {
      await this.#file.truncate(size).catch(() => undefined);
      throw error;
    }
    this.#sizes.set(this.#last, size + line.length);
    this.#tell();
  }

  /** The batches of a segment behind a position, in order; none: nothing more is there yet. */
  async after({ segment, end }: Position): Promise<Kept[]> {
    const next = [...this.#sizes].find(([number, size]) =>
      number === segment ? size > end : number > segment && size > 0,
    );
    if (!next) return [];
    const [number, size] = next;
    const begin = number === segment ? end : 0;
    const bytes = (await readFile(this.#path(number))).subarray(begin, size);
    const kept: Kept[] = [];
    for (let from = 0; from < bytes.length; ) {
      const to = bytes.indexOf(NEWLINE, from);
      if (to < 0) break;
      const position = { segment: number, end: begin + to + 1 };
      kept.push({ payload: bytes.subarray(from, to), position });
      from = to + 1;
    }
    return kept;
  }

  /** Everything up to here was acknowledged: it is not kept any longer. */
  release(position: Position): Promise<void> {
    return this.#inTurn(() => this.#release(position));
  }

  async #release({ segment, end }: Position): Promise<void> {
    for (const [number, size] of [...this.#sizes]) {
      if (number > segment || (number === segment && end < size)) break;
      if (number === this.#last && this.#file) await this.#end();
      this.#sizes.delete(number);
      rmSync(this.#path(number), { force: true });
    }
    this.#tell();
  }

  /** Resolves when something was stored or released. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#changed.push(resolve));
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#end());
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** A line that was cut off was never said to be stored. */
  async #mend(): Promise<void> {
    for (const number of this.#sizes.keys()) {
      const path = this.#path(number);
      const whole = (await readFile(path)).lastIndexOf(NEWLINE) + 1;
      if (whole < (this.#sizes.get(number) ?? 0)) {
        const file = await open(path, 'r+');
        await file.truncate(whole);
        await file.close();
      }
      this.#sizes.set(number, whole);
      if (whole > 0) continue;
      this.#sizes.delete(number);
      rmSync(path);
    }
  }

  async #begin(): Promise<FileHandle> {
    this.#last += 1;
    const file = await open(this.#path(this.#last), 'w');
    this.#sizes.set(this.#last, 0);
    const folder = await open(this.#folder, 'r');
    await folder.sync();
    await folder.close();
    return file;
  }

  async #end(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  #tell(): void {
    for (const told of this.#changed.splice(0)) told();
  }

  #path(number: number): string {
    return join(this.#folder, `${String(number).padStart(10, '0')}.batches`);
  }
}
