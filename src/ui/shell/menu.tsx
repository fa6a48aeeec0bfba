import type { ReactElement } from 'react';
import { NavLink } from 'react-router';
import type { Bilingual } from '../../kernel/endpoint.ts';
import type { MenuGroup, PageDefinition } from '../page.ts';
import { mayOpen, menuGroups } from '../page.ts';
import { useTexts, useWords } from '../texts.ts';
import { shellTexts } from './texts.ts';

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

export function Menu(props: {
  readonly parts: readonly MenuPart[];
  readonly groups: Readonly<Record<MenuGroup, Bilingual>>;
}): ReactElement {
  const say = useTexts(shellTexts);
  const words = useWords();
  return (
    <nav className="shell-side" aria-label={say('menu')} id="menu">
      {props.parts.map(({ group, pages }) => (
        <section key={group}>
          {pages.length > 1 ? <h2>{words(props.groups[group])}</h2> : null}
          <ul>
            {pages.map(({ path, title }) => (
              <li key={path}>
                <NavLink to={path}>{words(title)}</NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
