import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import type { BatchStream } from '../../../platform/stream/index.ts';
import { PARTS, partOf } from '../rules/journal-parts.ts';
import { keepCounts } from '../store/counts.ts';
import { type Gateway, LiveConfig } from './config.ts';
import type { Door } from './doors.ts';
import { Intake, type Receipt, type Unreadable } from './intake.ts';
import { CONFIGURED, StreamJournal } from './stream-journal.ts';
import { type Spoiled, Tally } from './tally.ts';

export interface StreamDoorOptions {
  readonly owner: Pool;
  readonly app: Pool;
  readonly stream: BatchStream;
  readonly clock: () => Moment;
  readonly onFault: (error: unknown, where: string) => void;
}

/** Should a word be missed, tags are looked at again after so long. */
const LOAD_MS = 300_000;
const COUNT_MS = 30_000;

/** Takes batches in and leaves them in the stream (接入进程): of such processes there may be many. */
export class StreamDoor implements Door {
  readonly config = new LiveConfig();
  readonly intake: Door['intake'];
  readonly #options: StreamDoorOptions;
  readonly #parts: readonly Intake[];
  readonly #tally = new Tally(this.config.claims);
  #timers: NodeJS.Timeout[] = [];
  #loading: Promise<void> = Promise.resolve();
  /** Readings that were stored. */
  readings = 0;

  private constructor(options: StreamDoorOptions, parts: readonly Intake[]) {
    this.#options = options;
    this.#parts = parts;
    const isFull = (): boolean => parts.some(({ full }) => full);
    this.intake = {
      get full() {
        return isFull();
      },
      room: async () => {
        while (isFull()) await Promise.all(parts.map((part) => part.room()));
      },
      offer: (gateway, payload) => this.#offer(gateway, payload),
    };
  }

  static async open(options: StreamDoorOptions): Promise<StreamDoor> {
    const { app, stream, clock } = options;
    const parts: Intake[] = [];
    const door = new StreamDoor(options, parts);
    for (let part = 0; part < PARTS; part += 1) {
      const journal = new StreamJournal(app, stream, part);
      const intake = await Intake.open({
        ...{ journal, config: door.config, clock, onStored: () => undefined },
        onDuplicate: (gateway, rows) => door.#tally.count(gateway, 'duplicate', rows),
      });
      if (intake) parts.push(intake);
    }
    await door.#load();
    stream.hear((topic) => {
      if (topic === CONFIGURED) door.#reload();
    });
    door.#timers = [
      setInterval(() => door.#reload(), LOAD_MS),
      setInterval(() => void door.#count(), COUNT_MS),
    ];
    return door;
  }

  came(): void {
    // Brokers elsewhere are followed by a server by itself alone.
  }

  spoiled(gateway: Gateway, why: Spoiled): void {
    this.#tally.count(gateway.no, why, 1);
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const part of this.#parts) await part.close();
    await this.#loading;
    await this.#count();
  }

  async #offer(gateway: Gateway, payload: Uint8Array): Promise<Receipt | Unreadable> {
    const intake = this.#parts[partOf(gateway.id)] as Intake;
    const receipt = await intake.offer(gateway, payload);
    if ('accepted' in receipt) this.readings += receipt.accepted;
    return receipt;
  }

  #reload(): void {
    this.#loading = this.#loading
      .then(() => this.#load())
      .catch((error: unknown) => this.#options.onFault(error, 'live: tags'));
  }

  async #load(): Promise<void> {
    await this.config.load(this.#options.owner, this.#options.clock());
  }

  /** What came to nothing here: whoever judges does not see it. */
  async #count(): Promise<void> {
    const counted = this.#tally.take([]);
    try {
      await keepCounts(this.#options.owner, { at: this.#options.clock(), ...counted });
    } catch (error) {
      this.#tally.giveBack(counted);
      this.#options.onFault(error, 'live: counts');
    }
  }
}
