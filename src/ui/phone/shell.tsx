import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation, useMatches } from 'react-router';
import { mayOpen } from '../page.ts';
import { useSessionState } from '../session.tsx';
import { shellTexts } from '../shell/texts.ts';
import { useTexts } from '../texts.ts';
import { Bar } from './bar.tsx';
import './phone.css';
import type { PhoneApplication, PhonePage, PhoneTab } from './phone-page.ts';
import { phoneTabs } from './phone-page.ts';
import { phoneTexts } from './texts.ts';

const marks: Readonly<Record<PhoneTab, string>> = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  scan: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M4 12h16',
  report: 'M12 4v16M4 12h16',
  mine: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-5 8-5s7 1 8 5',
};

/** A tab leads somewhere, or it is not there. */
function tabsOf(app: PhoneApplication, roles: readonly string[] | null): readonly PhoneTab[] {
  return (Object.keys(phoneTabs) as PhoneTab[]).filter((tab) => {
    if (tab === 'today' || tab === 'mine') return roles !== null;
    return app.pages.some((page) => page.path === phoneTabs[tab] && mayOpen(page, roles));
  });
}

function Tabs(props: { readonly tabs: readonly PhoneTab[]; readonly here: PhoneTab }) {
  const say = useTexts(phoneTexts);
  return (
    <nav className="phone-tabs" aria-label={say('tabs')}>
      {props.tabs.map((tab) => (
        <Link
          key={tab}
          to={phoneTabs[tab]}
          className="phone-tab"
          aria-current={props.here === tab ? 'page' : undefined}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={marks[tab]} />
          </svg>
          {say(tab)}
        </Link>
      ))}
    </nav>
  );
}

/** A page of the phone: its head, the page, the tabs. */
export function PhoneShell(props: {
  readonly app: PhoneApplication;
  readonly demo: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { app, demo, children } = props;
  const say = useTexts(shellTexts);
  const { session } = useSessionState();
  const { pathname } = useLocation();
  const content = useRef<HTMLElement>(null);
  const first = useRef(pathname);
  const handle = useMatches().at(-1)?.handle as { readonly page?: PhonePage } | undefined;
  useEffect(() => {
    // A new page begins at its top, for eyes and for screen readers; not on the first one.
    if (first.current === pathname) return;
    first.current = '';
    window.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  const tabs = tabsOf(app, session?.roles ?? null);
  return (
    <div className="phone">
      <Bar />
      <main className="phone-content shell-content" id="content" ref={content} tabIndex={-1}>
        {children}
        {demo ? <p className="phone-foot muted">{say('made')}</p> : null}
      </main>
      {tabs.length > 0 ? <Tabs tabs={tabs} here={handle?.page?.tab ?? 'today'} /> : null}
    </div>
  );
}
