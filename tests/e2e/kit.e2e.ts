import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from './support/chromium.ts';
import { serveGallery } from './support/gallery.ts';
import { DESK, WatchedPage } from './support/watched-page.ts';

let gallery: Awaited<ReturnType<typeof serveGallery>>;
let browser: Browser;
let watched: WatchedPage;

beforeAll(async () => {
  gallery = await serveGallery();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});
beforeEach(async () => {
  watched = await WatchedPage.open(browser, gallery.origin, DESK);
});
afterEach(async () => {
  await watched.close();
});

const PAGES = ['/parts', '/ledger', '/form', '/charts', '/map', '/wall', '/closed', '/nowhere'];

describe.each(['zh', 'en', 'elder'])('every page of the kit, %s', (look) => {
  it.each(PAGES)('%s: nothing wrong on the console, for axe, or in width', async (path) => {
    const chosen = { language: look === 'en' ? 'en' : 'zh', elder: look === 'elder' };
    await watched.context.addInitScript((kept) => {
      localStorage.setItem('zhiben.preferences', kept);
    }, JSON.stringify(chosen));
    await watched.visit(path);
    await watched.page.waitForTimeout(300);
    await watched.screenshot(`kit${path.replaceAll('/', '-')}-${look}`);
    expect(watched.wrong()).toEqual([]);
    expect(await watched.axe()).toEqual([]);
    expect(await watched.overflow()).toBeLessThanOrEqual(0);
  });
});
