/** Where a page ends, in a form that nobody takes apart. */
export const cursorOf = (last: string): string => btoa(encodeURIComponent(last));

/** Null: no cursor of ours. */
export function lastOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  try {
    return decodeURIComponent(atob(cursor));
  } catch {
    return null;
  }
}

/** A page and the cursor of the next, from one row more than was asked for. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  last: (row: T) => string,
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const end = shown.at(-1);
  return { rows: shown, next: rows.length > limit && end ? cursorOf(last(end)) : null };
}
