import type { MenuGroup, PageDefinition } from './page.ts';
import { mayOpen, menuGroups } from './page.ts';

export interface MenuPart {
  readonly group: MenuGroup;
  readonly pages: readonly PageDefinition[];
}

/** The groups that somebody with these roles sees, in their order. */
export function menuOf(
  pages: readonly PageDefinition[],
  roles: readonly string[] | null,
): readonly MenuPart[] {
  const open = pages.filter((page) => page.menu && mayOpen(page, roles));
  return menuGroups
    .map((group) => ({
      group,
      pages: open
        .filter(({ menu }) => menu?.group === group)
        .sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0)),
    }))
    .filter((part) => part.pages.length > 0);
}
