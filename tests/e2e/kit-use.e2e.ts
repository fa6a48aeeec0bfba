// The kit in use: by keyboard, with wrong values, with somebody faster, while the page locks.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from './support/chromium.ts';
import { serveGallery } from './support/gallery.ts';
import { WatchedPage } from './support/watched-page.ts';

let gallery: Awaited<ReturnType<typeof serveGallery>>;
let browser: Browser;
let watched: WatchedPage;
let page: Page;

beforeAll(async () => {
  gallery = await serveGallery();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});
beforeEach(async () => {
  watched = await WatchedPage.open(browser, gallery.origin);
  page = watched.page;
});
afterEach(async () => {
  await watched.close();
});

const search = (): URLSearchParams => new URL(page.url()).searchParams;

describe('a ledger', () => {
  beforeEach(() => watched.visit('/ledger'));

  it('is walked by arrows, a row is chosen by Space and opened by Enter', async () => {
    await page.locator('tbody tr').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await page.getByText('已选 1 条').waitFor();
    expect(await page.locator('tr[aria-selected=true]').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/parts');
  });

  it('keeps filter and order in the address, and Back brings them back', async () => {
    await page.getByLabel('名称').fill('第12化工');
    await page.getByText('共 1 条').waitFor();
    expect(search().get('q')).toBe('第12化工');
    await page.getByRole('button', { name: '企业' }).click();
    await page.locator('th[aria-sort=ascending]').waitFor();
    expect(search().get('sort')).toBe('name');
    await page.goBack();
    await page.goBack();
    await page.getByText('共 60 条').waitFor();
  });

  it('remembers the chosen columns, and exports exactly those', async () => {
    await page.getByText('列设置').click();
    await page.getByRole('checkbox', { name: '风险' }).uncheck();
    await page.reload();
    await watched.settle();
    expect(await page.getByRole('columnheader', { name: '风险' }).count()).toBe(0);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出' }).click();
    expect((await download).suggestedFilename()).toBe('9.txt');
  });

  it('shows more page by page, and the fixed columns stay where they are', async () => {
    await page.getByRole('button', { name: '加载更多' }).click();
    await page.getByText('已显示 40 条，共 60 条').waitFor();
    const name = page.getByRole('cell', { name: '菏泽第1化工有限公司' });
    const before = await name.boundingBox();
    await page.locator('.ledger-scroll').evaluate((part) => part.scrollBy(400, 0));
    expect((await name.boundingBox())?.x).toBe(before?.x);
  });
});

describe('a form', () => {
  beforeEach(() => watched.visit('/form'));
  const save = (): Promise<void> => page.getByRole('button', { name: '保存' }).click();

  it('says at the field what to mend, and goes there', async () => {
    await page.getByLabel('企业名称').fill('');
    await page.getByLabel('从业人数').fill('12345');
    await save();
    await page.getByText('有 2 处需要修改').waitFor();
    await page.getByText('此项必填').waitFor();
    await page.getByText('不得超过 9999').waitFor();
    expect(await page.locator(':focus').getAttribute('name')).toBe('name');
    await watched.screenshot('kit-form-faults');
    expect(await watched.axe()).toEqual([]);
  });

  it('shows what the server refuses at its field', async () => {
    await page.getByLabel('企业名称').fill('重名');
    await save();
    await page.getByText('已有同名企业').waitFor();
  });

  it('puts both versions side by side when somebody was faster', async () => {
    await page.getByLabel('企业名称').fill('新名称');
    await save();
    await page.getByRole('cell', { name: '他人名称' }).waitFor();
    await watched.screenshot('kit-form-conflict');
    await page.getByRole('button', { name: '在最新版本上保存我的修改' }).click();
    await page.locator('#saved', { hasText: '1' }).waitFor();
  });

  it('chooses several by name, shown as chips, put in and taken out by keyboard', async () => {
    const chosen = (): Promise<string[]> => page.locator('.picker-chip').allTextContents();
    const field = page.getByRole('combobox', { name: '参加人员' });
    // The second name is not known to the page: it is asked for.
    await page.locator('.picker-chip', { hasText: '李二' }).waitFor();
    await field.focus();
    await page.keyboard.type('李');
    await page.getByRole('option', { name: '李三' }).waitFor();
    // What is chosen already is not offered again.
    expect(await page.locator('.picker-option').count()).toBe(1);
    await watched.screenshot('kit-pickers');
    expect(await watched.axe()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('.picker-chip', { hasText: '李三' }).waitFor();
    expect(await chosen()).toEqual(['张一×', '李二×', '李三×']);
    expect(await page.locator('input[name=people]').inputValue()).toBe('P1,P2,P3');
    await page.keyboard.press('Backspace');
    await page.getByRole('button', { name: '移除 张一' }).focus();
    await page.keyboard.press('Delete');
    expect(await chosen()).toEqual(['李二×']);
    expect(await page.locator(':focus').getAttribute('role')).toBe('combobox');
    await page.keyboard.press('Backspace');
    await save();
    await page.getByText('此项必填').waitFor();
    expect(await page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps its draft through a reload, and asks before it is left', async () => {
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByLabel('企业名称').fill('草稿');
    await page.reload();
    await page.getByText('已恢复未提交的内容').waitFor();
    expect(await page.getByLabel('企业名称').inputValue()).toBe('草稿');
    await page.getByRole('link', { name: '图表' }).click();
    await page.getByText('确定离开本页吗').waitFor();
    await page.getByRole('button', { name: '继续填写' }).click();
    expect(new URL(page.url()).pathname).toBe('/form');
  });

  it('stands as it was behind the lock, with what was written (A14)', async () => {
    await page.getByLabel('企业名称').fill('写到一半');
    await page.getByRole('button', { name: '锁定' }).click();
    await page.getByRole('heading', { name: '已锁定，请重新登录' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').getByRole('button', { name: '登录' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByLabel('企业名称').inputValue()).toBe('写到一半');
  });
});

describe('the shell', () => {
  it('shows the city as of a day, says so in colour, and takes the day along', async () => {
    await watched.visit('/parts');
    await page.getByLabel('数据日期').fill('20250131');
    await page.keyboard.press('Enter');
    await page.getByText('正在查看 2025-01-31 的情况').waitFor();
    expect(await page.locator('header.past').count()).toBe(1);
    await watched.screenshot('kit-as-of');
    expect(await watched.axe()).toEqual([]);
    await page.getByRole('link', { name: '台账' }).click();
    await page.waitForURL('**/ledger?asOf=2025-01-31');
    // Again and again: the address follows late, and once took the choice back.
    for (let round = 0; round < 5; round++) {
      await page.getByRole('button', { name: '回到最新' }).click();
      await page.waitForURL((url) => !url.searchParams.has('asOf'));
      await page.getByText('正在查看 2025-01-31 的情况').waitFor({ state: 'detached' });
      await page.getByLabel('数据日期').fill('20250131');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/ledger?asOf=2025-01-31');
    }
  });

  it.each(['2023-12-31', '2026-07-01', 'abc'])('does not take %s for a day', async (typed) => {
    await watched.visit('/parts');
    await page.getByLabel('数据日期').fill(typed);
    await page.keyboard.press('Tab');
    expect(await page.getByLabel('数据日期').inputValue()).toBe('2026-06-30');
    expect(search().has('asOf')).toBe(false);
  });

  it('changes language and type size without losing the page', async () => {
    await watched.visit('/parts');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Large type' }).click();
    await page.getByRole('link', { name: 'Page ledger' }).waitFor();
    const size = await page.evaluate<string>(
      "getComputedStyle(document.querySelector('main')).fontSize",
    );
    expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(18);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('a page that fails says so, and the others still open', async () => {
    await watched.visit('/failing');
    await page.getByText('页面出错了').waitFor();
    await page.getByRole('link', { name: '零件' }).click();
    await page.getByRole('heading', { name: '零件' }).waitFor();
  });

  it('asks before what cannot be undone', async () => {
    await watched.visit('/parts');
    await page.getByRole('button', { name: '发布' }).click();
    await page.getByText('此操作不能撤销').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('#confirmed').textContent()).toBe('0');
    await page.getByRole('button', { name: '发布' }).click();
    await page.getByRole('button', { name: '确认' }).click();
    await page.locator('#confirmed', { hasText: '1' }).waitFor();
  });

  it('is told which file is too large', async () => {
    await watched.visit('/parts');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '上传' }).click();
    const file = {
      name: 'a.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.alloc(2048),
    };
    await (await chooser).setFiles(file);
    await page.getByText('文件不得超过').waitFor();
  });
});
