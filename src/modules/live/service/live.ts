import type { Moment } from '../../../kernel/calendar.ts';
import { historyRetention } from '../../../law/standards/history-retention.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Signal } from '../model.ts';
import { dropUnknown } from '../store/counts.ts';
import { readStanding } from '../store/cross.ts';
import { rowsAfter } from '../store/journal.ts';
import { readState } from '../store/state.ts';
import { type Gateway, LiveConfig } from './config.ts';
import { CrossWatch } from './cross.ts';
import { endGone } from './ending.ts';
import { FOLLOWED, Following } from './following.ts';
import { tendHistory } from './history.ts';
import { RulesInForce } from './in-force.ts';
import { Intake } from './intake.ts';
import { judgedRow, PostgresJournal, type Stored } from './journal.ts';
import { Keeping } from './keeping.ts';
import type { LiveOptions } from './live-options.ts';
import { Monitor } from './monitor.ts';
import { type Packed, packJournal } from './packing.ts';
import { type Spoiled, Tally } from './tally.ts';
import { Telling } from './telling.ts';

const SWEEP_MS = 1000;
const CROSS_MS = 5000;
/** Records are looked at again, since some hold from a moment on that nobody announces. */
const RECORDS_MS = 60_000;
const besides = ['enterprise', 'facility', 'permit', 'interlockBypass'];
/** Records that say what is judged, and how. */
const configuring = ['tag', 'gateway', 'maintenanceWindow'];
const KEEP_MS = 250;
const PACK_MS = 600_000;

/** Live monitoring of a city (实时监测): intake, judging and what is kept of both. */
export class Live {
  readonly config = new LiveConfig();
  readonly inForce: RulesInForce;
  readonly #options: LiveOptions;
  readonly #monitor: Monitor;
  readonly #cross: CrossWatch;
  readonly #tally = new Tally(this.config.claims);
  readonly #telling: Telling;
  readonly #keeping: Keeping;
  #following: Following | null = null;
  #intake: Intake | null = null;
  #judged = 0;
  /** Rows up to here were counted before this process began. */
  #counted = 0;
  #recordsAt = Number.NEGATIVE_INFINITY;
  #timers: NodeJS.Timeout[] = [];
  #leave: () => void = () => undefined;
  #loading: Promise<void> = Promise.resolve();
  #packing: Promise<unknown> = Promise.resolve();
  #together: Promise<void> = Promise.resolve();

  private constructor(options: LiveOptions) {
    this.#options = options;
    this.inForce = new RulesInForce(options.city, options.figures);
    this.#telling = new Telling(options.onSignals, options.onFault);
    const say = (signal: Signal): void => this.#telling.say(signal);
    const follows = options.following === true;
    const { clock, mostSilentMs } = options;
    this.#monitor = new Monitor(this.config, clock, follows ? () => undefined : say, mostSilentMs);
    if (follows) this.#following = new Following(options.city, this.config, this.#monitor);
    this.#cross = new CrossWatch(this.config, this.#monitor, say);
    this.#keeping = new Keeping({
      ...{ owner: options.city.options.owner, clock: options.clock },
      ...{ monitor: this.#monitor, cross: this.#cross, tally: this.#tally },
      ...{ judged: () => this.#judged, told: () => this.#telling.told(), standingOnly: follows },
    });
  }

