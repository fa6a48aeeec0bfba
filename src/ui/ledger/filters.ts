import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export type Filters<K extends string> = Readonly<Partial<Record<K, string>>>;

/** The filters of an address: only those that have a value. */
export function filtersOf<K extends string>(
  search: URLSearchParams,
  names: readonly K[],
): Filters<K> {
  const found: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = search.get(name);
    if (value !== null && value !== '') found[name] = value;
  }
  return found;
}

/** An address with some filters changed; an empty one leaves it, the others stay. */
export function withFilters<K extends string>(
  search: URLSearchParams,
  change: Readonly<Partial<Record<K, string | null | undefined>>>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries<string | null | undefined>(change)) {
    if (value === null || value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/**
 * Filters and order of a list live in the address: a link shows what its sender saw, and Back
 * brings the last filter back. `useFilters(['status', 'sort'])`.
 */
export function useFilters<K extends string>(
  names: readonly K[],
): readonly [
  Filters<K>,
  (change: Readonly<Partial<Record<K, string | null | undefined>>>) => void,
] {
  const [search, setSearch] = useSearchParams();
  const joined = names.join('\n');
  const values = useMemo(
    () => filtersOf(search, joined.split('\n') as unknown as readonly K[]),
    [search, joined],
  );
  const choose = useCallback(
    (change: Readonly<Partial<Record<K, string | null | undefined>>>) =>
      setSearch((now) => withFilters(now, change)),
    [setSearch],
  );
  return [values, choose];
}
