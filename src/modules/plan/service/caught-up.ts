import type { Marks } from '../../records/index.ts';

/** What a refresh found, and what it renewed or left to the next reader; null: all built anew. */
export interface CaughtUp {
  readonly facts: number | null;
  readonly clauses: number;
  readonly duties: number | null;
  /** Types of the subjects whose duties were renewed. */
  readonly entities: readonly string[];
  /** What changed in the projection; null: anything may have. */
  readonly marks: Marks | null;
}

interface Due {
  readonly renewal: { readonly entity: string };
  readonly subjects: readonly string[] | null;
}

export function caughtUpOf(
  { facts, marks }: { readonly facts: number; readonly marks: Marks },
  due: readonly Due[],
): CaughtUp {
  const duties = due.reduce((sum, { subjects }) => sum + (subjects?.length ?? 0), 0);
  const entities = [...new Set(due.map(({ renewal }) => renewal.entity))];
  return { facts, clauses: due.length, duties, entities, marks };
}

/** With the numbers of the clauses that were renewed, told once it is committed. */
export interface Renewed {
  readonly caughtUp: CaughtUp;
  readonly numbers: readonly number[];
}

/** Thrown out of a refresh: a whole build is faster. */
export class TooMuchChanged extends Error {}
