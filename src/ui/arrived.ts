import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/**
 * Brings a part of the page into view once it is there, where the address names it
 * (`/plan/CHEM-1.1?status=overdue#duties`): pages are loaded later than the address is read.
 */
export function useArrived<E extends HTMLElement>(name: string) {
  const ref = useRef<E>(null);
  const { hash, key } = useLocation();
  const arrived = useRef<string | null>(null);
  useEffect(() => {
    if (hash !== `#${name}` || arrived.current === key) return;
    arrived.current = key;
    ref.current?.scrollIntoView({ block: 'start' });
  }, [hash, key, name]);
  return ref;
}
