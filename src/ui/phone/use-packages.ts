import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { packages as kept } from '../offline/store.ts';
import { mayOpen } from '../page.ts';
import { useSessionState } from '../session.tsx';
import type { PhonePackage } from './phone-page.ts';

/** Fetched anew so often while the page is open. */
const EVERY_MS = 15 * 60_000;

export interface Fetching {
  /** True: everything came. */
  readonly fetchAll: () => Promise<boolean>;
  /** How often it was fetched while the page is open. */
  readonly rounds: number;
}

export const FetchingContext = createContext<Fetching>({ fetchAll: async () => false, rounds: 0 });
export const useFetching = (): Fetching => useContext(FetchingContext);

/** Keeps what the pages of whoever has signed in need without a network, page and answers alike. */
export function usePackages(packages: readonly PhonePackage[], online: boolean): Fetching {
  const { session, locked } = useSessionState();
  const [rounds, count] = useState(0);
  const running = useRef<Promise<boolean> | null>(null);
  const fetchOnce = useCallback(async (): Promise<boolean> => {
    if (!session) return false;
    const mine = packages.filter((one) => mayOpen(one, session.roles));
    let whole = true;
    for (const { load } of mine) {
      // What fails is tried again with the next round; the page itself says what it lacks.
      await load()
        .then(({ fetchFor }) => fetchFor(session.user))
        .catch(() => {
          whole = false;
        });
    }
    count((so) => so + 1);
    return whole;
  }, [packages, session]);
  const fetchAll = useCallback((): Promise<boolean> => {
    // Whoever presses the button while a round is under way waits for that one.
    running.current ??= fetchOnce().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [fetchOnce]);
  useEffect(() => {
    // What is too old goes, whether there is a network or not.
    if (session) void kept.tidy(session.user).catch(() => undefined);
    if (!session || locked || !online) return;
    void fetchAll();
    const timer = setInterval(() => void fetchAll(), EVERY_MS);
    return () => clearInterval(timer);
  }, [fetchAll, online, session, locked]);
  return useMemo(() => ({ fetchAll, rounds }), [fetchAll, rounds]);
}
