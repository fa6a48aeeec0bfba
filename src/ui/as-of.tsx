import {
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useSearchParams } from 'react-router';

/** The day as of which everything is shown. */
export interface AsOf {
  /** null: the newest day there is. */
  readonly asOf: string | null;
  /** The newest day that can be seen, and the first. */
  readonly today: string;
  readonly firstDay: string;
  /** The day that is shown, whichever way it was chosen. */
  readonly day: string;
  readonly choose: (day: string | null) => void;
}

const Context = createContext<AsOf | null>(null);
const PARAM = 'asOf';
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A day that can be shown, or null for the newest. */
export function chosenDay(text: string | null, first: string, today: string): string | null {
  if (text === null || !DATE.test(text) || Number.isNaN(Date.parse(text))) return null;
  return text < first || text >= today ? null : text;
}

/**
 * Keeps the day in the address, so that a link shows what its sender saw, and adds it again to
 * whatever page comes next.
 */
export function AsOfProvider(props: {
  readonly today: string;
  readonly firstDay: string;
  readonly children: ReactNode;
}): ReactElement {
  const { today, firstDay, children } = props;
  const [search, setSearch] = useSearchParams();
  const inUrl = chosenDay(search.get(PARAM), firstDay, today);
  const [kept, keep] = useState(inUrl);
  const asOf = inUrl ?? kept;
  // Only of an address that is the browser's by now: pages are drawn late, and one that was on its
  // way when another day was chosen must not take the choice back.
  useEffect(() => {
    const now = new URLSearchParams(window.location.search).get(PARAM);
    if (inUrl !== null && chosenDay(now, firstDay, today) === inUrl) keep(inUrl);
  }, [inUrl, firstDay, today]);
  useEffect(() => {
    if (inUrl !== null || kept === null) return;
    setSearch((now) => withDay(now, kept), { replace: true });
  }, [inUrl, kept, setSearch]);
  const value = useMemo((): AsOf => {
    const choose = (day: string | null): void => {
      const chosen = chosenDay(day, firstDay, today);
      keep(chosen);
      setSearch((now) => withDay(now, chosen), { replace: true });
    };
    return { asOf, today, firstDay, day: asOf ?? today, choose };
  }, [asOf, today, firstDay, setSearch]);
  return <Context value={value}>{children}</Context>;
}

function withDay(search: URLSearchParams, day: string | null): URLSearchParams {
  const next = new URLSearchParams(search);
  if (day === null) next.delete(PARAM);
  else next.set(PARAM, day);
  return next;
}

export function useAsOf(): AsOf {
  const value = useContext(Context);
  if (!value) throw new Error('the as-of day is known inside of the pages only');
  return value;
}
