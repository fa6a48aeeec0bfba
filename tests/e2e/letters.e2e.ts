// Flows F2 and F3, and the way to an approval by the keyboard alone (A5).
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from './support/chromium.ts';
import { Clicks } from './support/clicks.ts';
import { signedIn } from './support/people.ts';
import { renewedMeanwhile } from './support/renewed.ts';
import { inEveryLook } from './support/seen.ts';
import type { WatchedPage } from './support/watched-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** From a clause's page: overdue ones, a row, the letter, its submission. */
async function writeLetter(watched: WatchedPage): Promise<number> {
  const { page } = watched;
  const clicks = new Clicks();
  await watched.visit('/plan/TRADE-18.1');
  const duties = page.locator('#duties');
  await clicks.choose(duties.getByRole('combobox', { name: '状态' }), 'overdue');
  await watched.settle();
  await clicks.on(duties.locator('tbody input[type=checkbox]').first());
  await clicks.button(page, '生成提醒函');
  await page.waitForURL(/\/letters\/[0-9a-f]{8}-/);
  await watched.settle();
  await clicks.button(page, '送审');
  await page.getByText('待审批').first().waitFor();
  return clicks.count;
}

it('a letter from a list in at most five clicks (F3); signed by keyboard alone (F2, A5)', async () => {
  const bureau = await signedIn(browser, 'bureau-city');
  await renewedMeanwhile(bureau.page, '**/api/letters');
  expect(await writeLetter(bureau)).toBeLessThanOrEqual(5);
  expect(bureau.wrong()).toEqual([]);
  await bureau.close();
  const leader = await signedIn(browser, 'leader');
  const clicks = new Clicks();
  const { page } = leader;
  await leader.visit('/todo');
  // Rows that are renewed meanwhile may take the focus away: then from the beginning.
  const focused = page.locator('tbody tr:focus');
  const reached = async () => (await focused.filter({ hasText: '审批：' }).count()) > 0;
  for (let n = 0; n < 300 && !(await reached()); n += 1) {
    await page.keyboard.press((await focused.count()) > 0 ? 'ArrowDown' : 'Tab');
  }
  expect(await reached()).toBe(true);
  await clicks.enter(page);
  await page.waitForURL(/\/letters\/[0-9a-f]{8}-/);
  await leader.settle();
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator('button:focus').allTextContents()).includes('同意')) break;
  }
  await clicks.enter(page);
  await page.keyboard.press('Tab');
  await clicks.enter(page);
  await page
    .getByText(/应急函〔\d{4}〕\d+号/)
    .first()
    .waitFor();
  expect(clicks.count).toBeLessThanOrEqual(3);
  expect(await inEveryLook(leader, 'letter-approved')).toEqual([]);
  await leader.close();
});

it('enterprises chosen in their list by keyboard become a letter; all of a filter with its limit', async () => {
  const bureau = await signedIn(browser, 'bureau-city');
  const { page } = bureau;
  await bureau.visit('/enterprises');
  const choose = async (count: number): Promise<void> => {
    await page.locator('tbody tr').first().focus();
    for (let n = 0; n < count; n += 1) {
      await page.keyboard.press(' ');
      await page.keyboard.press('ArrowDown');
    }
    await page.getByText(`已选 ${count} 条`).waitFor();
  };
  await choose(2);
  const all = page.getByRole('button', { name: /^选择筛选结果/ });
  if (await all.count()) {
    await all.click();
    await page.getByText(/已选 \d{2,3} 条/).waitFor();
  }
  await page.getByRole('button', { name: '取消选择' }).click();
  await choose(5);
  await page.getByRole('button', { name: '生成提醒函' }).click();
  await page.waitForURL(/\/letters\/[0-9a-f]{8}-/);
  await bureau.settle();
  expect(bureau.wrong()).toEqual([]);
  await bureau.close();
});

it('a clause split into tasks in at most six clicks, its burden shown (F4)', async () => {
  const bureau = await signedIn(browser, 'bureau-city');
  const clicks = new Clicks();
  const { page } = bureau;
  await bureau.visit('/plan/TRADE-18.1');
  await clicks.on(page.getByRole('link', { name: '分解任务', exact: true }).last());
  await page.waitForURL(/\/assignments\/new\?clause=TRADE-18\.1/);
  await bureau.settle();
  await clicks.choose(page.getByRole('combobox', { name: '哪些事项' }), 'open');
  await bureau.settle();
  const burden = await page.getByRole('region', { name: '任务负担' }).textContent();
  expect(burden).toMatch(/合计用时\s*[\d,.]+ 小时/);
  expect(await inEveryLook(bureau, 'task-new')).toEqual([]);
  await clicks.button(page, '发布');
  await page.waitForURL(/\/assignments\/[0-9a-f]{8}-/);
  await bureau.settle();
  expect(clicks.count).toBeLessThanOrEqual(6);
  await page.getByRole('cell', { name: '未完成', exact: true }).first().waitFor();
  expect(await inEveryLook(bureau, 'task-given')).toEqual([]);
  await bureau.visit('/assignments');
  await page.getByRole('link', { name: 'TRADE-18.1' }).first().waitFor();
  expect(bureau.wrong()).toEqual([]);
  await bureau.close();
});
