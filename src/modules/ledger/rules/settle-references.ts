import type { Reference } from '../model.ts';

export interface Candidate {
  readonly recordKey: string;
  readonly references: readonly Reference[];
}

export interface Settled<T> {
  readonly accepted: T[];
  readonly waiting: T[];
  /** Why a fact waits: the record that is missing; absent for one that only keeps its order. */
  readonly missing: Map<T, Reference>;
}

export interface Surroundings {
  /** The record stands in the ledger, or needs no record. */
  readonly exists: (type: string, record: string) => boolean;
  /** An earlier fact of this record waits; null when order need not be kept any more. */
  readonly waits: ((recordKey: string) => boolean) | null;
}

export const recordKeyOf = (type: string, record: string): string => `${type}/${record}`;

/**
 * Which facts of a batch may enter: the largest set in which every reference names a record of the
 * ledger or of the set itself, so that records may name each other. What is left waits.
 */
export function settleReferences<T extends Candidate>(
  candidates: readonly T[],
  { exists, waits }: Surroundings,
): Settled<T> {
  const living = new Map<string, number>();
  for (const { recordKey } of candidates) living.set(recordKey, (living.get(recordKey) ?? 0) + 1);
  const resolves = ({ types, record }: Reference): boolean =>
    types.some((type) => (living.get(recordKeyOf(type, record)) ?? 0) > 0 || exists(type, record));
  const missing = new Map<T, Reference>();
  const out = new Set<T>();
  // Each round takes out at least one candidate, or is the last.
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    const held = new Set<string>();
    for (const candidate of candidates) {
      const { recordKey, references } = candidate;
      if (!out.has(candidate)) {
        const lost = references.find((reference) => !resolves(reference));
        const ordered = waits !== null && (held.has(recordKey) || waits(recordKey));
        if (!lost && !ordered) continue;
        if (lost) missing.set(candidate, lost);
        out.add(candidate);
        living.set(recordKey, (living.get(recordKey) ?? 0) - 1);
      }
      held.add(recordKey);
    }
  }
  const accepted = out.size === 0 ? [...candidates] : candidates.filter((one) => !out.has(one));
  return { accepted, waiting: candidates.filter((one) => out.has(one)), missing };
}
