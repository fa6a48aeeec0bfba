import { useSyncExternalStore } from 'react';

/** The program that opens the phone's pages without a network, and how far it is. */
interface Standing {
  /** Null: this browser has none (微信 on iOS, plain http): pages open with a network only. */
  readonly able: boolean;
  /** A newer version is loaded and waits until it is let in. */
  readonly waiting: ServiceWorker | null;
}

let standing: Standing = { able: 'serviceWorker' in navigator, waiting: null };
const listeners = new Set<() => void>();

function set(next: Partial<Standing>): void {
  standing = { ...standing, ...next };
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const LOOK_EVERY_MS = 3_600_000;

/** Once, when the first page is there: it takes nothing of its bandwidth. */
export async function startWorker(): Promise<void> {
  if (!standing.able) return;
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/' });
    const look = (): void => {
      // The very first one replaces nothing.
      const { waiting } = registration;
      if (waiting && navigator.serviceWorker.controller) set({ waiting });
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
  } catch {
    set({ able: false });
  }
}

/** Lets the newer version in; the page is loaded anew, because somebody asked for it. */
export function update({ waiting }: Standing): void {
  if (!waiting) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
    once: true,
  });
  waiting.postMessage('take-over');
}

export const useWorker = (): Standing => useSyncExternalStore(listen, () => standing);
