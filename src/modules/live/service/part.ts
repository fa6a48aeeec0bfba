import type { Moment } from '../../../kernel/calendar.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Signal } from '../model.ts';
import { firstOf } from '../rules/journal-parts.ts';
import { rowsAfter } from '../store/journal.ts';
import { readState } from '../store/state.ts';
import { LiveConfig } from './config.ts';
import { endGone } from './ending.ts';
import { Intake } from './intake.ts';
import { judgedRow, PostgresJournal, type Stored } from './journal.ts';
import { Keeping } from './keeping.ts';
import { Monitor } from './monitor.ts';
import { Tally } from './tally.ts';
import { Telling } from './telling.ts';

export interface PartOptions {
  readonly city: Pick<LiveCity, 'options'>;
  readonly clock: () => Moment;
  /** Makes alarms of signals; durable when it resolves. */
  readonly onSignals: (signals: readonly Signal[]) => Promise<void>;
  readonly onFault: (error: unknown, where: string) => void;
}

const SWEEP_MS = 1000;
const KEEP_MS = 250;

/**
 * One part of the journal (分区), written and judged by this process alone: what is said of each
 * tag and gateway. What several signals say together is judged by whoever follows all parts.
 */
export class Part {
  readonly part: number;
  readonly #options: PartOptions;
  readonly #config = new LiveConfig();
  readonly #monitor: Monitor;
  readonly #tally = new Tally(this.#config.claims);
  readonly #telling: Telling;
  readonly #keeping: Keeping;
  #intake: Intake | null = null;
  #judged = 0;
  #timers: NodeJS.Timeout[] = [];
  #loading: Promise<void> = Promise.resolve();
  /** Readings that it stored since it began. */
  readings = 0;

  private constructor(part: number, options: PartOptions) {
    this.part = part;
    this.#options = options;
    this.#telling = new Telling(options.onSignals, options.onFault);
    this.#monitor = new Monitor(this.#config, options.clock, (signal) => this.#telling.say(signal));
    this.#keeping = new Keeping({
      ...{ owner: options.city.options.owner, clock: options.clock, part },
      ...{ monitor: this.#monitor, cross: null, tally: this.#tally },
      ...{ judged: () => this.#judged, told: () => this.#telling.told() },
    });
  }

  /** As it stood, with what the journal holds beyond; null: another process has it. */
  static async open(part: number, options: PartOptions): Promise<Part | null> {
    const opened = new Part(part, options);
    const { owner, app } = options.city.options;
    const { clock } = options;
    const onGap = (after: number): Promise<void> => opened.#replay(after, after);
    opened.#intake = await Intake.open({
      ...{ config: opened.#config, clock, strict: true },
      journal: new PostgresJournal({ owner, app, clock, part, onGap }),
      onStored: (batches) => opened.#stored(batches),
    });
    if (!opened.#intake) return null;
    try {
      await opened.#begin();
      return opened;
    } catch (error) {
      await opened.#intake.close();
      throw error;
    }
  }

  get intake(): Intake {
    if (!this.#intake) throw new Error('the part is not open');
    return this.#intake;
  }

  /** After the ledger of tags changed. */
  reload(): void {
    this.#loading = this.#loading
      .then(() => this.#load())
      .then(() => this.#configured())
      .catch((error: unknown) => this.#options.onFault(error, 'live: tags'));
  }

  /** What was stored is judged, told and kept; then whoever comes next may have it. */
  async close(): Promise<void> {
    this.#stop();
    await this.intake.drained();
    await this.#loading;
    // Kept or not: the next one finds in the journal what it does not find in the state.
    await this.#keeping.all().finally(() => this.intake.close());
  }

  /** It may be another's by now: nothing more is kept. */
  async abandon(): Promise<void> {
    this.#stop();
    await this.intake.close();
  }

  #stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #begin(): Promise<void> {
    const { owner } = this.#options.city.options;
    await this.#load();
    const kept = await readState(owner, this.part);
    const gateways = kept.gateways.filter(({ gateway }) => this.#config.gateway(gateway));
    // Nothing of another part is before it.
    const from = Math.max(
      this.#monitor.restore({ ...kept, gateways, brokers: [] }),
      firstOf(this.part),
    );
    this.#judged = from;
    this.#monitor.configure();
    await this.#replay(from, kept.counted);
    this.#judged = Math.max(this.#judged, kept.counted);
    await this.#configured();
    await this.#telling.told();
    this.#timers = [
      setInterval(() => this.#sweep(), SWEEP_MS),
      setInterval(() => this.#background(this.#keeping.some()), KEEP_MS),
    ];
  }

  /** What is judged is what is in use here; nothing is left standing of the rest. */
  async #configured(): Promise<void> {
    this.#monitor.configure();
    const { owner } = this.#options.city.options;
    await endGone(owner, this.#config, this.#monitor, this.#options.clock());
    this.#telling.hand();
  }

  async #load(): Promise<void> {
    const { city, clock } = this.#options;
    await this.#config.load(city.options.owner, clock(), { part: this.part });
  }

  #stored(batches: readonly Stored[]): void {
    for (const { row, readings, refused, unknown } of batches) {
      const { gateway, receivedAt, seq } = row;
      this.#monitor.take({ seq, gateway, receivedAt, readings });
      this.#tally.add(gateway, readings.count, refused, unknown);
      this.readings += readings.count;
      this.#judged = seq;
    }
    this.#telling.hand();
  }

  /** Rows up to `counted` are in the counts. */
  async #replay(after: number, counted: number): Promise<void> {
    for await (const rows of rowsAfter(this.#options.city.options.app, after)) {
      for (const row of rows) {
        const { gateway, readings, refused } = judgedRow(row);
        const { seq, receivedAt } = row;
        const counting = seq > counted;
        this.#monitor.take({ seq, gateway, readings, receivedAt }, counting);
        if (counting) this.#tally.add(gateway, readings.count, refused, null);
      }
      this.#judged = rows.at(-1)?.seq ?? this.#judged;
      await this.#telling.told();
    }
  }

  #sweep(): void {
    const now = this.#options.clock();
    if (this.#config.isDue(now)) this.reload();
    this.#monitor.sweep(now);
    this.#telling.hand();
    if (this.#monitor.urgent) this.#background(this.#keeping.urgent());
  }

  #background(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#options.onFault(error, 'live: state'));
  }
}
