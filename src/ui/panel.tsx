import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import './kit.css';
import type { ButtonKind } from './dialog.tsx';

/** A button with a panel below it, which a click elsewhere or Escape closes. */
export function Panel(props: {
  readonly title: string;
  readonly kind?: ButtonKind;
  readonly children: ReactNode;
}): ReactElement {
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      const details = element.current;
      if (!details?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        details.querySelector('summary')?.focus();
      } else if (details.contains(event.target as Node)) return;
      details.open = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details ref={element} className="panel">
      <summary className={`button button-${props.kind ?? 'usual'}`}>{props.title}</summary>
      <div className="panel-body">{props.children}</div>
    </details>
  );
}
