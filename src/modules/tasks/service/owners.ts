import type { Queryable } from '../../../platform/db/transaction.ts';
import type { Owner } from '../model.ts';
import { ownersOf } from '../rules/owners.ts';
import { divisionsOf } from '../store/owed.ts';
import { openCounts } from '../store/todos.ts';

/** Where the subject of a duty lies. */
export interface Lying {
  readonly enterprises: readonly string[];
  readonly park: string | null;
  readonly division: string | null;
}

/** Who owes the duties of a clause, as the inbox has it. */
export async function ownersNow(
  db: Queryable,
): Promise<(actors: readonly string[], at: Lying) => readonly Owner[]> {
  const divisions = await divisionsOf(db);
  return (actors, { enterprises, park, division }) =>
    ownersOf(actors, { enterprises, park, divisions: divisions(division) });
}

/** How many to-dos are open at each of some nodes. */
export async function openByOwner(
  db: Queryable,
  owners: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return openCounts(db, owners);
}
