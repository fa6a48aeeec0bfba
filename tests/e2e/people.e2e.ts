// How people use the workbench: by keyboard alone, and after they were away.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch } from './support/chromium.ts';
import { signedIn, visitor } from './support/people.ts';
import type { WatchedPage } from './support/watched-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

const MOST_TABS = 80;

/** Tab after Tab until the focus is on what the selector names; each stop can be seen. */
async function tabTo({ page }: WatchedPage, selector: string): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press('Tab');
    const focus = page.locator(':focus');
    if ((await focus.count()) === 0) continue;
    const seen = await page.evaluate<string>(FOCUS_SEEN);
    expect(seen, `the focus on ${seen} is not seen`).toBe('');
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`))
      return;
  }
  throw new Error(`no way by Tab to ${selector}`);
}

/** `''`: the focus shows; otherwise what has it. */
const FOCUS_SEEN = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return '';
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const shown = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  return shown ? '' : at.outerHTML.slice(0, 120);
})()`;

it('from sign-in to the to-dos and into the first by keyboard alone (A5)', async () => {
  const watched = await visitor(browser);
  const { page } = watched;
  await watched.visit('/login');
  // The page runs and loads what is its own alone, and stands in no other page.
  const policy =
    (await page.request.get(`${inject('origin')}/login`)).headers()['content-security-policy'] ??
    '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'nonce-[^']+'; /);
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/);
  expect(policy).toContain("frame-ancestors 'none'");
  await tabTo(watched, 'input[name="name"]');
  await page.keyboard.type('bureau-city');
  await tabTo(watched, 'input[type="password"]');
  await page.keyboard.type(inject('password'));
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/home');
  await watched.settle();
  await tabTo(watched, 'nav a[href="/todo"]');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/todo');
  await watched.settle();
  await tabTo(watched, 'tbody tr');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/todo');
  expect(watched.wrong()).toEqual([]);
  await watched.close();
});

it('who comes back after the session ended signs in over the page, which stayed (A14)', async () => {
  const watched = await signedIn(browser, 'bureau-county');
  const { page, context } = watched;
  await watched.visit('/ranking');
  const lock = await context.request.post(`${inject('origin')}/api/session/lock`, {
    headers: { 'X-Zhiben': '1' },
  });
  expect(lock.ok()).toBe(true);
  await page.getByLabel('数据日期').fill('2025-06-30');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await watched.screenshot('locked');
  expect(await watched.axe()).toEqual([]);
  await dialog.locator('input[type="password"]').fill(inject('password'));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await watched.settle();
  expect(new URL(page.url()).searchParams.get('asOf')).toBe('2025-06-30');
  await page.getByText('正在查看 2025-06-30 的情况').waitFor();
  await watched.close();
});

it('whoever opens another page sees at once that it changes, however long its code takes', async () => {
  const watched = await signedIn(browser, 'bureau-county');
  const { page } = watched;
  await watched.visit('/todo');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.locator('nav a[href="/ranking"]').click();
  await page.locator('main [data-busy]').waitFor();
  expect(await page.locator('nav li[aria-current="page"]').first().textContent()).toBe('县区排名');
  release();
  await watched.settle();
  await page.getByRole('button', { name: '导出排名' }).waitFor();
  expect(watched.wrong()).toEqual([]);
  await watched.close();
});
