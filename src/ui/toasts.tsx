import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import './kit.css';
import type { Bilingual } from '../kernel/endpoint.ts';
import { asProblem } from './api/problem.ts';
import { kitTexts } from './kit-texts.ts';
import { useTexts, useWords } from './texts.ts';

interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'bad';
  readonly words: Bilingual | string;
}

const SHOWN_MS = 6000;
const MOST = 4;
let last = 0;
let shown: readonly Toast[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function add(tone: Toast['tone'], words: Toast['words']): void {
  last += 1;
  set([...shown, { id: last, tone, words }].slice(-MOST));
}

/** Says what became of something that a person did. */
export const toast = {
  good: (words: Bilingual | string): void => add('good', words),
  /** A problem's own words. */
  bad: (error: unknown): void => {
    const { title, detail } = asProblem(error);
    add('bad', detail ?? title);
  },
  /** In words of the page: it stays until it was read. */
  warn: (words: Bilingual | string): void => add('bad', words),
  dismiss: (id: number): void => set(shown.filter((one) => one.id !== id)),
};

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function One(props: { readonly toast: Toast }): ReactElement {
  const { id, tone, words } = props.toast;
  const say = useTexts(kitTexts);
  const inWords = useWords();
  useEffect(() => {
    // What went wrong stays until it was read.
    if (tone === 'bad') return;
    const timer = setTimeout(() => toast.dismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, tone]);
  return (
    <li className={`toast toast-${tone}`}>
      <span aria-hidden="true">{tone === 'good' ? '✓' : '!'}</span>
      {typeof words === 'string' ? words : inWords(words)}
      <button
        type="button"
        className="plain-button"
        aria-label={say('dismiss')}
        onClick={() => toast.dismiss(id)}
      >
        ×
      </button>
    </li>
  );
}

/** Read out when something appears in it. */
export function Toasts(): ReactElement {
  const list = useSyncExternalStore(listen, () => shown);
  return (
    <div role="status" aria-live="polite">
      <ul className="toasts">
        {list.map((one) => (
          <One key={one.id} toast={one} />
        ))}
      </ul>
    </div>
  );
}
