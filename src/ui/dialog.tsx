import { type ReactElement, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import './kit.css';
import { kitTexts } from './kit-texts.ts';
import { useTexts } from './texts.ts';

/** The browser's own dialog: it holds the focus and gives it back. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}): ReactElement {
  const { title, onClose, children, wide } = props;
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      // The element leaves the page with its focus: the browser gives none back.
      queueMicrotask(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      });
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}

export type ButtonKind = 'main' | 'usual' | 'danger' | 'text';

export function Button(props: {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  readonly kind?: ButtonKind;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  readonly label?: string;
  /** As wide as what it stands in. */
  readonly wide?: boolean;
}): ReactElement {
  const { children, onClick, kind = 'usual', type = 'button', disabled, label, wide } = props;
  return (
    <button
      type={type}
      className={`button button-${kind}${wide ? ' button-wide' : ''}`}
      disabled={disabled}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** For what cannot be undone: asks first, and says so. */
export function ConfirmButton(props: {
  readonly children: ReactNode;
  readonly title: string;
  readonly hint?: string;
  readonly onConfirm: () => Promise<unknown> | undefined;
  readonly kind?: ButtonKind;
  readonly disabled?: boolean;
}): ReactElement {
  const say = useTexts(kitTexts);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const { children, title, hint, onConfirm, kind = 'danger', disabled = false } = props;
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
      setOpen(false);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button kind={kind} disabled={disabled} onClick={() => setOpen(true)}>
        {children}
      </Button>
      {open ? (
        <Dialog title={title} onClose={() => setOpen(false)}>
          <p>{hint ?? say('cannotUndo')}</p>
          <div className="dialog-buttons">
            <Button onClick={() => setOpen(false)}>{say('cancel')}</Button>
            <Button
              kind={kind}
              disabled={busy}
              onClick={() => void confirm().catch(() => undefined)}
            >
              {say('confirm')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
