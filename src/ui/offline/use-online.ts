import { useSyncExternalStore } from 'react';
import { told } from '../api/told.ts';
import { clock } from './clock.ts';

/** Does the last that was heard of the network say that the server can be reached? */
let reachable = navigator.onLine;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === reachable) return;
  reachable = next;
  for (const listener of listeners) listener();
}

window.addEventListener('online', () => set(true));
window.addEventListener('offline', () => set(false));
// An answer came in: the browser's own idea of the network is often late.
clock.listen(() => set(true));
told.listen(({ code }) => {
  if (code === 'offline') set(false);
});

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const network = {
  lost: (): void => set(false),
};

export const useOnline = (): boolean => useSyncExternalStore(listen, () => reachable);
