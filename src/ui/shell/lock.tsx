import type { ComponentType, ReactElement } from 'react';
import { useEffect, useRef } from 'react';
import { useSession, useSessionState } from '../session.tsx';
import { useTexts } from '../texts.ts';
import { shellTexts } from './texts.ts';

/** Over the page, which stays as it is with whatever was being written. */
export function Lock(props: {
  readonly SignIn: ComponentType<{ readonly onDone: () => void; readonly user?: string }>;
}): ReactElement {
  const { SignIn } = props;
  const say = useTexts(shellTexts);
  const { renew } = useSessionState();
  const { user } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="locked"
      aria-label={say('lockedTitle')}
      onCancel={(event) => event.preventDefault()}
    >
      <h1>{say('lockedTitle')}</h1>
      <p>{say('lockedHint')}</p>
      <SignIn user={user} onDone={() => void renew()} />
    </dialog>
  );
}
