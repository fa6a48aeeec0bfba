import { useMatches } from 'react-router';
import type { PageDefinition } from './page.ts';

/** The page that is shown; null: there is none at this address. */
export function useShownPage(): PageDefinition | null {
  const handle = useMatches().at(-1)?.handle as { readonly page: PageDefinition } | undefined;
  return handle?.page ?? null;
}

/** Is this page dark (a cockpit)? */
export const useDark = (): boolean => useShownPage()?.theme === 'cockpit';
