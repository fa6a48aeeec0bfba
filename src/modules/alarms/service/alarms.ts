import { setTimeout } from 'node:timers/promises';
import type { Moment } from '../../../kernel/calendar.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Signal } from '../../live/index.ts';
import { evidenceBegins } from '../rules/evidence.ts';
import type { AlarmSettings } from '../rules/settings.ts';
import { openSince } from '../store/needed.ts';
import { type Delivery, inAppOnly } from './channels.ts';
import { lookAt } from './climbing.ts';
import { deliverDue } from './delivering.ts';
import { stateFacts } from './facts.ts';
import { SettingsInForce, type SettingsOf } from './in-force.ts';
import { takeSignals } from './take.ts';

const LOOK_MS = 1000;
const kept = new WeakMap<LiveCity, Alarms>();

/** The alarms of one city: signals become alarms, alarms climb by themselves, facts follow them. */
export class Alarms {
  readonly city: LiveCity;
  readonly #inForce: SettingsInForce;
  readonly #clock: () => Moment;
  #delivery = inAppOnly;
  #work: Promise<unknown> = Promise.resolve();
  #delivering: Promise<unknown> = Promise.resolve();
  #running = false;

  constructor(city: LiveCity, clock: () => Moment = () => city.now()) {
    this.city = city;
    this.#inForce = new SettingsInForce(city);
    this.#clock = clock;
  }

  /** Of the whole city; where its parameters say nothing, as they ship. */
  get settings(): AlarmSettings {
    return this.#inForce.general;
  }

  /** Of the enterprises that alarms are about, by the divisions that they lie in. */
  settingsOf(client: PoolClient, enterprises: readonly string[]): Promise<SettingsOf> {
    return this.#inForce.of(client, enterprises);
  }

  /** One for each city. */
  static of(city: LiveCity): Alarms {
    const known = kept.get(city);
    if (known) return known;
    const made = new Alarms(city);
    kept.set(city, made);
    return made;
  }

  /** Another clock, for tests: all that is asked of this city's alarms goes by it. */
  static by(city: LiveCity, clock: () => Moment): Alarms {
    const made = new Alarms(city, clock);
    kept.set(city, made);
    return made;
  }

  now(): Moment {
    return this.#clock();
  }

  /** Keeps signals: durable when it resolves; the same signals again change nothing. */
  async take(signals: readonly Signal[]): Promise<void> {
    const { added, changed } = await takeSignals(this.city, this.#inForce, signals, this.now());
    if (added.length + changed.length > 0) this.city.announce({ topic: 'alarm' });
  }

  /** Readings from here on are evidence of what is open still; null: nothing is. */
  async evidenceFrom(): Promise<Moment | null> {
    const since = await openSince(this.city.options.owner);
    return since === null ? null : evidenceBegins(since);
  }

  /** Looks once: holds that end, alarms that climb, facts that follow. */
  look(
    onFault: (error: unknown) => void,
  ): Promise<{ climbed: number; released: number; stated: number }> {
    const done = this.#work.then(async () => {
      const { climbed, released } = await lookAt(
        this.city,
        { inForce: this.#inForce, delivery: this.#delivery },
        this.now(),
      );
      const stated = await stateFacts(this.city, onFault);
      if (climbed + released > 0) this.city.announce({ topic: 'alarm' });
      if (climbed > 0) this.city.announce({ topic: 'todo' });
      return { climbed, released, stated };
    });
    this.#work = done.catch(() => undefined);
    return done;
  }

  get delivery(): Delivery {
    return this.#delivery;
  }

  /** By what people are told from here on, beside the platform's own messages. */
  tellBy(delivery: Delivery): void {
    this.#delivery = delivery;
  }

  /** Tries once what is due in the outbox; one round at a time. */
  deliver(): Promise<number> {
    const done = this.#delivering.then(() => deliverDue(this.city, this.delivery, this.#clock));
    this.#delivering = done.catch(() => undefined);
    return done;
  }

  /** Looks every second until `stop`, and delivers apart from that: a slow receiver holds up nothing. */
  start(onFault: (error: unknown) => void): void {
    this.#running = true;
    void this.#repeat(() => this.look(onFault), onFault);
    void this.#repeat(() => this.deliver(), onFault);
  }

  async #repeat(work: () => Promise<unknown>, onFault: (error: unknown) => void): Promise<void> {
    while (this.#running) {
      await work().catch(onFault);
      await setTimeout(LOOK_MS, null, { ref: false });
    }
  }

  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all([this.#work, this.#delivering]);
  }
}
