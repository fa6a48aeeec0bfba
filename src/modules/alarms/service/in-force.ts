import type { Day } from '../../../kernel/calendar.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { entriesInForce } from '../../plan/index.ts';
import { alarmParameters, alarmSettings } from '../load.ts';
import { settingsBy } from '../rules/in-force.ts';
import type { AlarmSettings } from '../rules/settings.ts';
import { divisionsOf } from '../store/divisions.ts';

/** Settings of whoever an alarm is about. */
export type SettingsOf = (enterprise: string) => AlarmSettings;

interface Kept {
  readonly of: LiveCity['parameters'];
  readonly today: Day;
  readonly own: readonly ParameterEntry[];
  /** A division decided for itself. */
  readonly divided: boolean;
  readonly byChain: Map<string, AlarmSettings>;
}

/** The times by which alarms go (报警时限): of the city, or of the division that set its own. */
export class SettingsInForce {
  readonly #city: LiveCity;
  #kept: Kept | null = null;

  constructor(city: LiveCity) {
    this.#city = city;
  }

  /** Of the whole city; where it says nothing, as they ship. */
  get general(): AlarmSettings {
    return this.#in([]);
  }

  /** Of so many enterprises. Nothing is read as long as no division has times of its own. */
  async of(client: PoolClient, enterprises: readonly string[]): Promise<SettingsOf> {
    // Worked out here, when nobody waits: the first alarm after a start would be 200 ms later.
    const { general } = this;
    if (!this.#now().divided) return () => general;
    const chains = await divisionsOf(client, [...new Set(enterprises)]);
    return (enterprise) => this.#in(chains.get(enterprise) ?? []);
  }

  #in(chain: readonly string[]): AlarmSettings {
    const { own, today, byChain } = this.#now();
    const key = chain.join();
    const known = byChain.get(key);
    if (known) return known;
    const made = settingsBy(alarmSettings(), entriesInForce(own, today, chain));
    byChain.set(key, made);
    return made;
  }

  #now(): Kept {
    const { parameters } = this.#city;
    const today = this.#city.today();
    const before = this.#kept;
    if (before?.of === parameters && before.today === today) return before;
    const names = new Set(alarmParameters());
    const own = parameters.filter(({ name }) => names.has(name));
    const divided = own.some(({ jurisdiction }) => jurisdiction !== null);
    this.#kept = { of: parameters, today, own, divided, byChain: new Map() };
    return this.#kept;
  }
}
