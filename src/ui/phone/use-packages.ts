import { useEffect } from 'react';
import { mayOpen } from '../page.ts';
import { useSessionState } from '../session.tsx';
import type { PhonePackage } from './phone-page.ts';

/** Fetched anew so often while the page is open. */
const EVERY_MS = 15 * 60_000;

/** Keeps what the pages of whoever has signed in need without a network, page and answers alike. */
export function usePackages(packages: readonly PhonePackage[], online: boolean): void {
  const { session, locked } = useSessionState();
  useEffect(() => {
    if (!session || locked || !online) return;
    const mine = packages.filter((one) => mayOpen(one, session.roles));
    const fetchAll = async (): Promise<void> => {
      for (const { load } of mine) {
        // What fails is tried again with the next round; the page itself says what it lacks.
        await load()
          .then(({ fetchFor }) => fetchFor(session.user))
          .catch(() => undefined);
      }
    };
    void fetchAll();
    const timer = setInterval(() => void fetchAll(), EVERY_MS);
    return () => clearInterval(timer);
  }, [packages, online, session, locked]);
}
