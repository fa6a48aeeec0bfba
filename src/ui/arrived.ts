import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** What is loaded above a part moves it: so long it is followed, unless the reader moves himself. */
const FOLLOW_MS = 4000;
const OWN_MOVES = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;

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
    const show = (): void => ref.current?.scrollIntoView({ block: 'start' });
    const grows = new ResizeObserver(show);
    const stop = (): void => {
      grows.disconnect();
      for (const move of OWN_MOVES) removeEventListener(move, stop);
    };
    show();
    grows.observe(document.body);
    for (const move of OWN_MOVES) addEventListener(move, stop, { passive: true });
    const timer = setTimeout(stop, FOLLOW_MS);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [hash, key, name]);
  return ref;
}
