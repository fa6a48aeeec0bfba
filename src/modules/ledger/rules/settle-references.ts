import type { Reference } from '../model.ts';

export interface Candidate {
  readonly type: string;
  readonly record: string;
  readonly references: readonly Reference[];
}

export interface Settled<T> {
  readonly accepted: readonly T[];
  readonly waiting: readonly T[];
  /** Why a fact waits: the record that is missing; absent for one that only keeps its order. */
  readonly missing: ReadonlyMap<T, Reference>;
}

export interface Surroundings {
  /** The record stands in the ledger, or needs no record. */
  readonly exists: (type: string, record: string) => boolean;
  /** An earlier fact of this record waits; null when order need not be kept any more. */
  readonly waits: ((type: string, record: string) => boolean) | null;
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
  const open = openReferences(candidates, exists);
  const living = livingOf(candidates, open);
  const resolves = ({ types, record }: Reference): boolean =>
    types.some((type) => (living.get(type)?.get(record) ?? 0) > 0);
  const missing = new Map<T, Reference>();
  const out = new Set<T>();
  // Each round takes out at least one candidate, or is the last.
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    const held = new Set<string>();
    const isHeld = ({ type, record }: T): boolean =>
      (held.size > 0 && held.has(recordKeyOf(type, record))) || (waits?.(type, record) ?? false);
    for (const candidate of candidates) {
      const { type, record } = candidate;
      if (!out.has(candidate)) {
        const lost = open.get(candidate)?.find((reference) => !resolves(reference));
        if (!lost && (waits === null || !isHeld(candidate))) continue;
        if (lost) missing.set(candidate, lost);
        out.add(candidate);
        const ofType = living.get(type);
        const count = ofType?.get(record);
        if (count !== undefined) ofType?.set(record, count - 1);
      }
      held.add(recordKeyOf(type, record));
    }
  }
  if (out.size === 0) return { accepted: candidates, waiting: [], missing };
  const accepted = candidates.filter((one) => !out.has(one));
  return { accepted, waiting: candidates.filter((one) => out.has(one)), missing };
}

type Open<T> = ReadonlyMap<T, readonly Reference[]>;

/** The references that only a record of the same batch can resolve. */
function openReferences<T extends Candidate>(
  candidates: readonly T[],
  exists: Surroundings['exists'],
): Open<T> {
  const open = new Map<T, readonly Reference[]>();
  for (const candidate of candidates) {
    if (candidate.references.length === 0) continue;
    const left = candidate.references.filter(
      ({ types, record }) => !types.some((type) => exists(type, record)),
    );
    if (left.length > 0) open.set(candidate, left);
  }
  return open;
}

/** How many facts the batch has of each record that an open reference names. */
function livingOf<T extends Candidate>(candidates: readonly T[], open: Open<T>) {
  const living = new Map<string, Map<string, number>>();
  for (const references of open.values()) {
    for (const { types, record } of references) {
      for (const type of types) {
        const ofType = living.get(type);
        if (ofType) ofType.set(record, 0);
        else living.set(type, new Map([[record, 0]]));
      }
    }
  }
  if (open.size === 0) return living;
  for (const { type, record } of candidates) {
    const ofType = living.get(type);
    const count = ofType?.get(record);
    if (count !== undefined) ofType?.set(record, count + 1);
  }
  return living;
}
