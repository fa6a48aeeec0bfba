import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import type { RefusedRows, UnknownTags } from '../rules/outcomes.ts';
import { type Readings, readingsOf } from '../rules/readings.ts';
import {
  closeWriter,
  highWaters,
  isStored,
  type JournalRow,
  lastSeq,
  openWriter,
  writeRows,
} from '../store/journal.ts';
import { makePartitions } from '../store/partitions.ts';

/** A batch taken in and stored, on its way to be judged. */
export interface Stored {
  readonly row: JournalRow;
  readonly readings: Readings;
  readonly refused: readonly RefusedRows[];
  readonly unknown: UnknownTags | null;
}

/** Thrown while the journal cannot be written: nothing was stored, the sender sends again. */
export class IntakeDown extends Error {}

/** Where batches are kept before they are acknowledged, in order. */
export interface Journal {
  /** Bytes of readings that go into one write. */
  readonly mostAWrite: number;
  /** False: another process writes it. */
  open(): Promise<boolean>;
  /** All of them are stored when it resolves, none for certain when it rejects. */
  write(batches: readonly Stored[]): Promise<readonly Stored[]>;
  /** Was this batch stored before? */
  holds(gateway: number, digest: Uint8Array): Promise<boolean>;
  /** The newest reading of each gateway, in ms by its own clock. */
  highWaters(): Promise<ReadonlyMap<number, number>>;
  /** A write failed: the next begins by opening it anew. */
  lose(): void;
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly owner: Pool;
  readonly app: Pool;
  readonly clock: () => Moment;
  /** Of several that are written side by side, each by one process. */
  readonly part?: number;
  /** Rows after this one were stored, though the answer was lost: they are judged too. */
  readonly onGap: (after: number) => Promise<void>;
}

const PARTITION_HOURS = 4;
const MAKE_EVERY_MS = 3_600_000;

/** The journal in PostgreSQL, or a part of it: whoever holds it alone numbers its rows. */
export class PostgresJournal implements Journal {
  readonly mostAWrite = 8 << 20;
  readonly #options: JournalOptions;
  #client: PoolClient | null = null;
  #seq = 0;
  #made = 0;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  async open(): Promise<boolean> {
    if (this.#client) return true;
    const { owner, app, part = 0, onGap } = this.#options;
    const client = await openWriter(app, part);
    if (!client) return false;
    try {
      await this.#makePartitions();
      const before = this.#seq;
      this.#seq = await lastSeq(owner, part);
      if (before > 0 && this.#seq > before) await onGap(before);
    } catch (error) {
      // Whoever tries next finds it without a writer.
      client.release(true);
      throw error;
    }
    this.#client = client;
    return true;
  }

  /** Held by this process, as far as it knows. */
  get held(): boolean {
    return this.#client !== null;
  }

  async write(batches: readonly Stored[]): Promise<readonly Stored[]> {
    if (!this.#client) throw new IntakeDown('the journal is not open');
    if (this.#options.clock() - this.#made > MAKE_EVERY_MS) await this.#makePartitions();
    const numbered = batches.map((batch, at) => ({
      ...batch,
      row: { ...batch.row, seq: this.#seq + 1 + at },
    }));
    await writeRows(
      this.#client,
      numbered.map(({ row }) => row),
    );
    this.#seq += batches.length;
    return numbered;
  }

  holds(gateway: number, digest: Uint8Array): Promise<boolean> {
    return isStored(this.#options.app, gateway, digest);
  }

  highWaters(): Promise<ReadonlyMap<number, number>> {
    return highWaters(this.#options.app);
  }

  lose(): void {
    this.#client?.release(true);
    this.#client = null;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    if (client) await closeWriter(client, this.#options.part);
  }

  async #makePartitions(): Promise<void> {
    const { owner, clock } = this.#options;
    await makePartitions(owner, clock(), PARTITION_HOURS);
    this.#made = clock();
  }
}

/** A row that was stored before, as it is judged again. */
export const judgedRow = ({ gateway, readings, refused }: JournalRow) => ({
  gateway,
  readings: readingsOf(readings),
  refused: refused === null ? [] : (JSON.parse(refused) as RefusedRows[]),
});
