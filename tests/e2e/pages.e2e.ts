// Every page, by every role, in every look (light or dark as the page is, large type, English):
// nothing on the console, no foreign request, no sideways scrolling, no banned word, chips that say
// what they mean; axe on every page whole once, then on every part that nobody has seen before;
// pictures in dist/screenshots (ZHIBEN_PICTURES=off: none).
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './support/chromium.ts';
import type { Look } from './support/looks.ts';
import { logins, signedIn, visitor } from './support/people.ts';
import type { Registered } from './support/registered.ts';
import { leadsTo, mayOpen, registeredPages } from './support/registered.ts';
import {
  ELDER,
  ENGLISH,
  faults,
  faultsIn,
  largely,
  press,
  Seen,
  STANDARD,
  widely,
} from './support/seen.ts';
import type { WatchedPage } from './support/watched-page.ts';
import { DESK, PHONE } from './support/watched-page.ts';

const NO_PERMISSION = '您的岗位没有权限打开此页';
/** No feed raised an alarm, nobody has written a letter, given a task or imported a ledger yet: their own journeys show these. */
const EMPTY = new Set([
  ...['/alarms/:id', '/alarms/:id/replay', '/letters/:id', '/assignments/:id'],
  '/sheets/:type/:id',
]);
/** Whoever has signed in is led on from it. */
const LOGIN = '/login';

const pages = await registeredPages();
const seen = new Seen();
/** Pages of which there is a picture. */
const pictured = new Set<string>();
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** Where somebody saw pages with parameters: the first link to each that a page showed him. */
type Samples = Map<string, string>;
interface Stop {
  readonly page: Registered;
  readonly at: string;
  /** Of whoever comes first. */
  readonly picture: string | null;
}

const address = (page: Registered, samples: Samples): string | undefined =>
  page.menu?.open ?? (page.path.includes(':') ? samples.get(page.path) : page.path);

function pictureOf({ path }: Registered): string | null {
  if (pictured.has(path)) return null;
  pictured.add(path);
  return `pages/${path.slice(1).replaceAll(/[/:]+/g, '-') || 'root'}`;
}

function collect({ links }: Look, samples: Samples): void {
  for (const href of links) {
    // `/hazards/major` is a page of its own, no hazard.
    if (pages.some(({ path }) => path === href.split(/[?#]/)[0])) continue;
    const page = pages.find((one) => one.path.includes(':') && leadsTo(one, href));
    if (page && !samples.has(page.path)) samples.set(page.path, href);
  }
}

/**
 * Everything that is wrong with a page; is there anything that nobody saw before? `whole`: axe
 * judges all of it, for what is wrong between parts that were each judged elsewhere.
 */
async function judge(watched: WatchedPage, whole = false) {
  const look = await watched.look();
  const wrong = faultsIn(watched, look);
  const fresh = seen.claim(look.facets);
  if (whole || fresh.length > 0) wrong.push(...(await watched.axe(whole ? null : fresh)));
  return { look, wrong, fresh: fresh.length > 0 };
}

/** All pages of a role as they are usually shown; what has to be looked at again in other looks. */
async function walk(watched: WatchedPage, role: string, found: string[]): Promise<Stop[]> {
  const mine = pages.filter((page) => mayOpen(page, role) && page.path !== LOGIN);
  // Those with parameters last: the others show the way to them.
  const inOrder = [...mine].sort(
    (a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')),
  );
  const samples: Samples = new Map();
  const again: Stop[] = [];
  for (const page of inOrder) {
    const at = address(page, samples);
    if (at === undefined) continue;
    await watched.go(at, page.path);
    const { look, wrong, fresh } = await judge(watched, !pictured.has(page.path));
    if (look.text.includes(NO_PERMISSION)) wrong.push('is not shown to this role');
    collect(look, samples);
    if (fresh) {
      const picture = pictureOf(page);
      if (picture !== null) await watched.screenshot(picture);
      wrong.push(...(await widely(watched, picture)));
      again.push({ page, at, picture });
    }
    found.push(...wrong.map((fault) => `${at}: ${fault}`));
  }
  return again;
}

/** Pages that are not for this role say so. */
async function refused(watched: WatchedPage, role: string, found: string[]): Promise<void> {
  for (const page of pages.filter((one) => !mayOpen(one, role))) {
    await watched.go(page.path.replaceAll(/:\w+/g, 'x'), page.path);
    const { look, wrong } = await judge(watched);
    found.push(...wrong.map((fault) => `${page.path}: ${fault}`));
    if (!look.text.includes(NO_PERMISSION))
      found.push(`${page.path}: does not say that it is not for this role`);
  }
}

/** The same pages in another look. */
async function repeat(
  watched: WatchedPage,
  stops: readonly Stop[],
  kind: 'elder' | 'en',
): Promise<string[]> {
  const found: string[] = [];
  for (const { page, at, picture } of stops) {
    await watched.go(at, page.path);
    const { wrong } = await judge(watched);
    const name = picture === null ? null : `${picture}-${kind}`;
    if (kind === 'elder') wrong.push(...(await largely(watched)));
    if (name !== null) await watched.screenshot(name);
    found.push(...wrong.map((fault) => `${at} (${kind}): ${fault}`));
  }
  return found;
}

describe.concurrent('each role', () => {
  it.each(logins)('$login sees its pages without anything going wrong', async (one) => {
    const watched = await signedIn(browser, one.login);
    await watched.visit('/');
    const found: string[] = [];
    const again = await walk(watched, one.role, found);
    await refused(watched, one.role, found);
    if (again.length > 0) {
      await watched.go('/me', '/me');
      await press(watched, ELDER);
      found.push(...(await repeat(watched, again, 'elder')));
      await watched.go('/me', '/me');
      await press(watched, STANDARD, ENGLISH);
      found.push(...(await repeat(watched, again, 'en')));
    }
    await watched.close();
    expect(found).toEqual([]);
  });
});

it('every page was seen by somebody', () => {
  const unseen = pages
    .map(({ path }) => path)
    .filter((path) => !pictured.has(path) && !EMPTY.has(path) && path !== LOGIN);
  expect(unseen).toEqual([]);
});

const OPEN = ['/login', '/feedback', '/guide'].filter((at) =>
  pages.some(({ path }) => path === at),
);

describe.each([
  { name: 'zh', language: 'zh', elder: false },
  { name: 'elder', language: 'zh', elder: true },
  { name: 'en', language: 'en', elder: false },
] as const)('what anyone may open, on a phone and a desk, $name', ({ name, ...chosen }) => {
  it.each(OPEN)('%s does not scroll sideways (A4), and is large where asked (A6)', async (path) => {
    const watched = await visitor(browser, { size: PHONE, ...chosen });
    await watched.visit(path);
    const picture = `phone${path.replaceAll('/', '-')}-${name}`;
    await watched.screenshot(picture);
    const found = [...(await faults(watched)), ...(await watched.axe())];
    await watched.page.setViewportSize(DESK);
    found.push(...(await faults(watched)), ...(await widely(watched, picture)));
    if (chosen.elder) found.push(...(await largely(watched)));
    await watched.close();
    expect(found).toEqual([]);
  });
});
