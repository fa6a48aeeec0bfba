/** Expected refusals are values; surprises throw. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | Refused<E>;

export interface Refused<E> {
  readonly ok: false;
  readonly error: E;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<E>(error: E): Refused<E> {
  return { ok: false, error };
}

/** For states that the types or an earlier check exclude. Throws when the belief is wrong. */
export function assert(condition: unknown, belief: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${belief}`);
}

/** The value, when it must be there. */
export function must<T>(value: T | null | undefined, belief: string): T {
  if (value === null || value === undefined) throw new Error(`assertion failed: ${belief}`);
  return value;
}
