import { QueryClientProvider } from '@tanstack/react-query';
import {
  type ComponentType,
  type LazyExoticComponent,
  lazy,
  type ReactElement,
  StrictMode,
  Suspense,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Outlet, useLocation } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { useLiveChanges } from '../api/live.ts';
import { queryClient } from '../api/query-client.ts';
import { AsOfProvider } from '../as-of.tsx';
import { keptSession, keptStatus } from '../offline/kept-session.ts';
import { OutboxPage } from '../offline/outbox-page.tsx';
import { useOnline } from '../offline/use-online.ts';
import { OutboxProvider } from '../offline/use-outbox.tsx';
import { componentOf, mayOpen } from '../page.ts';
import { preferences, usePreferences } from '../preferences.ts';
import { SessionProvider, useSessionState } from '../session.tsx';
import { Lock } from '../shell/lock.tsx';
import { StatusGate, useStatus } from '../shell/status-gate.tsx';
import { shellTexts } from '../shell/texts.ts';
import { ErrorBoundary, Loading, NoPermission, PageState } from '../states.tsx';
import { changeLanguage, startTexts, useTexts, useWords } from '../texts.ts';
import { Toasts } from '../toasts.tsx';
import { MinePage } from './mine-page.tsx';
import type { PhoneApplication, PhonePage } from './phone-page.ts';
import { PhoneShell } from './shell.tsx';
import { TodayPage } from './today-page.tsx';
import { FetchingContext, usePackages } from './use-packages.ts';
import { startWorker } from './worker.ts';

const contents = new WeakMap<PhonePage, LazyExoticComponent<ComponentType>>();

/** Made once for each page: a way to a page is rendered anew until its code is there. */
function contentOf(page: PhonePage): LazyExoticComponent<ComponentType> {
  const known = contents.get(page);
  if (known) return known;
  const made = lazy(async () => ({ default: componentOf(await page.load()) }));
  contents.set(page, made);
  return made;
}

/** One page; whoever has not signed in does so in its place. */
function Guarded(props: { readonly page: PhonePage; readonly app: PhoneApplication }) {
  const { page, app } = props;
  const { session, renew } = useSessionState();
  const words = useWords();
  const say = useTexts(shellTexts);
  const { pathname } = useLocation();
  const Content = contentOf(page);
  useEffect(() => {
    document.title = `${words(page.title)} – ${say('product')}`;
    document.documentElement.dataset.page = page.path;
  }, [page, words, say]);
  if (!session && page.roles !== 'anyone') {
    return (
      <div className="phone-card">
        <h1>{say('signIn')}</h1>
        {app.SignIn ? <app.SignIn onDone={() => void renew()} /> : null}
      </div>
    );
  }
  if (!mayOpen(page, session?.roles ?? null)) return <NoPermission />;
  return (
    <ErrorBoundary at={pathname}>
      <Suspense fallback={<Loading />}>
        <h1>{words(page.title)}</h1>
        <Content />
      </Suspense>
    </ErrorBoundary>
  );
}

/** An address of the desk is the other application's: the browser goes there. */
function Elsewhere(): ReactElement {
  const say = useTexts(shellTexts);
  const { pathname, search } = useLocation();
  const ours = /^\/(m|s)(\/|$)/.test(pathname);
  useEffect(() => {
    if (!ours) window.location.replace(pathname + search);
  }, [ours, pathname, search]);
  if (!ours) return <Loading />;
  return <PageState title={say('notFound')} hint={say('notFoundHint')} role="alert" />;
}

function Frame(props: { readonly app: PhoneApplication }) {
  const { app } = props;
  const status = useStatus();
  const { session, locked, renew } = useSessionState();
  const online = useOnline();
  useLiveChanges(session !== null && !locked && online);
  const fetching = usePackages(app.packages, online);
  const known = useRef(online);
  useEffect(() => {
    // Back in the network: who is there is asked anew, for the server may have signed him out.
    if (online && !known.current) void renew().catch(() => undefined);
    known.current = online;
  }, [online, renew]);
  useEffect(() => {
    document.documentElement.dataset.theme = 'phone';
  }, []);
  return (
    <AsOfProvider today={status.today} firstDay={status.firstDay}>
      <OutboxProvider>
        <FetchingContext value={fetching}>
          <PhoneShell app={app} demo={status.demo}>
            <Outlet />
          </PhoneShell>
        </FetchingContext>
      </OutboxProvider>
      <Toasts />
      {locked && online && app.SignIn ? <Lock SignIn={app.SignIn} /> : null}
    </AsOfProvider>
  );
}

/** One router for as long as the page is open: another would lose the way that somebody is on. */
function Pages(props: { readonly app: PhoneApplication }) {
  const { app } = props;
  const router = useMemo(
    () =>
      createBrowserRouter([
        {
          element: <Frame app={app} />,
          children: [
            ...pagesOf(app).map((page) => ({
              path: page.path,
              element: <Guarded page={page} app={app} />,
              handle: { page },
            })),
            { path: '*', element: <Elsewhere /> },
          ],
        },
      ]),
    [app],
  );
  // Without transitions: whoever presses a link sees at once that the page changes, and what the
  // address says is what is shown, however long the code of a page takes.
  return <RouterProvider router={router} useTransitions={false} />;
}

/** The shell's own pages, and those of the slices. */
function pagesOf(app: PhoneApplication): readonly PhonePage[] {
  const own: readonly PhonePage[] = [
    {
      path: '/m',
      title: { zh: '今日', en: 'Today' },
      roles: 'signedIn',
      tab: 'today',
      load: async () => ({ page: () => <TodayPage parts={app.parts} /> }),
    },
    {
      path: '/m/outbox',
      title: { zh: '发件箱', en: 'Outbox' },
      roles: 'signedIn',
      tab: 'mine',
      load: async () => ({ page: OutboxPage }),
    },
    {
      path: '/m/mine',
      title: { zh: '我的', en: 'Mine' },
      roles: 'signedIn',
      tab: 'mine',
      load: async () => ({ page: MinePage }),
    },
  ];
  return [...own, ...app.pages];
}

function Root(props: { readonly app: PhoneApplication }): ReactElement {
  const { app } = props;
  const { language, elder } = usePreferences();
  useEffect(() => changeLanguage(language), [language]);
  useEffect(() => {
    document.documentElement.classList.toggle('elder', elder);
  }, [elder]);
  return (
    <StatusGate load={app.status}>
      <SessionProvider source={app.session} waiting={<Loading />}>
        <Pages app={app} />
      </SessionProvider>
    </StatusGate>
  );
}

/** Starts the phone's application in the page's only element. */
export function startPhone(app: PhoneApplication): void {
  startTexts(preferences.get().language);
  const kept: PhoneApplication = {
    ...app,
    status: () => keptStatus(app.status),
    session: keptSession(app.session),
  };
  const element = document.getElementById('app');
  if (!element) throw new Error('the page has no element #app');
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={queryClient('always')}>
        <Root app={kept} />
      </QueryClientProvider>
    </StrictMode>,
  );
  window.addEventListener('load', () => void startWorker());
  if (document.readyState === 'complete') void startWorker();
}
