// A hazard from its report to its end in the browser: the enterprise takes each step on a phone,
// county and city see it as it happens, and the duty of the plan (TRADE-8.8, 落实整改闭环销号)
// turns met with the hazard as evidence.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch } from './support/chromium.ts';
import { signedIn } from './support/people.ts';
import { PHONE, type WatchedPage } from './support/watched-page.ts';

const SOON = { timeout: 90_000 };
const TEXT = '二号炉操作平台护栏松动（示例）';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** Pictures of one point and of two: the same one twice is one file. */
const PICTURES: Readonly<Record<string, string>> = {
  整改前:
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  整改后:
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGM4wcBwgoEBAAcPAZGNk/TdAAAAAElFTkSuQmCC',
};

/** Chooses a photograph, which is sent at once and shown small. */
async function photograph({ page }: WatchedPage, name: string): Promise<void> {
  const file = {
    name: `${name}.png`,
    mimeType: 'image/png',
    buffer: Buffer.from(PICTURES[name] ?? '', 'base64'),
  };
  await page.locator('input[type=file][multiple]').setInputFiles([file]);
  await page.getByRole('button', { name: `放大查看 ${name}.jpg` }).waitFor(SOON);
}

/** Both stand side by side; a photograph opens and closes by the keyboard. */
async function evidence({ page }: WatchedPage): Promise<void> {
  const part = page.getByRole('region', { name: '整改前后', exact: true });
  const before = part.getByRole('button', { name: '放大查看 整改前.jpg' });
  await part.getByRole('button', { name: '放大查看 整改后.jpg' }).waitFor(SOON);
  const image = before.locator('img');
  const width = () =>
    image.evaluate((at: unknown) => (at as { naturalWidth: number }).naturalWidth);
  await expect.poll(width, SOON).toBe(1);
  await before.press('Enter');
  await page.getByRole('dialog', { name: '整改前' }).waitFor(SOON);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached', ...SOON });
}

/** Takes the step that is open as a form, and waits until the hazard stands where it leads. */
async function step({ page }: WatchedPage, name: string, stage: string): Promise<void> {
  await page.getByRole('button', { name: `确认${name}`, exact: true }).click(SOON);
  await page.locator('.hazard-here').filter({ hasText: stage }).waitFor(SOON);
}

/** The last option of a choice: a person, a campaign. */
async function choose({ page }: WatchedPage, label: RegExp, index: number): Promise<void> {
  await page.getByLabel(label).selectOption({ index });
}

/** The ledger has it, and the duty of the plan is met with it as evidence. */
async function dutyMet(county: WatchedPage, id: string): Promise<void> {
  await county.visit(`/hazards?q=${encodeURIComponent(id)}`);
  await county.page.getByRole('link', { name: TEXT }).waitFor(SOON);
  expect(await county.axe()).toEqual([]);
  expect(await county.overflow()).toBeLessThanOrEqual(0);
  await county.screenshot('hazards');
  await county.visit(`/hazards?clause=TRADE-8.8&q=${encodeURIComponent(id)}`);
  await county.page.getByRole('link', { name: TEXT }).waitFor(SOON);
  await county.visit(`/hazards?clause=TRADE-8.8&owed=true&q=${encodeURIComponent(id)}`);
  await county.page.getByText('没有符合条件的数据').waitFor(SOON);
  // The duty is met, and the hazard is its evidence.
  const asked = '/api/plan/clauses/TRADE-8.8/duties?status=met&limit=200';
  const answer = await county.context.request.get(`${inject('origin')}${asked}`);
  const { rows } = (await answer.json()) as { rows: { duty: string; subject: { id: string } }[] };
  const duty = rows.find(({ subject }) => subject.id === id)?.duty;
  expect(duty).toBeDefined();
  await county.visit(`/plan/TRADE-8.8/duties/${encodeURIComponent(duty ?? '')}`);
  await county.page.getByLabel('证据（事实）').getByRole('link').first().waitFor(SOON);
  await county.screenshot('hazard-evidence');
}

/** What the steps took on screen reached the city, by form; the enterprise sees its own. */
async function minutesSeen(city: WatchedPage, manager: WatchedPage): Promise<void> {
  await city.visit('/burden');
  await city.page.getByRole('rowheader', { name: /（整改完成）$/ }).waitFor(SOON);
  expect(await city.axe()).toEqual([]);
  await city.screenshot('burden');
  await manager.visit('/e/burden');
  await manager.page.getByRole('rowheader', { name: /（复查验收）$/ }).waitFor(SOON);
}

it('reported, judged, assigned, rectified, re-checked by another, closed', async () => {
  const manager = await signedIn(browser, 'safetyManager', { size: PHONE });
  await manager.visit('/hazards/new');
  await manager.page.getByLabel(/^隐患描述/).fill(TEXT);
  await choose(manager, /^所属整治/, 1);
  await photograph(manager, '整改前');
  await manager.page.getByRole('button', { name: '上报隐患', exact: true }).click(SOON);
  await manager.page.locator('.hazard-here').filter({ hasText: '已上报' }).waitFor(SOON);
  const path = new URL(manager.page.url()).pathname;
  const id = decodeURIComponent(path.split('/').at(-1) ?? '');

  const county = await signedIn(browser, 'bureau-county');
  await county.visit(path);
  const city = await signedIn(browser, 'bureau-city');
  await city.visit(path);
  /** Neither asks again: what happens comes by itself. */
  const seen = async (stage: string): Promise<void> => {
    for (const { page } of [county, city]) {
      await page.locator('.hazard-here').filter({ hasText: stage }).waitFor(SOON);
    }
  };
  await seen('已上报');

  await manager.page.getByLabel(/^重大事故隐患/).selectOption('false');
  await step(manager, '判定', '已判定');
  await seen('已判定');
  await choose(manager, /^整改责任人/, 1);
  await manager.page.getByLabel(/^整改措施/).fill('更换护栏并复核焊缝');
  const due = manager.page.getByLabel(/^整改期限/);
  await due.fill('2026-12-20');
  await step(manager, '下达整改', '已下达');
  await seen('已下达');
  await manager.screenshot('hazard-assigned');
  expect(await manager.axe()).toEqual([]);

  const leader = await signedIn(browser, 'teamLeader', { size: PHONE });
  await leader.visit(path);
  await leader.page.getByRole('button', { name: '整改完成', exact: true }).click(SOON);
  await leader.page.getByLabel(/^整改情况/).fill('已更换，晃动测试合格');
  await photograph(leader, '整改后');
  await step(leader, '整改完成', '已整改');
  await leader.page.getByText('目前没有由您办理的步骤').waitFor(SOON);
  expect(await leader.overflow()).toBeLessThanOrEqual(0);
  await leader.screenshot('hazard-phone');

  await seen('已整改');
  await evidence(county);
  await manager.page.getByLabel(/^理由/).fill('现场复查合格');
  await step(manager, '复查验收', '已复查');
  await seen('已复查');
  await step(manager, '销号', '已销号');
  await seen('已销号');
  expect(await manager.overflow()).toBeLessThanOrEqual(0);
  await county.screenshot('hazard-closed');

  await minutesSeen(city, manager);
  await dutyMet(county, id);
  for (const watched of [manager, leader, county, city]) {
    expect(watched.wrong()).toEqual([]);
    await watched.close();
  }
});
