import { dayAt } from '../../src/kernel/calendar.ts';
import { durationOf, mustDay } from './time.ts';
import type { ParameterEntry, Value } from './types.ts';
import type { World } from './world.ts';

/** Values of the parameters in force at T. */
export class Parameters {
  private readonly entries: readonly ParameterEntry[];
  private readonly world: World;

  constructor(entries: readonly ParameterEntry[], world: World) {
    this.world = world;
    this.entries = entries;
  }

  /** That of the nearest division up the chain (as of T), else the general one. */
  valueFor(name: string, division: string | undefined): Value | undefined {
    for (const holder of this.world.at(this.world.T).chain(division)) {
      const value = this.inForce(name, holder);
      if (value !== undefined) return value;
    }
    return this.inForce(name, undefined);
  }

  /** Set for anyone at all, in general or for some division. */
  isSet(name: string): boolean {
    return this.entries.some(
      (entry) => entry.name === name && this.inForce(name, entry.jurisdiction) !== undefined,
    );
  }

  /** The entry begun last; of equal ones the last in the list. null takes a value back. */
  private inForce(name: string, jurisdiction: string | undefined): Value | undefined {
    const today = dayAt(this.world.T);
    let chosen: ParameterEntry | undefined;
    for (const entry of this.entries) {
      if (entry.name !== name || entry.jurisdiction !== jurisdiction) continue;
      if (entry.from !== undefined && mustDay(entry.from) > today) continue;
      if (!chosen || (entry.from ?? '') >= (chosen.from ?? '')) chosen = entry;
    }
    const value = chosen?.value;
    if (value === undefined || value === null) return undefined;
    return Array.isArray(value) && value.length === 0 ? undefined : value;
  }
}

/** Every integer parameter that counts hours carries it in its name; the others count days. */
export const unitOf = (name: string): 'hours' | 'days' => (/hours/i.test(name) ? 'hours' : 'days');

export const parameterDuration = (name: string, value: unknown) => durationOf(value, unitOf(name));
