import type { ReactElement } from 'react';
import { Button } from '../dialog.tsx';
import { useSession, useSessionState } from '../session.tsx';
import { Switches } from '../shell/switches.tsx';
import { shellTexts } from '../shell/texts.ts';
import { useTexts, useWords } from '../texts.ts';
import { phoneTexts } from './texts.ts';

/** `/m/mine`: who has signed in, how pages look, and the way out. */
export function MinePage(): ReactElement {
  const say = useTexts(phoneTexts);
  const shell = useTexts(shellTexts);
  const words = useWords();
  const { signOut } = useSessionState();
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
      <section className="phone-card">
        <a className="phone-row" href="/">
          {say('desk')}
        </a>
        <a className="phone-row" href="/feedback">
          {shell('feedback')}
        </a>
      </section>
      <Button onClick={() => void signOut()}>{shell('signOut')}</Button>
    </>
  );
}
