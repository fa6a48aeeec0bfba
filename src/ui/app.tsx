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
} from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Navigate, Outlet, useLocation } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { useLiveChanges } from './api/live.ts';
import { queryClient } from './api/query-client.ts';
import type { Application } from './application.ts';
import { AsOfProvider } from './as-of.tsx';
import { menuOf } from './menu.ts';
import { componentOf, fitting, mayOpen, type PageDefinition } from './page.ts';
import { useShownPage } from './page-theme.ts';
import { preferences, usePreferences } from './preferences.ts';
import { SessionProvider, useSessionState } from './session.tsx';
import { Counting } from './shell/counting.tsx';
import { Lock } from './shell/lock.tsx';
import { StatusGate, useStatus } from './shell/status-gate.tsx';
import { shellTexts } from './shell/texts.ts';
import { ErrorBoundary, Loading, NoPermission, PageState } from './states.tsx';
import { changeLanguage, startTexts, useTexts, useWords } from './texts.ts';
import { Toasts } from './toasts.tsx';

/** Not with the first bytes: who signs in needs neither menu nor header. */
const Shell = lazy(async () => ({ default: (await import('./shell/shell.tsx')).Shell }));

function NotFound(): ReactElement {
  const say = useTexts(shellTexts);
  const { pathname, search } = useLocation();
  const phone = /^\/(m|s)(\/|$)/.test(pathname);
  useEffect(() => {
    // Pages of the phone are the other application's.
    if (phone) window.location.replace(pathname + search);
  }, [phone, pathname, search]);
  if (phone) return <Loading />;
  return <PageState title={say('notFound')} hint={say('notFoundHint')} role="alert" />;
}

/** Where everybody begins: the workbench, or the first page of his menu. */
function FirstPage(props: { readonly app: Application }): ReactElement {
  const { session } = useSessionState();
  const { search } = useLocation();
  if (!session) return <Navigate to="/login" replace />;
  const pages = menuOf(props.app.pages, session.roles).flatMap((part) => part.pages);
  const [first] = pages;
  return <Navigate to={`${first?.menu?.open ?? first?.path ?? '/me'}${search}`} replace />;
}

const contents = new WeakMap<PageDefinition, LazyExoticComponent<ComponentType>>();

/** Made once for each page: a way to a page is rendered anew until its code is there. */
function contentOf(page: PageDefinition): LazyExoticComponent<ComponentType> {
  const known = contents.get(page);
  if (known) return known;
  const made = lazy(async () => ({ default: componentOf(await page.load()) }));
  contents.set(page, made);
  return made;
}

/** One page: only for whom it is for; whoever has not signed in does so and comes back. */
function Guarded(props: { readonly page: PageDefinition }): ReactElement {
  const { page } = props;
  const { session } = useSessionState();
  const words = useWords();
  const say = useTexts(shellTexts);
  const { pathname, search } = useLocation();
  const Content = contentOf(page);
  useEffect(() => {
    document.title = `${words(page.title)} – ${say('product')}`;
    // For whoever waits for a page to be there: tests, and tools that read pages out.
    document.documentElement.dataset.page = page.path;
  }, [page, words, say]);
  if (!mayOpen(page, session?.roles ?? null)) {
    if (session) return <NoPermission />;
    return <Navigate to={`/login?from=${encodeURIComponent(pathname + search)}`} replace />;
  }
  return (
    <ErrorBoundary at={pathname}>
      <Suspense fallback={<Loading />}>
        <Content />
      </Suspense>
    </ErrorBoundary>
  );
}

/** What surrounds every page: the theme, the day, the lock, and header and menu where it has them. */
function Frame(props: { readonly app: Application }): ReactElement {
  const { app } = props;
  const status = useStatus();
  const { session, locked } = useSessionState();
  const page = useShownPage();
  const theme = page?.theme ?? 'desk';
  useLiveChanges(session !== null && !locked);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <AsOfProvider today={status.today} firstDay={status.firstDay}>
      {theme === 'desk' ? (
        <Suspense fallback={<Loading />}>
          <Shell app={app} demo={status.demo} page={page}>
            <Outlet />
          </Shell>
        </Suspense>
      ) : (
        <main id="content" className={theme}>
          <Outlet />
        </main>
      )}
      <Toasts />
      {session ? <Counting /> : null}
      {locked && app.SignIn ? <Lock SignIn={app.SignIn} /> : null}
    </AsOfProvider>
  );
}

/** One router for as long as the page is open: another would lose the way that somebody is on. */
function Pages(props: { readonly app: Application }): ReactElement {
  const { app } = props;
  const router = useMemo(
    () =>
      createBrowserRouter([
        {
          element: <Frame app={app} />,
          children: [
            ...app.pages.map((page) => ({
              path: page.path,
              element: <Guarded page={page} />,
              handle: { page },
            })),
            { path: '/', element: <FirstPage app={app} /> },
            { path: '*', element: <NotFound /> },
          ],
        },
      ]),
    [app],
  );
  // Without transitions: whoever presses a link sees at once that the page changes, and what the
  // address says is what is shown, however long the code of a page takes.
  return <RouterProvider router={router} useTransitions={false} />;
}

/** The pages that there are in this city. */
function Fitting(props: { readonly app: Application }): ReactElement {
  const { app } = props;
  const { demo } = useStatus();
  const shown = useMemo(() => ({ ...app, pages: fitting(app.pages, demo) }), [app, demo]);
  return <Pages app={shown} />;
}

function Root(props: { readonly app: Application }): ReactElement {
  const { app } = props;
  const { language, elder } = usePreferences();
  useEffect(() => changeLanguage(language), [language]);
  useEffect(() => {
    document.documentElement.classList.toggle('elder', elder);
  }, [elder]);
  return (
    <StatusGate load={app.status}>
      <SessionProvider source={app.session} waiting={<Loading />}>
        <Fitting app={app} />
      </SessionProvider>
    </StatusGate>
  );
}

/** Starts the application in the page's only element. */
export function startApp(app: Application): void {
  startTexts(preferences.get().language);
  const element = document.getElementById('app');
  if (!element) throw new Error('the page has no element #app');
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={queryClient()}>
        <Root app={app} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
