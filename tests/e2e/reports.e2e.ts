// A citizen reports without a script and without an account, the county handles it, and the citizen
// reads the answer by code and PIN (F19, A17); with a script the three steps come one by one.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { root } from '../support/sources.ts';
import { launch } from './support/chromium.ts';
import { signedIn, visitor } from './support/people.ts';
import { PHONE } from './support/watched-page.ts';

const SOON = { timeout: 90_000 };
const CAOXIAN = '371721';
const PLACE = '东城板材厂（示例）';
/** First load in bytes of gzip (A2). */
const MOST_BYTES = 90_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** `/r` and `/r/q` in a browser that runs no script. */
async function scriptless() {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  const origin = inject('origin');
  const picture = (name: string) =>
    page.screenshot({ path: join(root, 'dist', 'screenshots', `${name}.png`), fullPage: true });
  return {
    picture,
    async report(): Promise<{ code: string; pin: string }> {
      await page.goto(`${origin}/r`);
      await picture('report-phone');
      await page.getByLabel('所在县（区）').selectOption(CAOXIAN);
      await page.getByLabel('单位名称或地点').fill(PLACE);
      await page.getByLabel('设备、电气不安全').check();
      await page.getByLabel('情况说明').fill('锯床没有防护罩');
      await page.getByRole('button', { name: '提交举报' }).click();
      await picture('report-code');
      const [code, pin] = [page.locator('#code'), page.locator('#pin')];
      return { code: (await code.textContent()) ?? '', pin: (await pin.textContent()) ?? '' };
    },
    async ask({ code, pin }: { code: string; pin: string }): Promise<string> {
      await page.goto(`${origin}/r/q`);
      await page.getByLabel('举报编号').fill(code);
      await page.getByLabel('查询密码').fill(pin);
      await page.getByRole('button', { name: '查询', exact: true }).click();
      await picture('report-answer');
      return (await page.locator('main').textContent()) ?? '';
    },
    close: () => context.close(),
  };
}

it('reported without a script, handled by the county, the answer read by code and PIN', async () => {
  const citizen = await scriptless();
  const ticket = await citizen.report();
  expect(ticket.code).toMatch(/^[A-Z2-9]{8}$/);
  const county = await signedIn(browser, 'bureau-county');
  await county.visit('/tips?stage=received');
  await county.screenshot('tips');
  expect(await county.axe()).toEqual([]);
  expect(await county.overflow()).toBeLessThanOrEqual(0);
  await county.page.locator('.ledger tbody a').first().click();
  await county.page.getByText(PLACE).waitFor(SOON);
  expect(await county.text()).toContain('匿名');
  await county.page.getByLabel(/^事项/).selectOption('hazard');
  await county.page.getByRole('button', { name: '确认受理' }).click(SOON);
  await county.page.getByLabel(/^核查结果/).selectOption('not-true');
  expect(await county.axe()).toEqual([]);
  await county.screenshot('tip');
  await county.page.getByRole('button', { name: '确认核查' }).click(SOON);
  await county.page.getByLabel(/^答复内容/).fill('已到现场核查，防护罩齐全');
  await county.page.getByRole('button', { name: '确认答复' }).click(SOON);
  await county.page.locator('.status').filter({ hasText: '已答复' }).waitFor(SOON);
  const told = await citizen.ask(ticket);
  expect(told).toContain('已答复');
  expect(told).toContain('防护罩齐全');
  expect(county.wrong()).toEqual([]);
  await county.close();
  await citizen.close();
});

it('with a script the steps come one by one; small, narrow, accessible, in two languages', async () => {
  const watched = await visitor(browser, { size: PHONE });
  const sizes: Promise<number>[] = [];
  watched.page.on('response', (response) => {
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await watched.visit('/r');
  const { page } = watched;
  expect(await watched.axe()).toEqual([]);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('单位名称或地点').waitFor();
  expect(await watched.overflow()).toBeLessThanOrEqual(0);
  expect(await watched.axe()).toEqual([]);
  // Nothing chosen yet: the step stays.
  await page.getByRole('button', { name: '下一步' }).click();
  expect(await page.getByLabel('姓名').isVisible()).toBe(false);
  await page.getByLabel('所在县（区）').selectOption(CAOXIAN);
  await page.getByLabel('单位名称或地点').fill(PLACE);
  await page.getByLabel('其他', { exact: true }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  expect(await page.getByLabel('姓名').isVisible()).toBe(true);
  expect(await watched.axe()).toEqual([]);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(sizes.length).toBeGreaterThanOrEqual(3);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  process.stderr.write(`first load, gzip: /r ${Math.round(bytes / 100) / 10} kB\n`);
  await watched.visit('/r/q?lang=en');
  await page.getByRole('heading', { name: 'How far is my report?' }).waitFor();
  expect(await watched.axe()).toEqual([]);
  expect(await watched.overflow()).toBeLessThanOrEqual(0);
  expect(watched.wrong()).toEqual([]);
  await watched.close();
});
