import { setTimeout } from 'node:timers/promises';
import type { Day, Moment } from '../../../kernel/calendar.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Signal } from '../../live/index.ts';
import { entriesInForce } from '../../plan/index.ts';
import { alarmParameters, alarmSettings } from '../load.ts';
import { evidenceBegins } from '../rules/evidence.ts';
import { settingsBy } from '../rules/in-force.ts';
import type { AlarmSettings } from '../rules/settings.ts';
import { openSince } from '../store/needed.ts';
import { type Delivery, inAppOnly } from './channels.ts';
import { lookAt } from './climbing.ts';
import { deliverDue } from './delivering.ts';
import { stateFacts } from './facts.ts';
import { takeSignals } from './take.ts';

const LOOK_MS = 1000;
interface Kept {
  readonly of: LiveCity['parameters'];
  readonly today: Day;
  readonly value: AlarmSettings;
}

const kept = new WeakMap<LiveCity, Alarms>();

/** The alarms of one city: signals become alarms, alarms climb by themselves, facts follow them. */
export class Alarms {
  readonly city: LiveCity;
  #settings: Kept | null = null;
  readonly #clock: () => Moment;
  #delivery = inAppOnly;
  #work: Promise<unknown> = Promise.resolve();
  #delivering: Promise<unknown> = Promise.resolve();
  #running = false;

  constructor(city: LiveCity, clock: () => Moment = () => city.now()) {
    this.city = city;
    this.#clock = clock;
  }

  /** As the city's parameters say today; where they say nothing, as they ship. */
  get settings(): AlarmSettings {
    const { parameters } = this.city;
    const today = this.city.today();
    const before = this.#settings;
    if (before?.of === parameters && before.today === today) return before.value;
    const names = new Set(alarmParameters());
    const own = parameters.filter(({ name }) => names.has(name));
    const value = settingsBy(alarmSettings(), entriesInForce(own, today));
    this.#settings = { of: parameters, today, value };
    return value;
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
    const { added, changed } = await takeSignals(this.city, this.settings, signals, this.now());
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
      const { climbed, released } = await lookAt(this.city, this, this.now());
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
