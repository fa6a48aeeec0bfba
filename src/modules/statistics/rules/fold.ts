import { OWN } from '../model.ts';

export interface Keyed {
  readonly key: string | null;
  readonly values: readonly number[];
}

export const plus = (a: readonly number[], b: readonly number[]): number[] =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));

export function sumOf(counts: readonly Keyed[]): readonly number[] {
  return counts.reduce<readonly number[]>((sum, { values }) => plus(sum, values), []);
}

/** Counts added up under what each key belongs to. */
export function groupedBy(
  counts: readonly Keyed[],
  belongsTo: (key: string | null) => string,
): Map<string, readonly number[]> {
  const sums = new Map<string, readonly number[]>();
  for (const { key, values } of counts) {
    const group = belongsTo(key);
    sums.set(group, plus(sums.get(group) ?? [], values));
  }
  return sums;
}

/** Which row right below the node a division counts in: what lies in none of them stays at the node. */
export function childOf(
  chainOf: (division: string | null) => readonly string[],
  node: string,
  children: ReadonlySet<string>,
): (division: string | null) => string {
  const known = new Map<string | null, string>();
  return (division) => {
    const kept = known.get(division);
    if (kept !== undefined) return kept;
    const chain = chainOf(division);
    const child = chain[chain.indexOf(node) - 1];
    const found = child !== undefined && children.has(child) ? child : OWN;
    known.set(division, found);
    return found;
  };
}
