import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import type { Bilingual } from '../kernel/endpoint.ts';
import { told } from './api/told.ts';

/** Whoever has signed in. */
export interface Session {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Words for his roles, and for what he sees: 曹县（含乡镇）. */
  readonly roleWords: readonly Bilingual[];
  readonly scopeWords: Bilingual;
  /** Left alone too long before this page was opened. */
  readonly locked?: boolean;
}

/** How the page learns who has signed in; given by the slice that knows people. */
export interface SessionSource {
  /** null: nobody. */
  readonly load: () => Promise<Session | null>;
  readonly signOut: () => Promise<void>;
  /** Where one is after signing out; absent: the page that signs in. */
  readonly after?: string;
}

export interface SessionState {
  /** null: nobody has signed in. */
  readonly session: Session | null;
  /** Signed out meanwhile (left alone too long): the page stays, a sign-in lies over it. */
  readonly locked: boolean;
  /** Asks again who has signed in: after signing in, out, or unlocking. */
  readonly renew: () => Promise<void>;
  readonly signOut: () => Promise<void>;
}

const Context = createContext<SessionState | null>(null);
const KEY = ['session'];
/** All but what the application asks for itself: who is there, and whether the server is ready. */
const isPersonal = ({ queryKey: [first] }: { readonly queryKey: readonly unknown[] }): boolean =>
  first !== KEY[0] && first !== 'status';
/** Signed out, or locked after a while without use. */
const LOCKED = new Set(['signed-out', 'session-locked']);

export function SessionProvider(props: {
  readonly source: SessionSource;
  readonly waiting: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  const { source, waiting, children } = props;
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: source.load,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [locked, lock] = useState(false);
  const session = query.data ?? null;
  const known = session !== null;
  useEffect(
    () => told.listen(({ code }) => lock((was) => was || (known && LOCKED.has(code)))),
    [known],
  );
  const value = useMemo((): SessionState => {
    const renew = async (): Promise<void> => {
      const next = await source.load();
      // Somebody else sees nothing that the last person was shown.
      if (next?.user !== session?.user) client.removeQueries({ predicate: isPersonal });
      client.setQueryData(KEY, next);
      if (next) lock(false);
      await client.invalidateQueries({ predicate: isPersonal });
    };
    const signOut = async (): Promise<void> => {
      await source.signOut();
      // A fresh page: nothing of the last person stays in memory.
      window.location.assign(source.after ?? '/login');
    };
    return { session, locked: locked || (session?.locked ?? false), renew, signOut };
  }, [client, source, session, locked]);
  if (query.isPending) return <>{waiting}</>;
  return <Context value={value}>{children}</Context>;
}

export function useSessionState(): SessionState {
  const value = useContext(Context);
  if (!value) throw new Error('the session is known inside of the application only');
  return value;
}

/** Whoever has signed in, on pages that only such people open. */
export function useSession(): Session {
  const { session } = useSessionState();
  if (!session) throw new Error('this page is for people who have signed in');
  return session;
}
