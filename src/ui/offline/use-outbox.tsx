import {
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { commonProblems } from '../../kernel/problems.ts';
import { ApiProblem } from '../api/problem.ts';
import { told } from '../api/told.ts';
import { formTimes } from '../form/form-time.ts';
import { useSessionState } from '../session.tsx';
import type { Attachment, OutboxRecord, Outcome } from './model.ts';
import { Outbox } from './outbox.ts';
import { type Standing, standing } from './rules.ts';
import { send, upload } from './send.ts';
import { keepForGood } from './space.ts';
import { outboxStore } from './store.ts';
import { network } from './use-online.ts';

/** While something waits, it is tried again so often, besides when something happens. */
const RETRY_MS = 30_000;
const LOCK = 'zhiben-outbox';

const Context = createContext<Outbox | null>(null);

/** An attempt; what it says of the network and of the session is told to the whole page. */
async function tellOf(attempt: Promise<Outcome>): Promise<Outcome> {
  const outcome = await attempt;
  if (outcome.kind === 'signedOut') {
    told.tell(new ApiProblem({ code: 'signed-out', ...commonProblems['signed-out'] }));
  }
  if (outcome.kind === 'lost' && !outcome.reached) network.lost();
  return outcome;
}

/** One tab sends at a time, where the browser has locks; else the key keeps it to once. */
function flushAlone(outbox: Outbox): void {
  const flush = async (): Promise<void> => {
    await outbox.flush();
  };
  if (!navigator.locks) void flush();
  else void navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && flush());
}

/** The records of whoever has signed in, sent whenever there is a chance. */
export function OutboxProvider(props: { readonly children: ReactNode }): ReactElement {
  const { session, locked } = useSessionState();
  const user = session?.user ?? null;
  const outbox = useMemo(
    () =>
      user === null
        ? null
        : new Outbox(user, {
            store: outboxStore,
            send: (record) => tellOf(send(record)),
            upload: (photo) => tellOf(upload(photo)),
            now: Date.now,
          }),
    [user],
  );
  useEffect(() => {
    if (!outbox) return;
    void outbox.open().then(() => (locked ? undefined : flushAlone(outbox)));
    if (locked) return;
    const now = (): void => flushAlone(outbox);
    const seen = (): void => {
      if (document.visibilityState !== 'visible') return;
      void outbox.open();
      now();
    };
    const timer = setInterval(() => {
      if (outbox.records.some(({ state }) => state === 'waiting')) now();
    }, RETRY_MS);
    window.addEventListener('online', now);
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', now);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [outbox, locked]);
  return <Context value={outbox}>{props.children}</Context>;
}

const silent = (): (() => void) => () => undefined;
const none: readonly OutboxRecord[] = [];

export interface UsedOutbox extends Standing {
  readonly records: readonly OutboxRecord[];
  readonly outbox: Outbox | null;
  /** False until it was looked at. */
  readonly known: boolean;
  readonly flush: () => void;
}

/** Records of whoever has signed in, newest first, and how many wait. */
export function useOutbox(): UsedOutbox {
  const outbox = useContext(Context);
  const records = useSyncExternalStore(
    outbox ? (listener) => outbox.listen(listener) : silent,
    () => outbox?.records ?? none,
  );
  const [now, look] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => look(Date.now()), RETRY_MS);
    return () => clearInterval(timer);
  }, []);
  return useMemo(
    () => ({
      outbox,
      known: outbox?.known ?? false,
      records: [...records].sort((a, b) => b.writtenAt - a.writtenAt),
      ...standing(records, now),
      flush: () => {
        if (outbox) flushAlone(outbox);
      },
    }),
    [outbox, records, now],
  );
}

/** Writes a record down: kept on this device when it resolves, and sent as soon as may be. */
export function useSubmit(): (
  draft: Parameters<Outbox['write']>[0],
  photos?: readonly Attachment[],
) => Promise<void> {
  const outbox = useContext(Context);
  return async (draft, photos = []) => {
    if (!outbox) throw new Error('records belong to somebody who has signed in');
    const spent = formTimes.take();
    await outbox.write(spent ? { ...draft, formSeconds: spent.seconds } : draft, photos);
    spent?.taken();
    void keepForGood();
    flushAlone(outbox);
  };
}