  /** As it stood, with what the journal holds beyond; null: another process listens already. */
  static async open(options: LiveOptions): Promise<Live | null> {
    const live = new Live(options);
    const { owner, app } = options.city.options;
    const { clock, following, mostUnderWay } = options;
    const part = following ? FOLLOWED : 0;
    const onGap = (after: number): Promise<void> => live.#replay(after);
    live.#intake = await Intake.open({
      ...{ config: live.config, clock, ...(mostUnderWay === undefined ? {} : { mostUnderWay }) },
      journal: new PostgresJournal({ owner, app, clock, onGap, part }),
      onStored: (batches) => live.#stored(batches),
      onDuplicate: (gateway, rows) => live.#tally.count(gateway, 'duplicate', rows),
    });
    if (!live.#intake) return null;
    try {
      await live.#begin();
      return live;
    } catch (error) {
      // Whoever tries next finds the journal without a writer.
      await live.#intake.close();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    const { city } = this.#options;
    await this.#load();
    this.#cross.restore(await readStanding(city.options.owner));
    if (this.#following) await this.#following.restore();
    else await this.#goOn();
    await this.handed();
    this.#leave = city.subscribe(({ topic }) => {
      if (configuring.includes(topic)) this.reload();
      if (besides.includes(topic)) this.#recordsAt = Number.NEGATIVE_INFINITY;
    });
  }

  async #goOn(): Promise<void> {
    const kept = await readState(this.city.options.owner);
    this.#judged = this.#monitor.restore(kept);
    this.#counted = kept.counted;
    this.#monitor.configure();
    await this.#replay(this.#judged);
    await this.#configured();
    // Rows that were dropped since they were judged.
    this.#judged = Math.max(this.#judged, kept.counted);
  }

  /** Sweeps and keeps by itself from here on. */
  start(): void {
    this.#following?.start(this.#options.onFault);
    this.#timers = [
      setInterval(() => this.sweep(), SWEEP_MS),
      setInterval(() => this.#background(this.judgeTogether(), 'live: cross'), CROSS_MS),
      setInterval(() => this.#background(this.keepSome(), 'live: state'), KEEP_MS),
      setInterval(() => this.#background(this.pack(), 'live: packing'), PACK_MS),
    ];
  }

  get intake(): Intake {
    if (!this.#intake) throw new Error('live monitoring is not open');
    return this.#intake;
  }

  get city(): LiveCity {
    return this.#options.city;
  }

  now(): Moment {
    return this.#options.clock();
  }

  get cross(): CrossWatch {
    return this.#cross;
  }

  get monitor(): Monitor {
    return this.#monitor;
  }

  came(gateway: number, broker: string | null): void {
    this.#monitor.brokers.came(gateway, broker);
  }

  spoiled(gateway: Gateway, why: Spoiled): void {
    this.#tally.count(gateway.no, why, 1);
  }

  /** After the ledger of tags changed; many changes in a row are one look. */
  reload(): void {
    this.#loading = this.#loading
      .then(() => this.#load())
      .then(() => this.#configured())
      .then(() => this.#options.onConfigured?.())
      .catch((error: unknown) => this.#options.onFault(error, 'live: tags'));
  }

  /** What several signals and records say together, now. */
  async judgeTogether(): Promise<void> {
    this.#together = this.#together.catch(() => undefined).then(() => this.#judgeNow());
    await this.#together;
  }

  async #judgeNow(): Promise<void> {
    const { city } = this.#options;
    const now = this.now();
    if (now - this.#recordsAt >= RECORDS_MS) {
      this.#recordsAt = now;
      await this.#cross.load(city.options.owner, now).catch((error: unknown) => {
        this.#recordsAt = Number.NEGATIVE_INFINITY;
        throw error;
      });
    }
    if (!this.inForce.isApplied(this.config.defaults)) this.reload();
    await this.#cross.judge(now, this.inForce.figures);
    this.#telling.hand();
    if (this.#cross.urgent) await this.#keeping.urgent();
  }

  async reloaded(): Promise<void> {
    await this.#loading;
  }

  sweep(): void {
    const now = this.now();
    if (this.config.isDue(now)) this.reload();
    this.#monitor.sweep(now);
    this.#telling.hand();
    if (this.#monitor.urgent) this.#background(this.#keeping.urgent(), 'live: state');
  }

  /** What was said until now has become alarms. */
  async handed(): Promise<void> {
    await this.#telling.told();
  }

  /** Keeps the state of the tags, so that a start replays little: all of it. */
  async keep(): Promise<void> {
    await this.#keeping.all();
  }

  /** As many pages of it as the time asks for. */
  async keepSome(): Promise<void> {
    await this.#keeping.some();
  }

  get historyYears(): number {
    return this.#options.historyYears ?? historyRetention.years;
  }

  /** Packs what the journal holds of ended hours, `whole`: all of it; then merges and drops. */
  async pack(whole = false): Promise<Packed> {
    const { neededFrom = async () => null } = this.#options;
    const { owner } = this.city.options;
    const packed = this.#packing
      .catch(() => undefined)
      .then(async () => {
        const done = await packJournal(owner, this.now(), whole);
        await tendHistory(owner, this.now(), { years: this.historyYears, neededFrom });
        return done;
      });
    this.#packing = packed;
    return packed;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#following?.stop();
    this.#leave();
    await this.#intake?.close();
    await Promise.allSettled([this.#packing, this.#together]);
    await this.keep();
  }

  /** What is judged is what is in use; nothing is left standing of the rest. */
  async #configured(): Promise<void> {
    this.#monitor.configure();
    await endGone(this.city.options.owner, this.config, this.#monitor, this.now());
    this.#telling.hand();
  }

  async #load(): Promise<void> {
    const { owner } = this.#options.city.options;
    await this.config.load(owner, this.now(), { defaults: this.inForce.defaults });
    await this.#cross.load(owner, this.now());
    await dropUnknown(owner, this.config.claims);
  }

  #stored(batches: readonly Stored[]): void {
    for (const { row, readings, refused, unknown } of batches) {
      const { gateway, receivedAt, seq } = row;
      this.#monitor.take({ seq, gateway, receivedAt, readings });
      this.#tally.add(gateway, readings.count, refused, unknown);
      this.#judged = seq;
    }
    this.#telling.hand();
  }

  async #replay(after: number): Promise<void> {
    for await (const rows of rowsAfter(this.#options.city.options.app, after)) {
      for (const row of rows) {
        const { gateway, readings, refused } = judgedRow(row);
        const { seq, receivedAt } = row;
        const counting = seq > this.#counted;
        this.#monitor.take({ seq, gateway, readings, receivedAt }, counting);
        if (counting) this.#tally.add(gateway, readings.count, refused, null);
      }
      this.#judged = rows.at(-1)?.seq ?? this.#judged;
      await this.handed();
    }
  }

  #background(work: Promise<unknown>, where: string): void {
    work.catch((error: unknown) => this.#options.onFault(error, where));
  }
}
