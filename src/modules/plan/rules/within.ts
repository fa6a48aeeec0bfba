import type { ParameterEntry } from '../../../law/plans/model.ts';

/** The division that an evaluation is asked for, among all of them. */
export interface Asked {
  /** Null: all of them. */
  readonly within: string | null;
  /** Each division with itself and those above it, nearest first. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
}

/** Is it the division asked for, or one below it? */
export function isWithin({ within, chains }: Asked, division: string | null): boolean {
  if (within === null || division === within) return true;
  return division !== null && (chains.get(division) ?? []).includes(within);
}

/** The division asked for and those above it: whose values of parameters its figures take. */
export function chainOf({ within, chains }: Asked): readonly string[] {
  return within === null ? [] : (chains.get(within) ?? [within]);
}

/** Values of parameters set for divisions elsewhere say nothing about the one asked for. */
export function entriesFor(
  entries: readonly ParameterEntry[],
  asked: Asked,
): readonly ParameterEntry[] {
  if (asked.within === null) return entries;
  const above = chainOf(asked);
  return entries.filter(
    ({ jurisdiction: j }) => j === null || above.includes(j) || isWithin(asked, j),
  );
}
