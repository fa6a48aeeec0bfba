import type { MenuGroup, PageDefinition, Placing } from './page.ts';
import { mayOpen, menuGroups } from './page.ts';

export interface MenuPart {
  readonly group: MenuGroup;
  readonly pages: readonly PageDefinition[];
}

const asRegistered: Placing = ({ menu }) => menu?.group ?? null;

/** The groups that somebody with these roles sees, in their order. */
export function menuOf(
  pages: readonly PageDefinition[],
  roles: readonly string[] | null,
  placed: Placing = asRegistered,
): readonly MenuPart[] {
  const open = pages.filter((page) => page.menu && mayOpen(page, roles));
  const inOrder = (a: PageDefinition, b: PageDefinition): number =>
    menuGroups.indexOf(a.menu?.group ?? 'home') - menuGroups.indexOf(b.menu?.group ?? 'home') ||
    (a.menu?.order ?? 0) - (b.menu?.order ?? 0);
  return menuGroups
    .map((group) => ({
      group,
      pages: open.filter((page) => placed(page, roles) === group).sort(inOrder),
    }))
    .filter((part) => part.pages.length > 0);
}
