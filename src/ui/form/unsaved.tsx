import { type ReactElement, useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Button, Dialog } from '../dialog.tsx';
import { kitTexts } from '../kit-texts.ts';
import { useTexts } from '../texts.ts';

/**
 * Asks before a page with unsaved work is left, whichever way. Only then it stands in the router's
 * way, which knows one blocker at a time: while pages change, two forms may be there for a moment.
 */
export function UnsavedGuard(props: { readonly on: boolean }): ReactElement | null {
  return props.on ? <Guard /> : null;
}

function Guard(): ReactElement | null {
  const say = useTexts(kitTexts);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog title={say('unsaved')} onClose={() => blocker.reset()}>
      <div className="dialog-buttons">
        <Button onClick={() => blocker.proceed()}>{say('leave')}</Button>
        <Button kind="main" onClick={() => blocker.reset()}>
          {say('stay')}
        </Button>
      </div>
    </Dialog>
  );
}
