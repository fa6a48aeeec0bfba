import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import type { Language } from './texts.ts';

/** What a person chose for this browser. */
export interface Preferences {
  readonly language: Language;
  /** 长辈版: larger text and targets. */
  readonly elder: boolean;
  /** Rows of tables closer together. */
  readonly dense: boolean;
  readonly menuFolded: boolean;
}

const KEY = 'zhiben.preferences';
const shape = z.object({
  language: z.enum(['zh', 'en']),
  elder: z.boolean(),
  dense: z.boolean(),
  menuFolded: z.boolean(),
});
const usual: Preferences = { language: 'zh', elder: false, dense: false, menuFolded: false };

let current: Preferences = load();
const listeners = new Set<() => void>();

function load(): Preferences {
  try {
    const kept = shape.partial().safeParse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
    return kept.success ? ({ ...usual, ...kept.data } as Preferences) : usual;
  } catch {
    return usual;
  }
}

export const preferences = {
  get: (): Preferences => current,
  set(change: Partial<Preferences>): void {
    current = { ...current, ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(current));
    } catch {
      // A browser that keeps nothing still shows what was chosen.
    }
    for (const listener of listeners) listener();
  },
  listen(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function usePreferences(): Preferences {
  return useSyncExternalStore(preferences.listen, preferences.get);
}
