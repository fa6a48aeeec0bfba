import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { Button, Dialog } from '../dialog.tsx';
import { hasDrafts } from '../offline/drafts.ts';
import { taken } from '../offline/store.ts';
import { offlineTexts } from '../offline/texts.ts';
import { useOutbox } from '../offline/use-outbox.tsx';
import { useSession, useSessionState } from '../session.tsx';
import { Switches } from '../shell/switches.tsx';
import { shellTexts } from '../shell/texts.ts';
import { useTexts, useWords } from '../texts.ts';
import { DownloadDay } from './download-day.tsx';
import { phoneTexts } from './texts.ts';
import { useWorker } from './worker.ts';

/** `/m/mine`: who has signed in, how pages look, and the way out. */
export function MinePage(): ReactElement {
  const say = useTexts(phoneTexts);
  const shell = useTexts(shellTexts);
  const words = useWords();
  const { name, roleWords, scopeWords } = useSession();
  return (
    <>
      <section className="phone-card">
        <h2>{name}</h2>
        <p>{roleWords.map(words).join(' / ')}</p>
        <p className="muted">{shell('scope', { scope: words(scopeWords) })}</p>
      </section>
      <section className="phone-card" aria-label={say('display')}>
        <h2>{say('display')}</h2>
        <Switches />
      </section>
      <DownloadDay />
      <Sending />
      <section className="phone-card">
        <a className="phone-row" href="/">
          {say('desk')}
        </a>
        <a className="phone-row" href="/feedback">
          {shell('feedback')}
        </a>
      </section>
      <SignOut />
    </>
  );
}

function Sending(): ReactElement {
  const say = useTexts(offlineTexts);
  const { unsent } = useOutbox();
  const { able } = useWorker();
  return (
    <section className="phone-card" aria-label={say('storage')}>
      <Link className="phone-row" to="/m/outbox">
        {say('outbox')} <span>{say('unsent', { count: unsent })}</span>
      </Link>
      {able ? null : (
        <>
          <p>
            <strong>{say('noWorkerTitle')}</strong>
          </p>
          <p className="muted">{say('noWorkerHint')}</p>
        </>
      )}
    </section>
  );
}

/** What is kept here goes with him; what is not received yet is asked about first. */
function SignOut(): ReactElement {
  const say = useTexts(offlineTexts);
  const shell = useTexts(shellTexts);
  const { signOut } = useSessionState();
  const { user } = useSession();
  const { unsent } = useOutbox();
  const [asking, ask] = useState(false);
  const leave = (): void => {
    if (unsent > 0 || hasDrafts(user)) ask(true);
    else {
      const taking = taken.any(user).catch(() => false);
      void taking.then((photos) => (photos ? ask(true) : void signOut()));
    }
  };
  return (
    <>
      <Button onClick={leave}>{shell('signOut')}</Button>
      {asking ? (
        <Dialog title={say('leaveTitle')} onClose={() => ask(false)}>
          <p>{say('leaveHint', { count: unsent })}</p>
          <div className="dialog-buttons">
            <Button kind="main" onClick={() => ask(false)}>
              {say('stay')}
            </Button>
            <Button kind="danger" onClick={() => void signOut()}>
              {say('leaveAnyway')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
