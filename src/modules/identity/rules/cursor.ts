import { cursorOf, partsOfCursor } from '../../../kernel/cursor.ts';

/** Null: no cursor of ours. */
export function lastOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [last = null] = partsOfCursor(cursor, 1) ?? [];
  return last;
}

/** A page and the cursor of the next, from one row more than was asked for. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  last: (row: T) => string,
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const end = shown.at(-1);
  return { rows: shown, next: rows.length > limit && end ? cursorOf([last(end)]) : null };
}
