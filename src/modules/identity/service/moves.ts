import type { CaughtUp } from '../../plan/index.ts';

/** Attributes that decide where an enterprise, and what hangs on it, lies. */
const PLACING = ['jurisdiction', 'industry', 'park', 'parent', 'zones', '*'];

/** May records have gone over to another scope? Null: anything may have changed. */
export function mayMove(marks: CaughtUp['marks']): boolean {
  if (!marks) return true;
  return ['enterprise', 'jurisdiction'].some((type) =>
    [...(marks.get(type)?.values() ?? [])].some((attrs) => PLACING.some((attr) => attrs.has(attr))),
  );
}
