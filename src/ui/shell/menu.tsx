import type { ReactElement } from 'react';
import { NavLink } from 'react-router';
import type { Bilingual } from '../../kernel/endpoint.ts';
import type { MenuPart } from '../menu.ts';
import type { MenuGroup } from '../page.ts';
import { useTexts, useWords } from '../texts.ts';
import { shellTexts } from './texts.ts';

export function Menu(props: {
  readonly parts: readonly MenuPart[];
  readonly groups: Readonly<Record<MenuGroup, Bilingual>>;
}): ReactElement {
  const say = useTexts(shellTexts);
  const words = useWords();
  // A group of one page of the same name is that page.
  const isAlone = (group: MenuGroup, pages: MenuPart['pages']): boolean =>
    pages.length === 1 && pages.every(({ title }) => title.zh === props.groups[group].zh);
  return (
    <nav className="shell-side" aria-label={say('menu')} id="menu">
      {props.parts.map(({ group, pages }) => (
        <section key={group} className={isAlone(group, pages) ? 'shell-alone' : undefined}>
          {isAlone(group, pages) ? null : <h2>{words(props.groups[group])}</h2>}
          <ul>
            {pages.map(({ path, title, menu }) => (
              <li key={path}>
                <NavLink to={menu?.open ?? path}>{words(title)}</NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
