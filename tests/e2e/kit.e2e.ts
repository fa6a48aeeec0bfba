import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './support/chromium.ts';
import { serveGallery } from './support/gallery.ts';
import { faults, largely, Seen, widely } from './support/seen.ts';
import { DESK, WatchedPage } from './support/watched-page.ts';

let gallery: Awaited<ReturnType<typeof serveGallery>>;
let browser: Browser;

beforeAll(async () => {
  gallery = await serveGallery();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

const PAGES = ['/parts', '/ledger', '/form', '/charts', '/map', '/wall', '/closed'];
/** The address of no page keeps the name of the page before. */
const NOWHERE = '/nowhere';

const WRONG: readonly string[] = [
  'A6: 12px',
  'A6: 20 px',
  'A6: cut off:',
  'A6: scrolls sideways',
  'A9:',
  'color-contrast:',
  'colour alone:',
  'scrolls sideways',
  'the id twice',
];

async function inLook(look: 'zh' | 'en' | 'elder'): Promise<WatchedPage> {
  const watched = await WatchedPage.open(browser, gallery.origin, DESK);
  const chosen = { language: look === 'en' ? 'en' : 'zh', elder: look === 'elder' };
  await watched.context.addInitScript((kept) => {
    localStorage.setItem('zhiben.preferences', kept);
  }, JSON.stringify(chosen));
  await watched.visit(NOWHERE);
  return watched;
}

describe.each(['zh', 'en', 'elder'] as const)('every page of the kit, %s', (look) => {
  it('shows nothing wrong on the console, for axe, or in width', async () => {
    const watched = await inLook(look);
    const found: string[] = [];
    const seen = new Seen();
    for (const path of [NOWHERE, ...PAGES]) {
      if (path !== NOWHERE) await watched.go(path, path);
      const name = `kit${path.replaceAll('/', '-')}-${look}`;
      const wrong = await faults(watched);
      wrong.push(...(await watched.axe(seen.claim((await watched.look()).facets))));
      await watched.screenshot(name);
      wrong.push(...(await widely(watched, null)));
      if (look === 'elder') wrong.push(...(await largely(watched)));
      found.push(...wrong.map((fault) => `${path}: ${fault}`));
    }
    await watched.close();
    expect(found).toEqual([]);
  });
});

it('finds what is wrong, behind parts of the same kind as well', async () => {
  const watched = await inLook('elder');
  await watched.go('/parts', '/parts');
  const seen = new Seen();
  await watched.axe(seen.claim((await watched.look()).facets));
  await watched.go('/wrong', '/wrong');
  const found = [
    ...(await faults(watched)),
    ...(await watched.axe(seen.claim((await watched.look()).facets))),
    ...(await widely(watched, null)),
    ...(await largely(watched)),
  ].map((fault) => fault.replace(/(px|twice|sideways) .*|<.*/, '$1').trim());
  expect([...new Set(found)].sort()).toEqual(WRONG);
  expect(seen.claim((await watched.look()).facets)).toEqual([]);
  await watched.close();
});
