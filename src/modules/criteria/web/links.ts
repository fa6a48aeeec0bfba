import { type RefObject, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { withFilters } from '../../../ui/ledger/filters.ts';

/** An address of this page with some of its values changed. */
export function useLinkWith(): (change: Readonly<Record<string, string | null>>) => string {
  const [search] = useSearchParams();
  return (change) => `?${withFilters(search, change)}`;
}

export const hazardPath = (id: string): string => `/hazards/${encodeURIComponent(id)}`;
export const firmPath = (id: string): string => `/enterprises/${encodeURIComponent(id)}`;
export const recordPath = (type: string, id: string): string =>
  type === 'enterprise' ? firmPath(id) : `/records/${type}/${encodeURIComponent(id)}`;

/** A box that comes into view when what is in it was chosen anew. */
export function useInView(chosen: object): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const key = JSON.stringify(chosen);
  const last = useRef(key);
  useEffect(() => {
    if (last.current === key) return;
    last.current = key;
    box.current?.scrollIntoView({ block: 'start' });
  }, [key]);
  return box;
}
