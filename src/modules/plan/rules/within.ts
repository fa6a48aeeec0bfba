import type { ParameterEntry } from '../../../law/plans/model.ts';

/** The division that an evaluation is asked for, among all of them. */
export interface Asked {
  /** Null: all of them. */
  readonly within: string | null;
  /** Each division with itself and those above it, nearest first. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
  /** Division → the functional zones in which it lies, beside the divisions above it. */
  readonly zones: ReadonlyMap<string, readonly string[]>;
}

/** Is it the division asked for, or one below it? A zone has below it what lies in it. */
export function isWithin({ within, chains, zones }: Asked, division: string | null): boolean {
  if (within === null || division === within) return true;
  if (division === null) return false;
  const chain = chains.get(division) ?? [division];
  return chain.includes(within) || chain.some((d) => zones.get(d)?.includes(within));
}

/** The division asked for and those above it: whose values of parameters its figures take. */
export function chainOf({ within, chains }: Asked): readonly string[] {
  return within === null ? [] : (chains.get(within) ?? [within]);
}

/**
 * Values of parameters set for divisions elsewhere say nothing about the one asked for. What lies
 * in a zone takes the values of its own county.
 */
export function entriesFor(
  entries: readonly ParameterEntry[],
  asked: Asked,
): readonly ParameterEntry[] {
  if (asked.within === null) return entries;
  const concerned = new Set(chainOf(asked));
  for (const [division, chain] of asked.chains) {
    if (isWithin(asked, division)) for (const each of chain) concerned.add(each);
  }
  return entries.filter(({ jurisdiction: j }) => j === null || concerned.has(j));
}
