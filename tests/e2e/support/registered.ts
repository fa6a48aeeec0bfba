import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/sources.ts';

/** A page as its slice registers it (src/ui/page.ts, whose types are the browser's). */
export interface Registered {
  readonly path: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly roles: readonly string[] | 'signedIn' | 'anyone';
  readonly theme?: string;
  readonly menu?: { readonly open?: string };
}

interface Door {
  readonly pages?: readonly Registered[];
}

/** Every page of every slice. */
export async function registeredPages(): Promise<readonly Registered[]> {
  const folder = join(root, 'src', 'modules');
  const pages: Registered[] = [];
  for (const slice of readdirSync(folder).sort()) {
    const file = join(folder, slice, 'web', 'index.ts');
    if (!existsSync(file)) continue;
    const door: Door = await import(file);
    pages.push(...(door.pages ?? []));
  }
  return pages;
}

export const mayOpen = ({ roles }: Registered, role: string): boolean =>
  typeof roles === 'string' || roles.includes(role);

/** Does an address lead to the page? `/enterprises/E1` to `/enterprises/:id`. */
export function leadsTo({ path }: Registered, address: string): boolean {
  // `/letters/new` is a page of its own, no letter.
  const pattern = path.replaceAll(/:\w+/g, '(?!new$)[^/]+');
  return new RegExp(`^${pattern}$`).test(address.split(/[?#]/)[0] ?? '');
}
