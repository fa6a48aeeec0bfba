import { hash } from 'node:crypto';
import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import type { BatchStream } from '../../../platform/stream/index.ts';
import type { RefusedRows } from '../rules/outcomes.ts';
import { readingsOf } from '../rules/readings.ts';
import { readSent, writeSent } from '../rules/sent.ts';
import { isStored } from '../store/journal.ts';
import type { Journal, Stored } from './journal.ts';

/** Said to all processes when tags, gateways, keys or windows changed. */
export const CONFIGURED = 'configured';

/**
 * A journal on several machines: batches are kept there, replicated, until whoever judges them has
 * them in PostgreSQL. What waits together is one message, and the next goes when that is kept: so
 * the order stands, whatever has to be tried again.
 */
export class StreamJournal implements Journal {
  readonly mostAWrite = 1 << 20;
  readonly #app: Pool;
  readonly #stream: BatchStream;
  readonly #part: number;

  constructor(app: Pool, stream: BatchStream, part: number) {
    this.#app = app;
    this.#stream = stream;
    this.#part = part;
  }

  async open(): Promise<boolean> {
    return true;
  }

  async write(batches: readonly Stored[]): Promise<readonly Stored[]> {
    const sent = batches.map(({ row, unknown }) => ({ ...row, unknown }));
    const named = sent.map(
      ({ gateway, digest }) => `${gateway}:${Buffer.from(digest).toString('hex')}`,
    );
    await this.#stream.append(this.#part, hash('sha1', named.join()), writeSent(sent));
    return batches;
  }

  /** One that is still on its way is not found: whoever judges it looks again. */
  holds(gateway: number, digest: Uint8Array): Promise<boolean> {
    return isStored(this.#app, gateway, digest);
  }

  async highWaters(): Promise<ReadonlyMap<number, number>> {
    return new Map();
  }

  lose(): void {
    // The next write finds another server by itself.
  }

  async close(): Promise<void> {
    // The stream belongs to whoever opened it.
  }
}

/** The batches of a message, as they are stored; received no earlier than `since`. */
export function storedOf(message: Uint8Array, since: Moment): Stored[] {
  return readSent(message).map(({ unknown, ...row }) => ({
    row: { ...row, seq: 0, receivedAt: Math.max(row.receivedAt, since) as Moment },
    readings: readingsOf(row.readings),
    refused: row.refused === null ? [] : (JSON.parse(row.refused) as RefusedRows[]),
    unknown,
  }));
}
