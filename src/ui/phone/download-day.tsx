import { type ReactElement, useEffect, useState } from 'react';
import { Button } from '../dialog.tsx';
import { packages } from '../offline/store.ts';
import { offlineTexts } from '../offline/texts.ts';
import { timeWords } from '../offline/time-words.ts';
import { useOnline } from '../offline/use-online.ts';
import { useSession } from '../session.tsx';
import { useTexts } from '../texts.ts';
import { useFetching } from './use-packages.ts';

/** One tap fetches what the pages of the day need without signal; it says how old it is. */
export function DownloadDay(): ReactElement {
  const say = useTexts(offlineTexts);
  const { user } = useSession();
  const online = useOnline();
  const { fetchAll, rounds } = useFetching();
  const [at, setAt] = useState<number | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'part'>('idle');
  useEffect(() => {
    // Asked anew after each round, whoever began it.
    if (rounds < 0) return;
    let gone = false;
    void packages.tidy(user).then(
      (newest) => (gone ? undefined : setAt(newest)),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [user, rounds]);
  const fetchNow = async (): Promise<void> => {
    setState('busy');
    setState((await fetchAll()) ? 'idle' : 'part');
  };
  // Not while it is coming: what is there by then is a part of it.
  const known = at === null ? say('notFetched') : say('fetched', { time: timeWords(at) });
  return (
    <section className="phone-card" aria-label={say('package')}>
      <Button wide disabled={!online || state === 'busy'} onClick={() => void fetchNow()}>
        {say(state === 'busy' ? 'fetching' : 'fetch')}
      </Button>
      <p className={state === 'part' ? 'field-fault' : 'muted'} role="status">
        {state === 'part' ? say('fetchedPart') : null} {state === 'busy' ? null : known}
      </p>
    </section>
  );
}
