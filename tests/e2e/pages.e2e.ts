// Every page, by every role: nothing on the console, no foreign request, no sideways scrolling, no
// banned word; once a page also for axe, in both languages, and as pictures (dist/screenshots).
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './support/chromium.ts';
import { logins, signedIn, visitor } from './support/people.ts';
import type { Registered } from './support/registered.ts';
import { leadsTo, mayOpen, registeredPages } from './support/registered.ts';
import type { WatchedPage } from './support/watched-page.ts';
import { DESK, PHONE, WIDE } from './support/watched-page.ts';

const BANNED = new RegExp(['打' + '卡', '积' + '分', '在线' + '时长'].join('|'));
const NO_PERMISSION = '您的岗位没有权限打开此页';

/** Nobody has written a letter or imported a ledger yet: their own journeys show these pages. */
const EMPTY = new Set(['/letters/:id', '/sheets/:type/:id']);
/** Whoever has signed in is led on from it. */
const LOGIN = '/login';

const pages = await registeredPages();
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** Where somebody saw pages with parameters: the first link to each that a page showed him. */
type Samples = Map<string, string>;
/** Pages that were looked at closely: by whom, and where. */
const seen = new Map<string, { readonly login: string; readonly at: string }>();

const address = (page: Registered, samples: Samples): string | undefined =>
  page.menu?.open ?? (page.path.includes(':') ? samples.get(page.path) : page.path);

const nameOf = (page: Registered): string => page.path.slice(1).replaceAll(/[/:]+/g, '-') || 'root';

async function collect(watched: WatchedPage, samples: Samples): Promise<void> {
  for (const href of await watched.links()) {
    const page = pages.find((one) => one.path.includes(':') && leadsTo(one, href));
    if (page && !samples.has(page.path)) samples.set(page.path, href);
  }
}

/** What is wrong with a page as it stands. */
async function faults(watched: WatchedPage): Promise<string[]> {
  const overflow = await watched.overflow();
  const text = await watched.text();
  return [
    ...watched.wrong(),
    ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : []),
    ...(BANNED.test(text) ? [`speaks of ${BANNED.exec(text)?.[0]}`] : []),
  ];
}

/** Looks at a page that this role may open; closely where nobody did before. */
/** Looks closely at a page: once, whoever comes first. */
async function closely(watched: WatchedPage, page: Registered): Promise<string[]> {
  const found = await watched.axe();
  await watched.screenshot(`pages/${nameOf(page)}`);
  await watched.page.setViewportSize(WIDE);
  await watched.screenshot(`pages/${nameOf(page)}-1920`);
  await watched.page.setViewportSize(DESK);
  return found;
}

describe.each(logins)('$login', ({ login, role }) => {
  it('sees each of its pages without anything going wrong', async () => {
    const watched = await signedIn(browser, login);
    await watched.visit('/');
    const found: string[] = [];
    const mine = pages.filter((page) => mayOpen(page, role) && page.path !== LOGIN);
    // Those with parameters last: the others show the way to them.
    const inOrder = [...mine].sort(
      (a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')),
    );
    const samples: Samples = new Map();
    for (const page of inOrder) {
      const at = address(page, samples);
      if (at === undefined) continue;
      await watched.go(at, page.path);
      const wrong = await faults(watched);
      if ((await watched.text()).includes(NO_PERMISSION)) wrong.push('is not shown to this role');
      if (!seen.has(page.path)) {
        seen.set(page.path, { login, at });
        wrong.push(...(await closely(watched, page)));
      }
      await collect(watched, samples);
      found.push(...wrong.map((fault) => `${at}: ${fault}`));
    }
    await watched.close();
    expect(found).toEqual([]);
  });

  it('is told of each other page that it is not his', async () => {
    const watched = await signedIn(browser, login);
    await watched.visit('/');
    const found: string[] = [];
    for (const page of pages.filter((one) => !mayOpen(one, role))) {
      await watched.go(page.path.replaceAll(/:\w+/g, 'x'), page.path);
      found.push(...(await faults(watched)).map((fault) => `${page.path}: ${fault}`));
      const told = (await watched.text()).includes(NO_PERMISSION);
      if (!told) found.push(`${page.path}: does not say that it is not for this role`);
    }
    await watched.close();
    expect(found).toEqual([]);
  });
});

describe('the same in English', () => {
  it('no page shows anything wrong, and the look is complete for axe', async () => {
    const people = new Map<string, WatchedPage>();
    const found: string[] = [];
    for (const [path, { login, at }] of seen) {
      const page = pages.find((one) => one.path === path);
      if (!page) continue;
      const known = people.get(login);
      const watched = known ?? (await signedIn(browser, login, { language: 'en' }));
      people.set(login, watched);
      await watched.visit(at);
      found.push(
        ...[...(await faults(watched)), ...(await watched.axe())].map((f) => `${at}: ${f}`),
      );
      await watched.screenshot(`pages/${nameOf(page)}-en`);
    }
    for (const watched of people.values()) await watched.close();
    expect(found).toEqual([]);
  });
});

it('every page was seen by somebody', () => {
  const unseen = pages
    .map(({ path }) => path)
    .filter((path) => !seen.has(path) && !EMPTY.has(path) && path !== LOGIN);
  expect(unseen).toEqual([]);
});

const OPEN = ['/login', '/feedback', '/guide'].filter((at) =>
  pages.some(({ path }) => path === at),
);

describe.each(['zh', 'en'] as const)('what anyone may open, on a phone, %s (A4)', (language) => {
  it.each(OPEN)('%s does not scroll sideways', async (path) => {
    const watched = await visitor(browser, { size: PHONE, language });
    await watched.visit(path);
    await watched.screenshot(`phone${path.replaceAll('/', '-')}-${language}`);
    const found = [...(await faults(watched)), ...(await watched.axe())];
    await watched.close();
    expect(found).toEqual([]);
  });
});
