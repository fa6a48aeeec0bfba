import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { ParameterDefinition, ParameterEntry } from '../../../law/plans/model.ts';

/** A parameter's value (参数) where and when a clause reads it. */
export interface ParameterInForce {
  /** What an integer counts. */
  readonly unit: string | undefined;
  readonly value: unknown;
}

export type ParametersInForce = ReadonlyMap<string, ParameterInForce>;
export type Definitions = ReadonlyMap<string, ParameterDefinition>;

/** Divisions that share every value which a clause reads; `divisions` null: all the others. */
export interface ParameterGroup {
  readonly divisions: readonly string[] | null;
  readonly parameters: ParametersInForce;
}

/**
 * The values in force on a day in a division: of its own or of the nearest division above it that
 * has any, else the general ones; the latest `from` stands, of equal ones the last.
 */
export function inForce(
  entries: readonly ParameterEntry[],
  definitions: Definitions,
  at: Day,
  chain: readonly string[] = [],
): ParametersInForce {
  const today = formatDay(at);
  const places: (string | null)[] = [null, ...[...chain].reverse()];
  const values = new Map<string, ParameterInForce>();
  for (const place of places) {
    const here = entries.filter((e) => e.jurisdiction === place && e.from <= today);
    here.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    for (const { name, value } of here) {
      values.set(name, { unit: definitions.get(name)?.unit, value });
    }
  }
  return values;
}

/** Does any division, or all of them, have a value on the day? */
export function hasValue(entries: readonly ParameterEntry[], name: string, at: Day): boolean {
  const today = formatDay(at);
  return entries.some((e) => e.name === name && e.from <= today);
}

/** Splits the divisions by the values of the parameters named; the general group stands last. */
export function parameterGroups(
  entries: readonly ParameterEntry[],
  definitions: Definitions,
  at: Day,
  names: readonly string[],
  chains: ReadonlyMap<string, readonly string[]>,
): ParameterGroup[] {
  const read = entries.filter((e) => names.includes(e.name));
  const general = inForce(read, definitions, at);
  const rest: ParameterGroup = { divisions: null, parameters: general };
  const special = new Set(read.map((e) => e.jurisdiction).filter((j) => j !== null));
  if (special.size === 0) return [rest];
  const groups = new Map<string, { divisions: string[]; parameters: ParametersInForce }>();
  for (const [division, chain] of chains) {
    if (!chain.some((d) => special.has(d))) continue;
    const parameters = inForce(read, definitions, at, chain);
    const key = JSON.stringify(names.map((name) => parameters.get(name)?.value));
    const group = groups.get(key) ?? { divisions: [], parameters };
    group.divisions.push(division);
    groups.set(key, group);
  }
  return [...groups.values(), rest];
}
