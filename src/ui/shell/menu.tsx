import type { ReactElement } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { Bilingual } from '../../kernel/endpoint.ts';
import type { MenuPart } from '../menu.ts';
import type { MenuGroup } from '../page.ts';
import { useTexts, useWords } from '../texts.ts';
import { shellTexts } from './texts.ts';

const wayOf = ({ path, menu }: MenuPart['pages'][number]): string => menu?.open ?? path;

export function Menu(props: {
  readonly parts: readonly MenuPart[];
  readonly groups: Readonly<Record<MenuGroup, Bilingual>>;
}): ReactElement {
  const say = useTexts(shellTexts);
  const words = useWords();
  const { pathname } = useLocation();
  const ways = props.parts.flatMap(({ pages }) => pages.map(wayOf));
  // Of /hazards and /hazards/major the longer one is where we are.
  const here = ways
    .filter((way) => pathname === way || pathname.startsWith(`${way}/`))
    .sort((a, b) => b.length - a.length)[0];
  // A group of one page of the same name is that page.
  const isAlone = (group: MenuGroup, pages: MenuPart['pages']): boolean =>
    pages.length === 1 && pages.every(({ title }) => title.zh === props.groups[group].zh);
  return (
    <nav className="shell-side" aria-label={say('menu')} id="menu">
      {props.parts.map(({ group, pages }) => (
        <section key={group} className={isAlone(group, pages) ? 'shell-alone' : undefined}>
          {isAlone(group, pages) ? null : <h2>{words(props.groups[group])}</h2>}
          <ul>
            {pages.map((page) => (
              <li key={page.path}>
                <NavLink to={wayOf(page)} end={wayOf(page) !== here}>
                  {words(page.title)}
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
