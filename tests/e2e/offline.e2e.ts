// P56 on a phone without signal (A7): the network cut, the first answer lost, the tab killed, a
// refusal, a clock two hours wrong, a device nearly full, another account on the same device.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { rowsOf } from './support/answers.ts';
import { launch } from './support/chromium.ts';
import { signedIn } from './support/people.ts';
import { PHONE, type WatchedPage } from './support/watched-page.ts';

const SOON = { timeout: 60_000 };
const HOUR = 3_600_000;
/** A server that has run this before has other reports. */
const RUN = Date.now().toString(36);
const CUT = `断网：护栏松动 ${RUN}`;
const LOST = `回执丢失：灯不亮 ${RUN}`;
const REFUSED = `被退回：漏油 ${RUN}`;
const MENDED = `二号泵漏油 ${RUN}`;
const KILLED = `关页：地面积水 ${RUN}`;
const SLOW = `时钟慢两小时 ${RUN}`;
const OWN = `只有我看得到 ${RUN}`;

interface Mine {
  readonly text: string;
  readonly deviceAt: string;
  readonly writtenAt: string;
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

const mine = async (watched: WatchedPage, text: string): Promise<readonly Mine[]> =>
  (await rowsOf<Mine>(watched, '/api/hazards/mine')).filter((row) => row.text === text);

const unsent = (page: Page, count: number): Promise<void> =>
  page
    .locator('.phone-unsent')
    .filter({ hasText: `待发送 ${count}` })
    .waitFor(SOON);

/** Two taps from wherever one is: the tab, and the button. */
async function report(page: Page, text: string): Promise<void> {
  await page.getByRole('link', { name: '上报', exact: true }).click();
  await page.getByLabel('发现了什么').fill(text);
  await page.getByRole('button', { name: '提交', exact: true }).click();
}

const CONTROLLED = `new Promise((done) => {
  const worker = navigator.serviceWorker;
  worker.addEventListener('controllerchange', () => done(), { once: true });
  if (worker.controller) done();
})`;

/** The pages open without a network from now on. */
async function ready({ page }: WatchedPage, visit: () => Promise<void>): Promise<void> {
  const kept = page.waitForResponse(/\/api\/hazards\/mine/, SOON);
  await visit();
  await kept;
  // One evaluation, no polling: the page's policy lets text run at the first look alone.
  await page.evaluate(CONTROLLED);
}

async function looksRight(watched: WatchedPage, picture: string): Promise<void> {
  expect(await watched.axe()).toEqual([]);
  expect(await watched.overflow()).toBeLessThanOrEqual(0);
  await watched.screenshot(`offline/${picture}`);
}

/** The server has it; its answer gets lost. */
async function answerLost({ context }: WatchedPage): Promise<void> {
  await context.route('**/api/hazards', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
}

async function refusedOnce({ context }: WatchedPage): Promise<void> {
  await context.route(
    '**/api/hazards',
    (route) =>
      route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        json: {
          ...{ code: 'bad-request', status: 400, title: { zh: '请求有误', en: 'Not valid' } },
          fields: [{ path: 'set.note', message: { zh: '请写明位置', en: 'Say where' } }],
        },
      }),
    { times: 1 },
  );
}

