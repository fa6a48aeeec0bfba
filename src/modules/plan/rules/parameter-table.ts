import type { Day } from '../../../kernel/calendar.ts';
import type {
  ParameterDefinition,
  ParameterEntry,
  ParameterProfile,
} from '../../../law/plans/model.ts';
import type { RecordedEntry } from '../model.ts';
import type { Definitions } from './parameters.ts';
import { entriesInForce } from './parameters.ts';

/** A parameter as it stands on a day, in a division or in general. */
export interface ParameterRow
  extends Pick<ParameterDefinition, 'name' | 'zh' | 'en' | 'type' | 'unit' | 'choices' | 'owner'> {
  /** Null: nobody has set it. */
  readonly value: ParameterEntry['value'];
  readonly from: string | null;
  /** Whose value it is: set for all, set for a division, or for nobody. */
  readonly basis: 'general' | 'division' | 'unset';
  readonly jurisdiction: string | null;
  readonly reason: ParameterEntry['reason'];
  readonly by: string | null;
  readonly profile: string | null;
  /** Why the plan needs it. */
  readonly why: ParameterDefinition['reason'];
  /** Divisions with a value of their own on the day. */
  readonly divisions: readonly string[];
}

export function parameterRows(
  definitions: Definitions,
  entries: readonly RecordedEntry[],
  at: Day,
  chain: readonly string[],
): ParameterRow[] {
  const standing = entriesInForce(entries, at, chain);
  const places = [...new Set(entries.flatMap((e) => e.jurisdiction ?? []))].sort();
  const own = places.map((place) => ({ place, standing: entriesInForce(entries, at, [place]) }));
  return [...definitions.values()].map((definition) => {
    const { name, zh, en, type, unit, choices, owner, reason: why } = definition;
    const entry = standing.get(name) as RecordedEntry | undefined;
    const place = entry?.jurisdiction ?? null;
    return {
      name,
      zh,
      en,
      type,
      ...(unit ? { unit } : {}),
      ...(choices ? { choices } : {}),
      owner,
      value: entry?.value ?? null,
      from: entry?.from ?? null,
      basis: !entry ? 'unset' : place === null ? 'general' : 'division',
      jurisdiction: place,
      reason: entry?.reason ?? null,
      by: entry?.by ?? null,
      profile: entry?.profile ?? null,
      why,
      divisions: own.flatMap((o) =>
        o.standing.get(name)?.jurisdiction === o.place ? o.place : [],
      ),
    };
  });
}

export interface ProfileChanges {
  /** Entries to be written. */
  readonly added: readonly ParameterEntry[];
  /** Names that somebody has set for all, from the same day or a later one on, too: they stay. */
  readonly kept: readonly string[];
}

/** A profile fills what is unset; what somebody has set stands. */
export function profileChanges(
  profile: ParameterProfile,
  entries: readonly ParameterEntry[],
  chosen: { readonly by: string; readonly from: string | null },
): ProfileChanges {
  const general = entries.filter((entry) => entry.jurisdiction === null);
  const added: ParameterEntry[] = [];
  const kept: string[] = [];
  for (const value of profile.values) {
    const entry = { ...value, by: chosen.by, from: chosen.from ?? value.from };
    if (isSet(general, entry.name, entry.from)) kept.push(entry.name);
    else added.push(entry);
  }
  return { added, kept };
}

/** Is the last word on the day, or any later one, a value? */
function isSet(entries: readonly ParameterEntry[], name: string, from: string): boolean {
  const own = entries.filter((entry) => entry.name === name);
  const before = own.filter((entry) => entry.from <= from);
  const standing = before.reduce<ParameterEntry | null>(
    (best, entry) => (best === null || best.from <= entry.from ? entry : best),
    null,
  );
  const later = own.filter((entry) => entry.from > from);
  return [...(standing ? [standing] : []), ...later].some(({ value }) => value !== null);
}
