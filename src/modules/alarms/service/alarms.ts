import type { Moment } from '../../../kernel/calendar.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Signal } from '../../live/index.ts';
import { alarmSettings } from '../load.ts';
import type { AlarmSettings } from '../rules/settings.ts';
import { lookAt } from './climbing.ts';
import { stateFacts } from './facts.ts';
import { takeSignals } from './take.ts';

const LOOK_MS = 1000;
const kept = new WeakMap<LiveCity, Alarms>();

/** The alarms of one city: signals become alarms, alarms climb by themselves, facts follow them. */
export class Alarms {
  readonly city: LiveCity;
  readonly settings: AlarmSettings;
  readonly #clock: () => Moment;
  #work: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;

  constructor(city: LiveCity, clock: () => Moment = () => city.now()) {
    this.city = city;
    this.settings = alarmSettings();
    this.#clock = clock;
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

  /** Looks once: holds that end, alarms that climb, facts that follow. */
  look(
    onFault: (error: unknown) => void,
  ): Promise<{ climbed: number; released: number; stated: number }> {
    const done = this.#work.then(async () => {
      const { climbed, released } = await lookAt(this.city, this.settings, this.now());
      const stated = await stateFacts(this.city, onFault);
      if (climbed + released > 0) this.city.announce({ topic: 'alarm' });
      if (climbed > 0) this.city.announce({ topic: 'todo' });
      return { climbed, released, stated };
    });
    this.#work = done.catch(() => undefined);
    return done;
  }

  /** Looks every second until `stop`. */
  start(onFault: (error: unknown) => void): void {
    const again = (): void => {
      this.look(onFault)
        .catch(onFault)
        .finally(() => {
          if (this.#timer) this.#timer = setTimeout(again, LOOK_MS);
        });
    };
    this.#timer = setTimeout(again, 0);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#work;
  }
}