it('a worker reports without signal: nothing is lost, nothing comes twice', async () => {
  const watched = await signedIn(browser, 'worker', { size: PHONE });
  const { context } = watched;
  let { page } = watched;
  await ready(watched, () => watched.visit('/m'));
  await looksRight(watched, 'today');

  await context.setOffline(true);
  await report(page, CUT);
  await unsent(page, 1);
  await page.reload();
  await unsent(page, 1);
  await page.getByRole('link', { name: new RegExp(CUT) }).waitFor(SOON);
  await page.getByText('离线', { exact: true }).waitFor(SOON);
  await looksRight(watched, 'report-offline');
  await context.setOffline(false);
  await unsent(page, 0);
  expect(await mine(watched, CUT)).toHaveLength(1);

  await answerLost(watched);
  const lost = page.waitForEvent('requestfailed', SOON);
  await report(page, LOST);
  await lost;
  await unsent(page, 1);
  expect(await mine(watched, LOST)).toHaveLength(1);
  await context.unroute('**/api/hazards');
  await page.locator('.phone-unsent').click();
  await page.getByRole('button', { name: '立即发送' }).click(SOON);
  await unsent(page, 0);
  expect(await mine(watched, LOST)).toHaveLength(1);

  await refusedOnce(watched);
  await report(page, REFUSED);
  await page.locator('.phone-unsent').filter({ hasText: '被退回 1' }).click(SOON);
  await page.getByRole('cell', { name: '请写明位置' }).waitFor(SOON);
  await looksRight(watched, 'outbox-refused');
  await page.getByRole('link', { name: '修改后重发' }).click();
  await page.getByLabel('发现了什么').fill(MENDED);
  await page.getByRole('button', { name: '修改并重发' }).click();
  await unsent(page, 0);
  expect(await mine(watched, MENDED)).toHaveLength(1);
  await looksRight(watched, 'outbox');

  await context.setOffline(true);
  await report(page, KILLED);
  await unsent(page, 1);
  await page.close();
  await context.setOffline(false);
  page = await context.newPage();
  await page.goto(`${inject('origin')}/m`);
  await unsent(page, 0);
  expect(await mine(watched, KILLED)).toHaveLength(1);
  await watched.close();
});

it('a clock two hours slow moves no record; a device nearly full says so', async () => {
  const watched = await signedIn(browser, 'teamLeader', { size: PHONE });
  const { page, context } = watched;
  await context.addInitScript(`{
    const real = Date;
    const slow = () => real.now() - ${2 * HOUR};
    globalThis.Date = class extends real {
      constructor(...given) { super(...(given.length === 0 ? [slow()] : given)); }
      static now() { return slow(); }
    };
    navigator.storage.estimate = async () => ({ usage: 950, quota: 1000 });
  }`);
  await watched.visit('/m/report');
  await page.getByRole('alert').filter({ hasText: '存储空间将满' }).waitFor(SOON);
  await report(page, SLOW);
  await page.getByRole('link', { name: new RegExp(`${SLOW}.*已上报`) }).waitFor(SOON);
  await unsent(page, 0);
  const [row] = await mine(watched, SLOW);
  const now = Date.now();
  expect(Math.abs(Date.parse(row?.writtenAt ?? '') - now)).toBeLessThan(60_000);
  expect(Math.abs(Date.parse(row?.deviceAt ?? '') + 2 * HOUR - now)).toBeLessThan(60_000);
  expect(watched.wrong()).toEqual([]);
  await watched.close();
});

it('another account on the same device sees and sends nothing of the first', async () => {
  const watched = await signedIn(browser, 'worker', { size: PHONE });
  const { page, context } = watched;
  await ready(watched, () => watched.visit('/m/report'));
  await context.setOffline(true);
  await report(page, OWN);
  await unsent(page, 1);
  await page.getByRole('link', { name: '我的', exact: true }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByText('还有内容没有送达').waitFor(SOON);
  await looksRight(watched, 'leaving');
  await page.getByRole('button', { name: '保留记录并退出' }).click();
  await page.getByText('本机另有 1 条记录').waitFor(SOON);
  await context.setOffline(false);
  const signIn = (name: string) =>
    context.request.post(`${inject('origin')}/api/session`, {
      headers: { 'X-Zhiben': '1' },
      data: { name, password: inject('password') },
    });
  await page.reload();
  await page.getByLabel('登录名').waitFor(SOON);
  await looksRight(watched, 'sign-in');
  expect((await signIn('teamLeader')).ok()).toBe(true);
  await watched.visit('/m/report');
  await unsent(page, 0);
  await page.getByText('还没有上报记录').or(page.getByText('填写时间')).first().waitFor(SOON);
  expect(await watched.text()).not.toContain(OWN);
  expect(await mine(watched, OWN)).toEqual([]);
  expect((await signIn('worker')).ok()).toBe(true);
  await watched.visit('/m');
  await unsent(page, 0);
  await expect.poll(async () => (await mine(watched, OWN)).length, SOON).toBe(1);
  await watched.close();
});
