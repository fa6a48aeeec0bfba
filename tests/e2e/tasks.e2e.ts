// Checks of today on a phone (F15): chosen in one tap each, recorded without signal, received once;
// what is abnormal is a hazard that the county sees; the desk shows completion, records and codes.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch } from './support/chromium.ts';
import { signedIn } from './support/people.ts';
import { PHONE, type WatchedPage } from './support/watched-page.ts';

const SOON = { timeout: 90_000 };
/** A server that has run this before has other records. */
const NOTE = `联锁旁路未恢复（示例 ${Date.now().toString(36)}）`;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

interface Rows<T> {
  readonly rows: readonly T[];
}
interface Kept {
  readonly measure: { readonly id: string };
  readonly hazard: string | null;
  readonly note: string | null;
  readonly result: { readonly code: string };
  readonly by: string;
}

async function asked<T>({ context }: WatchedPage, path: string): Promise<T> {
  const answer = await context.request.get(`${inject('origin')}${path}`);
  return (await answer.json()) as T;
}

/** The choice of a task stands, with its words. */
async function noted(page: Page, text: string): Promise<void> {
  const note = page.getByLabel('异常情况（部位、现象）');
  await expect.poll(() => note.inputValue(), SOON).toBe(text);
}

/** Refused by the server, its writer mends it where he wrote it; it is received once. */
async function mended({ page, context }: WatchedPage): Promise<void> {
  const title = { zh: '请求有误', en: 'Not valid' };
  const json = { code: 'bad-request', status: 400, title };
  const refusal = { status: 400, contentType: 'application/problem+json', json };
  await context.route('**/api/checks', (route) => route.fulfill(refusal), { times: 1 });
  await context.setOffline(false);
  await page.locator('.phone-unsent').filter({ hasText: '被退回 1' }).click(SOON);
  await page.getByRole('link', { name: '修改后重发' }).click(SOON);
  await noted(page, `${NOTE}？`);
  await page.getByLabel('异常情况（部位、现象）').fill(NOTE);
  await page.getByRole('button', { name: '提交 1 项', exact: true }).click();
  await page.getByText('待发送 0').waitFor(SOON);
}

it('checked on a phone without signal, received once, seen by the county', async () => {
  const leader = await signedIn(browser, 'teamLeader', { size: PHONE });
  await leader.visit('/m/tasks');
  const { page } = leader;
  const first = page.locator('.checks-task').first();
  await first.getByText('正常', { exact: true }).waitFor(SOON);
  expect(await leader.axe()).toEqual([]);
  expect(await leader.overflow()).toBeLessThanOrEqual(0);
  await leader.screenshot('phone-tasks');

  await first.getByRole('radio', { name: '异常' }).check(SOON);
  await page.getByRole('button', { name: '提交 1 项', exact: true }).click();
  await page.getByText('请拍照、录音或写明异常情况').waitFor(SOON);
  await page.getByLabel('异常情况（部位、现象）').fill(`${NOTE}？`);
  await leader.screenshot('phone-tasks-abnormal');
  // Chosen and not submitted: it is there after the tab died.
  await page.reload();
  await noted(page, `${NOTE}？`);
  await leader.context.setOffline(true);
  // Others may have made tasks meanwhile.
  const left = await page.locator('.checks-task').count();
  await page.getByRole('button', { name: '提交 1 项', exact: true }).click();
  await page.getByText('待发送 1').waitFor(SOON);
  await page.getByText(`已排查`).first().waitFor(SOON);
  expect(await page.locator('.checks-task').count()).toBe(left - 1);
  await mended(leader);

  const all = await asked<Rows<Kept>>(leader, '/api/checks?result=abnormal');
  const rows = all.rows.filter(({ note }) => note === NOTE);
  expect(rows.map(({ by, result }) => [by, result.code])).toEqual([[rows[0]?.by, 'abnormal']]);
  const [kept] = rows;
  const county = await signedIn(browser, 'bureau-county');
  await county.visit(`/hazards/${encodeURIComponent(kept?.hazard ?? '')}`);
  await county.page.getByText(NOTE).first().waitFor(SOON);

  // The code at the place opens the same task, done.
  await leader.visit(`/s/${encodeURIComponent(kept?.measure.id ?? '')}`);
  await page.locator('summary', { hasText: '已排查' }).click(SOON);
  await page.locator('.phone-row').filter({ hasText: '异常' }).waitFor(SOON);
  await leader.screenshot('phone-place');
  await desk(county);
  for (const watched of [leader, county]) {
    await watched.close();
  }
});

/** The authority's page, and the enterprise's own: completion, a led check, codes to print. */
async function desk(county: WatchedPage): Promise<void> {
  await county.visit('/checks');
  await county.page.getByRole('link', { name: '带队检查' }).waitFor(SOON);
  expect(await county.axe()).toEqual([]);
  expect(county.wrong()).toEqual([]);
  const principal = await signedIn(browser, 'principal');
  await principal.visit('/e/checks?tab=led');
  await principal.page.getByRole('button', { name: '登记带队检查', exact: true }).click(SOON);
  await principal.page
    .getByRole('textbox', { name: /^检查情况/ })
    .fill('逐项核对重大事故隐患清单（示例）');
  await principal.page.locator('form').getByRole('button', { name: '登记带队检查' }).click(SOON);
  await principal.page
    .getByRole('cell', { name: '逐项核对重大事故隐患清单（示例）' })
    .waitFor(SOON);
  expect(await principal.axe()).toEqual([]);
  await principal.screenshot('checks-led');
  await principal.visit('/e/checks?tab=codes');
  await principal.page.locator('.checks-codes svg').first().waitFor(SOON);
  await principal.screenshot('checks-codes');
  expect(principal.wrong()).toEqual([]);
  await principal.close();
}
