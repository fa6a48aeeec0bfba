import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import type { Application } from '../application.ts';
import { menuOf } from '../menu.ts';
import type { PageDefinition } from '../page.ts';
import { mayOpen } from '../page.ts';
import { usePreferences } from '../preferences.ts';
import { useSessionState } from '../session.tsx';
import { useTexts, useWords } from '../texts.ts';
import { Header } from './header.tsx';
import { Menu } from './menu.tsx';
import { shellTexts } from './texts.ts';

/** The pages above a page, from the top. */
export function pathTo(
  page: PageDefinition,
  pages: readonly PageDefinition[],
): readonly PageDefinition[] {
  const way: PageDefinition[] = [page];
  for (let at = page; at.parent !== undefined && way.length < 8; ) {
    const { parent } = at;
    const above = pages.find(({ path }) => path === parent);
    if (!above) break;
    way.unshift(above);
    at = above;
  }
  return way;
}

function Crumbs(props: {
  readonly page: PageDefinition;
  readonly app: Application;
  readonly roles: Parameters<typeof mayOpen>[1];
}): ReactElement | null {
  const { page, app, roles } = props;
  const say = useTexts(shellTexts);
  const words = useWords();
  const way = pathTo(page, app.pages);
  const first = way[0];
  const place = first ? app.placed(first, roles) : null;
  const group = place ? app.groups[place] : null;
  const above = group && first && words(group) !== words(first.title) ? group : null;
  return (
    <nav className="shell-crumbs" aria-label={say('breadcrumb')}>
      <ol>
        {above ? <li>{words(above)}</li> : null}
        {way.map((each, index) => {
          const { path, title } = each;
          const last = index === way.length - 1;
          const linked = !last && !path.includes(':') && mayOpen(each, roles);
          return (
            <li key={path} aria-current={last ? 'page' : undefined}>
              {linked ? <Link to={path}>{words(title)}</Link> : words(title)}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Footer(props: { readonly feedback: boolean; readonly demo: boolean }): ReactElement {
  const say = useTexts(shellTexts);
  return (
    <footer className="shell-footer">
      {props.demo ? <span>{say('made')}</span> : null}
      {props.feedback ? <Link to="/feedback">{say('feedback')}</Link> : null}
    </footer>
  );
}

/** Header, menu and footer around a page. */
export function Shell(props: {
  readonly app: Application;
  readonly demo: boolean;
  readonly page: PageDefinition | null;
  readonly children: ReactNode;
}): ReactElement {
  const { app, demo, page, children } = props;
  const say = useTexts(shellTexts);
  const { session } = useSessionState();
  const { menuFolded } = usePreferences();
  const { pathname } = useLocation();
  const content = useRef<HTMLElement>(null);
  const first = useRef(pathname);
  useEffect(() => {
    // A new page begins at its top, for eyes and for screen readers; not on the first one.
    if (first.current === pathname) return;
    first.current = '';
    window.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  const roles = session?.roles ?? null;
  const feedback = app.pages.some(({ path }) => path === '/feedback');
  return (
    <div className={menuFolded ? 'shell folded' : 'shell'}>
      <a className="skip" href="#content">
        {say('skip')}
      </a>
      <Header pages={app.pages} current={page} />
      <Menu parts={menuOf(app.pages, roles, app.placed)} groups={app.groups} />
      <div className="shell-main">
        {page && mayOpen(page, roles) ? <Crumbs page={page} app={app} roles={roles} /> : null}
        <main className="shell-content" id="content" ref={content} tabIndex={-1}>
          {children}
        </main>
        <Footer feedback={feedback} demo={demo} />
      </div>
    </div>
  );
}
