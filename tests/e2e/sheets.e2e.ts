// Flow F14: file → columns → row check → only the correct rows → undo, in five clicks at most.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { workbookFile } from '../support/workbook-files.ts';
import { launch } from './support/chromium.ts';
import { signedIn } from './support/people.ts';
import { inEveryLook } from './support/seen.ts';
import type { WatchedPage } from './support/watched-page.ts';

const MOST_CLICKS = 5;
const SOON = { timeout: 90_000 };

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** A ledger of hazards of two enterprises of the caller, one row in error. */
async function ledgerFor({ context }: WatchedPage): Promise<Buffer> {
  const answer = await context.request.get(`${inject('origin')}/api/enterprises?limit=2`);
  const { rows } = (await answer.json()) as { rows: { id: string; name: string }[] };
  return Buffer.from(
    workbookFile([
      ['社会信用代码', '隐患来源', '排查日期', '隐患描述'],
      [rows[0]?.id ?? '', '企业自查', '2026年5月6日', '法兰泄漏'],
      [rows[1]?.name ?? '', '企业自查', '2026.5.8', '护栏缺失'],
      [rows[0]?.id ?? '', '听说', '昨天', '不清楚'],
    ]),
  );
}

it('a county imports a ledger of hazards and takes it back (A8)', async () => {
  const watched = await signedIn(browser, 'bureau-county');
  const { page } = watched;
  let clicks = 0;
  const click = async (name: string | RegExp): Promise<void> => {
    clicks += 1;
    await page.getByRole('button', { name, exact: true }).last().click(SOON);
  };
  const buffer = await ledgerFor(watched);
  await watched.visit('/sheets/hazard');
  const chooser = page.waitForEvent('filechooser');
  await click('选择文件上传');
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await (await chooser).setFiles({ name: '隐患台账.xlsx', mimeType, buffer });
  await click('开始核对');
  await page.getByText('“听说”不在可选项中').waitFor(SOON);
  await watched.screenshot('sheets-checked');
  expect(await inEveryLook(watched, 'sheets-checked')).toEqual([]);
  await click('只导入正确行（2 行）');
  await page.getByRole('button', { name: '已导入 2' }).waitFor(SOON);
  await watched.screenshot('sheets-imported');
  expect(await watched.axe()).toEqual([]);
  await click('撤销导入');
  await click('确认');
  await page.getByRole('button', { name: '已撤销 2' }).waitFor(SOON);
  await watched.screenshot('sheets-undone');
  expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
  expect(watched.wrong()).toEqual([]);
  await watched.close();
});
