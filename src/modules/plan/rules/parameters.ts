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
 * The entry in force on a day in a division, by name: of the division itself or of the nearest one
 * above it that has any, else the general one; the latest `from` stands, of equal ones the last. An
 * entry without value takes back what its own place said, so that the place above speaks again.
 */
export function entriesInForce(
  entries: readonly ParameterEntry[],
  at: Day,
  chain: readonly string[] = [],
): ReadonlyMap<string, ParameterEntry> {
  const today = formatDay(at);
  const places: (string | null)[] = [null, ...[...chain].reverse()];
  const standing = new Map<string, ParameterEntry>();
  for (const place of places) {
    for (const entry of latestOf(entries, place, today).values()) {
      if (entry.value !== null) standing.set(entry.name, entry);
    }
  }
  return standing;
}

function latestOf(
  entries: readonly ParameterEntry[],
  place: string | null,
  today: string,
): ReadonlyMap<string, ParameterEntry> {
  const latest = new Map<string, ParameterEntry>();
  for (const entry of entries) {
    if (entry.jurisdiction !== place || entry.from > today) continue;
    const before = latest.get(entry.name);
    if (!before || before.from <= entry.from) latest.set(entry.name, entry);
  }
  return latest;
}

export function inForce(
  entries: readonly ParameterEntry[],
  definitions: Definitions,
  at: Day,
  chain: readonly string[] = [],
): ParametersInForce {
  const values = new Map<string, ParameterInForce>();
  for (const [name, { value }] of entriesInForce(entries, at, chain)) {
    values.set(name, { unit: definitions.get(name)?.unit, value });
  }
  return values;
}

/** Does any division, or all of them, have a value on the day? */
export function hasValue(entries: readonly ParameterEntry[], name: string, at: Day): boolean {
  const own = entries.filter((e) => e.name === name);
  const today = formatDay(at);
  return [...new Set(own.map((e) => e.jurisdiction))].some((place) =>
    [...latestOf(own, place, today).values()].some(({ value }) => value !== null),
  );
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

/** Entries of a lower layer under those of a higher one, which speaks last for its own places. */
export function layered(
  below: readonly ParameterEntry[],
  above: readonly ParameterEntry[],
): ParameterEntry[] {
  const place = (e: ParameterEntry): string => `${e.name} ${e.jurisdiction}`;
  const spoken = new Set(above.map(place));
  return [...below.filter((entry) => !spoken.has(place(entry))), ...above];
}
