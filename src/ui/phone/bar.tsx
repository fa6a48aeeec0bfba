import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { unsentHere } from '../offline/store.ts';
import { offlineTexts } from '../offline/texts.ts';
import { useOnline } from '../offline/use-online.ts';
import { useOutbox } from '../offline/use-outbox.tsx';
import { useSessionState } from '../session.tsx';
import { shellTexts } from '../shell/texts.ts';
import { useTexts } from '../texts.ts';
import { update, useWorker } from './worker.ts';

/** On every page: is there a network, what waits to be sent, is there a newer version. */
export function Bar(): ReactElement {
  const say = useTexts(offlineTexts);
  const shell = useTexts(shellTexts);
  const { session } = useSessionState();
  const online = useOnline();
  return (
    <header className="phone-bar">
      <div className="phone-bar-line">
        <strong>{shell('product')}</strong>
        <span role="status" className="phone-net">
          {online ? '' : say('noNetwork')}
        </span>
        {session ? <Unsent /> : <Others />}
      </div>
      <Newer />
    </header>
  );
}

function Unsent(): ReactElement {
  const say = useTexts(offlineTexts);
  const { known, unsent, refused, overdue } = useOutbox();
  return (
    <>
      <Link to="/m/outbox" className={unsent > 0 ? 'phone-unsent some' : 'phone-unsent'}>
        {known ? say('unsent', { count: unsent }) : say('looking')}
        {refused > 0 ? ` · ${say('refusedCount', { count: refused })}` : ''}
      </Link>
      {overdue ? (
        <p role="alert" className="phone-overdue">
          {say('overdue')}
        </p>
      ) : null}
    </>
  );
}

/** Nobody has signed in: that something waits here is said, what it is is not. */
function Others(): ReactElement | null {
  const say = useTexts(offlineTexts);
  const waiting = useQuery({
    queryKey: ['unsent-here'],
    queryFn: () => unsentHere(),
    staleTime: 0,
  });
  const count = waiting.data ?? 0;
  return count > 0 ? <p className="phone-overdue">{say('others', { count })}</p> : null;
}

function Newer(): ReactElement | null {
  const say = useTexts(offlineTexts);
  const worker = useWorker();
  if (!worker.waiting) return null;
  return (
    <div className="phone-newer" role="status">
      <span>
        {say('newVersion')} <small>{say('updateHint')}</small>
      </span>
      <button type="button" className="button" onClick={() => update(worker)}>
        {say('update')}
      </button>
    </div>
  );
}
