import type { Moment } from '../../../kernel/calendar.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { BatchStream } from '../../../platform/stream/index.ts';
import { PARTS } from '../rules/journal-parts.ts';
import { countEvaluators, joinEvaluators } from '../store/evaluators.ts';
import { Part, type PartOptions } from './part.ts';
import { CONFIGURED, storedOf } from './stream-journal.ts';

export interface EvaluatorOptions extends PartOptions {
  readonly stream: BatchStream;
  /** Parts that this process has, whenever they change. */
  readonly onParts?: (parts: readonly number[]) => void;
}

const LOOK_MS = 1000;
const DROP_MS = 500;
const TELL_MS = 60_000;
/** Messages on their way into the journal, of a part. */
const AT_ONCE = 16;
/** A batch that waited longer counts as received now: its hour of the journal may be packed. */
const OLDEST_MS = 30_000;

/**
 * Judges what intake left in the stream (研判进程). Several of them share the parts: each part has one
 * at a time, which holds its lock in PostgreSQL; the parts of one that died go to the others.
 */
export class Evaluator {
  readonly #options: EvaluatorOptions;
  readonly #owned = new Map<number, Owned>();
  #member: PoolClient | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #before = 0;
  #closed = false;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
    options.stream.hear((topic) => {
      if (topic === CONFIGURED) for (const { part } of this.#owned.values()) part.reload();
    });
  }

  start(): void {
    this.#look();
  }

  /** Readings that it stored and judged. */
  get readings(): number {
    return [...this.#owned.values()].reduce((sum, { part }) => sum + part.readings, this.#before);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#looking;
    for (const owned of this.#owned.values()) await owned.end();
    this.#member?.release(true);
  }

  #look(): void {
    this.#looking = this.#share()
      .catch((error: unknown) => {
        this.#member?.release(true);
        this.#member = null;
        this.#options.onFault(error, 'live: parts');
      })
      .then(() => {
        if (!this.#closed) this.#timer = setTimeout(() => this.#look(), LOOK_MS);
      });
  }

  /** As many parts as its share: takes those that nobody has, gives back what is too much. */
  async #share(): Promise<void> {
    const { city, onParts } = this.#options;
    const had = this.#parts();
    for (const [part, owned] of this.#owned) if (owned.failed) await this.#leave(part, owned);
    this.#member ??= await joinEvaluators(city.options.app);
    const fair = Math.ceil(PARTS / (await countEvaluators(this.#member)));
    for (let part = 0; part < PARTS && this.#owned.size < fair; part += 1) {
      if (this.#owned.has(part) || this.#closed) continue;
      const opened = await Part.open(part, this.#options);
      if (opened) this.#owned.set(part, new Owned(opened, this.#options));
    }
    const [last] = [...this.#owned].slice(-1);
    if (last && this.#owned.size > fair) await this.#leave(...last);
    const have = this.#parts();
    if (have.join() !== had.join()) onParts?.(have);
  }

  #parts(): number[] {
    return [...this.#owned.keys()].sort();
  }

  async #leave(part: number, owned: Owned): Promise<void> {
    this.#owned.delete(part);
    await owned.end();
    this.#before += owned.part.readings;
  }
}

/** A part while this process has it: read from the stream, stored, judged, dropped there. */
class Owned {
  readonly part: Part;
  readonly #options: EvaluatorOptions;
  readonly #over = new AbortController();
  readonly #reading: Promise<void>;
  readonly #dropping: NodeJS.Timeout;
  #stored = 0;
  #dropped = 0;
  #droppedAt: number;
  #drop: Promise<void> = Promise.resolve();
  failed = false;

  constructor(part: Part, options: EvaluatorOptions) {
    this.part = part;
    this.#options = options;
    this.#droppedAt = options.clock();
    this.#reading = this.#read().catch((error: unknown) => {
      this.failed = true;
      this.#over.abort();
      options.onFault(error, `live: part ${part.part}`);
    });
    this.#dropping = setInterval(() => {
      this.#drop = this.#drop.then(() => this.#dropStored());
    }, DROP_MS);
  }

  async end(): Promise<void> {
    this.#over.abort();
    clearInterval(this.#dropping);
    await this.#reading;
    await this.#drop;
    if (this.failed) await this.part.abandon();
    else {
      await this.#dropStored();
      await this.part.close();
    }
  }

  async #read(): Promise<void> {
    const { stream, clock } = this.#options;
    const under: Promise<void>[] = [];
    let last: Promise<void> = Promise.resolve();
    for await (const { seq, payload } of stream.read(this.part.part, this.#over.signal)) {
      const batches = storedOf(payload, (clock() - OLDEST_MS) as Moment);
      const taken = batches.map((batch) => this.part.intake.take(batch));
      // What came before it is stored as well, whichever was looked up longer.
      last = Promise.all([last, ...taken]).then(() => {
        this.#stored = seq;
      });
      last.catch(() => this.#over.abort());
      under.push(last);
      if (under.length >= AT_ONCE) await under.shift();
    }
    await last;
  }

  /** What is in the journal need not be kept twice; what was not dropped comes again and is known. */
  async #dropStored(): Promise<void> {
    const upTo = this.#stored;
    if (upTo <= this.#dropped) return;
    const now = this.#options.clock();
    try {
      await this.#options.stream.drop(this.part.part, upTo);
      this.#dropped = upTo;
      this.#droppedAt = now;
    } catch (error) {
      // Another leader is being chosen, as a rule; the stream fills up if that lasts.
      if (now - this.#droppedAt < TELL_MS) return;
      this.#droppedAt = now;
      this.#options.onFault(error, `live: part ${this.part.part} of the stream`);
    }
  }
}
