import { hash } from 'node:crypto';
import type { Moment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import { silence } from '../../../law/standards/tag-defaults.ts';
import { decode } from '../rules/decode.ts';
import type { RefusedRows } from '../rules/outcomes.ts';
import { type Readings, SharedReadings } from '../rules/readings.ts';
import { Recent } from '../rules/recent.ts';
import type { Gateway, LiveConfig } from './config.ts';
import { IntakeDown, type Journal, type Stored } from './journal.ts';

/** What became of a batch, once it is stored. */
export interface Receipt {
  readonly accepted: number;
  readonly refused: readonly RefusedRows[];
  /** It had been stored before: nothing was added. */
  readonly duplicate: boolean;
}

/** No batch at all: nothing of it was stored. */
export interface Unreadable {
  readonly unreadable: Bilingual;
}

interface Waiting extends Stored {
  settle(receipt: Receipt): void;
  fail(error: unknown): void;
}

export interface IntakeOptions {
  readonly journal: Journal;
  readonly config: LiveConfig;
  readonly clock: () => Moment;
  /** Judges what was stored, in the order of the journal. */
  readonly onStored: (batches: readonly Stored[]) => void;
  /** So many rows came that had been stored before. */
  readonly onDuplicate?: (gateway: number, rows: number) => void;
  /** One failed write ends it. */
  readonly strict?: boolean;
  /** Bytes of readings that may be on their way to the journal; beyond, senders are held back. */
  readonly mostUnderWay?: number;
}

const MOST_UNDER_WAY = 64 << 20;

/**
 * Takes batches in (接入): decoded, written to the journal together with whatever else waits,
 * answered once the write is durable. What waits is bounded: `room` resolves when there is room again.
 */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #waiting: Waiting[] = [];
  #underWayBytes = 0;
  #writing: Promise<void> | null = null;
  #closed = false;
  readonly #recent = new Map<number, Recent>();
  readonly #room = new SharedReadings();
  /** Digests of what waits or is being written. */
  readonly #underWay = new Map<string, Promise<Receipt>>();
  #roomFor: (() => void)[] = [];

  private constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** Null: another process writes the journal of this database. */
  static async open(options: IntakeOptions): Promise<Intake | null> {
    const intake = new Intake(options);
    return (await intake.#connect()) ? intake : null;
  }

  get full(): boolean {
    return this.#underWayBytes > (this.#options.mostUnderWay ?? MOST_UNDER_WAY);
  }

  /** Resolves when there is room for more. */
  async room(): Promise<void> {
    while (this.full) await new Promise<void>((resolve) => this.#roomFor.push(resolve));
  }

  /** Resolves once every row of it that can be taken is stored; a batch that is none is refused. */
  async offer(gateway: Gateway, payload: Uint8Array): Promise<Receipt | Unreadable> {
    if (this.#closed) throw new IntakeDown('closed');
    const { config, clock } = this.#options;
    const receivedAt = clock();
    const text = (): string =>
      Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString();
    const decoded = decode(payload, text, {
      ...{ byCode: gateway.byCode, byAlias: gateway.byAlias, unitOf: config.unitOf },
      ...{ receivedAt, aheadMs: 1000 * silence.ahead, agoMs: 1000 * silence.buffered },
      empty: this.#room.empty,
    });
    if ('refused' in decoded) return { unreadable: decoded.refused };
    const { readings, refusedRows, unknown, timed } = decoded;
    const [firstMs, lastMs] = spanOf(readings, receivedAt);
    // Without times of their own the same bytes are other readings whenever they come.
    const digest = hash('sha1', timed ? payload : `${receivedAt} ${text()}`, 'buffer');
    const row = {
      ...{ seq: 0, gateway: gateway.no, receivedAt, firstMs, lastMs, digest },
      readings: readings.bytes,
      refused: refusedRows.length === 0 ? null : JSON.stringify(refusedRows),
    };
    return this.take({ row, readings, refused: refusedRows, unknown });
  }

  /** Resolves once a batch that was read is stored. */
  async take(batch: Stored): Promise<Receipt> {
    if (this.#closed) throw new IntakeDown('closed');
    const { length } = batch.row.readings;
    this.#underWayBytes += length;
    try {
      return await this.#settled(batch);
    } finally {
      this.#underWayBytes -= length;
      if (!this.full) for (const go of this.#roomFor.splice(0)) go();
    }
  }

  /** Written, or found to have been before. */
  async #settled(batch: Stored): Promise<Receipt> {
    const { gateway, digest, lastMs } = batch.row;
    const recent = this.#recentOf(gateway);
    const known = recent.of(digest, lastMs);
    const key = `${gateway}:${Buffer.from(digest).toString('base64')}`;
    if (known !== 'new' && (await this.#before(gateway, digest, key))) {
      this.#options.onDuplicate?.(gateway, rowsOf(batch));
      return { accepted: 0, refused: [], duplicate: true };
    }
    recent.add(digest, lastMs);
    return this.#store(batch, key, () => recent.forget(digest));
  }

  async close(): Promise<void> {
    await this.drained();
    await this.#options.journal.close();
  }

  /** Nothing more is taken; resolves when what waited is stored. */
  async drained(): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }

  /** Was it stored, here or before? What is on its way is waited for. */
  async #before(gateway: number, digest: Uint8Array, key: string): Promise<boolean> {
    const now = this.#underWay.get(key);
    if (now) await now;
    return now !== undefined || this.#options.journal.holds(gateway, digest);
  }

  #recentOf(gateway: number): Recent {
    let recent = this.#recent.get(gateway);
    if (!recent) {
      recent = new Recent();
      this.#recent.set(gateway, recent);
    }
    return recent;
  }

  #store(batch: Stored, key: string, lost: () => void): Promise<Receipt> {
    const stored = new Promise<Receipt>((settle, fail) => {
      this.#waiting.push({ ...batch, settle, fail });
    });
    this.#underWay.set(key, stored);
    const over = (): void => {
      this.#underWay.delete(key);
    };
    stored.then(over, () => {
      over();
      lost();
    });
    this.#writing ??= this.#write();
    return stored;
  }

  /** Writes until nothing waits: what comes meanwhile goes together into the next write. */
  async #write(): Promise<void> {
    // What came in the same turn goes along.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batches = this.#next();
      try {
        const numbered = await this.#persist(batches);
        for (const { settle, readings, refused } of batches) {
          settle({ accepted: readings.count, refused, duplicate: false });
        }
        this.#options.onStored(numbered);
      } catch (cause) {
        this.#options.journal.lose();
        const error = new IntakeDown('the journal could not be written', { cause });
        // What came after may not be stored before it: a value out of order is not judged.
        batches.push(...this.#waiting.splice(0));
        if (this.#options.strict) this.#closed = true;
        for (const { fail } of batches) fail(error);
      }
    }
    this.#writing = null;
  }

  #next(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { row } of this.#waiting) {
      bytes += row.readings.length;
      count += 1;
      if (bytes > this.#options.journal.mostAWrite) break;
    }
    return this.#waiting.splice(0, count);
  }

  async #persist(batches: readonly Waiting[]): Promise<readonly Stored[]> {
    if (!(await this.#connect())) throw new IntakeDown('another process writes the journal');
    return this.#options.journal.write(
      batches.map(({ settle: _settle, fail: _fail, ...batch }) => batch),
    );
  }

  /** False: another process writes the journal. */
  async #connect(): Promise<boolean> {
    const { journal } = this.#options;
    if (!(await journal.open())) return false;
    if (this.#recent.size === 0) {
      for (const [gateway, last] of await journal.highWaters()) {
        this.#recent.set(gateway, new Recent(last));
      }
    }
    return true;
  }
}

function rowsOf({ readings, refused }: Stored): number {
  return refused.reduce((sum, { count }) => sum + count, readings.count);
}

function spanOf({ times, count }: Readings, receivedAt: Moment): readonly [number, number] {
  if (count === 0) return [receivedAt, receivedAt];
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < count; at += 1) {
    const time = times[at] as number;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return [Math.floor(first), Math.floor(last)];
}
