// Flow 1/5: from the wall to the evidence in four clicks (A8), one number all the way (A11).
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from './support/chromium.ts';
import { Clicks } from './support/clicks.ts';
import { signedIn } from './support/people.ts';
import { WIDE } from './support/watched-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

it('why is this county last: wall, indicator, enterprise, evidence', async () => {
  const watched = await signedIn(browser, 'leader', { size: WIDE });
  const { page } = watched;
  await watched.visit('/cockpit/main');
  const clicks = new Clicks();
  await clicks.on(page.locator('.cockpit-table tbody tr').last().getByRole('link').first());
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '为什么是这个名次' }).waitFor();
  const worst = page.locator('.rank-table').first().locator('tbody tr').first();
  const against = ((await worst.locator('td').nth(2).textContent()) ?? '').replaceAll(/\s/g, '');
  await clicks.on(worst.getByRole('link').first());
  const head = page.locator('.rank-head').first();
  await head.filter({ hasText: '不利/全部' }).waitFor();
  expect(((await head.textContent()) ?? '').replaceAll(/\s/g, '')).toContain(against);
  await clicks.on(page.locator('.firms button').first());
  await page.waitForURL(/enterprise=/);
  const evidence = page.getByLabel(/^依据：/).first();
  await evidence.waitFor();
  await clicks.on(evidence);
  await page.locator('dialog dl, main h1').first().waitFor();
  await watched.screenshot('why-last-evidence');
  expect(clicks.count).toBeLessThanOrEqual(4);
  expect(watched.wrong()).toEqual([]);
  await watched.close();
});
