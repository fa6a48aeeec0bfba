// A hazard from its report to its end in the browser: the enterprise takes each step on a phone,
// county and city see it as it happens, and the duty of the plan (TRADE-8.8, 落实整改闭环销号)
// turns met with the hazard as evidence.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { creditCode } from '../../src/modules/demo/rules/credit-code.ts';
import { jsonOf } from './support/answers.ts';
import { launch } from './support/chromium.ts';
import { hired, newcomers, registered } from './support/newcomer.ts';
import { signedIn } from './support/people.ts';
import { largely } from './support/seen.ts';
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

/** The duty of a clause about a record is met, and its page shows by what. */
async function metBy(county: WatchedPage, clause: string, id: string, picture: string) {
  const asked = `/api/plan/clauses/${clause}/duties?status=met&limit=200&q=${encodeURIComponent(id)}`;
  const { rows } = await jsonOf<{ rows: { duty: string; subject: { id: string } }[] }>(
    county,
    asked,
  );
  const duty = rows.find(({ subject }) => subject.id === id)?.duty;
  expect(duty).toBeDefined();
  await county.visit(`/plan/${clause}/duties/${encodeURIComponent(duty ?? '')}`);
  await county.page.getByLabel('证据（事实）').getByRole('link').first().waitFor(SOON);
  await county.screenshot(picture);
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
  await metBy(county, 'TRADE-8.8', id, 'hazard-evidence');
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

/** In large type at 150 %, photographs and steps beside each other included (A6). */
async function inLargeType(path: string): Promise<void> {
  const elder = await signedIn(browser, 'principal', { elder: true });
  await elder.visit(path);
  await elder.page.getByRole('button', { name: '放大查看 整改前.jpg' }).first().waitFor(SOON);
  expect(await largely(elder)).toEqual([]);
  await elder.close();
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
  await inLargeType(path);

  await minutesSeen(city, manager);
  await dutyMet(county, id);
  for (const watched of [manager, leader, county, city]) {
    expect(watched.wrong()).toEqual([]);
    await watched.close();
  }
});

const RUN = Date.now().toString(36);
const FIRM = {
  id: creditCode(7919, '371721', Date.now() % 31 ** 5),
  name: `示例新办铸造有限公司（虚构 ${RUN}）`,
};

/** The check of the quarter that the principal leads (TRADE-5.3): owed, recorded, met. */
async function ledCheck(manager: WatchedPage): Promise<void> {
  const { page } = manager;
  await manager.visit('/e/checks?tab=led');
  const owed = page.getByRole('listitem').filter({ hasText: 'TRADE-5.3' });
  await owed.getByText('待完成').waitFor(SOON);
  await page.getByRole('button', { name: '登记带队检查', exact: true }).click(SOON);
  await page.locator('form').getByRole('button', { name: '登记带队检查' }).click(SOON);
  await owed.getByText('已完成').waitFor(SOON);
}

/** On a phone: a risk point, an event graded by LS, a measure that is checked every day. */
async function graded({ page }: WatchedPage): Promise<void> {
  const form = page.locator('dialog');
  const send = async (name: string): Promise<void> => {
    await form.getByRole('button', { name, exact: true }).click();
    await form.waitFor({ state: 'detached', ...SOON });
  };
  await page.getByRole('button', { name: '新增风险点', exact: true }).click(SOON);
  await form.locator('[name=name]').fill(`一号电炉 ${RUN}`);
  await send('新增风险点');
  await page.getByRole('button', { name: '新增风险事件', exact: true }).click(SOON);
  await form.locator('[name=name]').fill('高温熔融金属喷溅');
  await form.locator('[name=likelihood]').selectOption('4');
  await form.locator('[name=severity]').selectOption('5');
  await send('评价');
  await page.getByText('风险·红').first().waitFor(SOON);
  await page.getByRole('button', { name: '新增管控措施', exact: true }).click(SOON);
  await form.locator('[name=text]').fill('检查炉衬和炉盖密封');
  await form.locator('[name=class]').selectOption({ index: 1 });
  await form.locator('[name=checkEvery]').selectOption('day');
  await form.locator('[name=ownerRole]').selectOption('teamLeader');
  await send('保存');
}

/** On a phone, of today's tasks: abnormal, with a photograph; the hazard that comes of it. */
async function checked(leader: WatchedPage): Promise<string> {
  const { page } = leader;
  await leader.visit('/m/tasks');
  const url = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 1800; canvas.height = 1200;
    const pen = canvas.getContext('2d');
    pen.fillStyle = 'teal'; pen.fillRect(0, 0, 1800, 1200); pen.fillText('${RUN}', 90, 90);
    return canvas.toDataURL('image/jpeg', 0.9);
  })()`);
  const buffer = Buffer.from(url.split(',')[1] ?? '', 'base64');
  const chooser = page.waitForEvent('filechooser', SOON);
  await page.getByRole('button', { name: '异常，拍照', exact: true }).first().click(SOON);
  await (await chooser).setFiles([{ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer }]);
  await page.getByAltText('照片 1').waitFor(SOON);
  await page.getByRole('button', { name: '提交 1 项', exact: true }).click(SOON);
  const found = async (): Promise<string | undefined> =>
    (await jsonOf<{ rows: { id: string }[] }>(leader, '/api/hazards?limit=5')).rows[0]?.id;
  await expect.poll(found, SOON).toBeDefined();
  return (await found()) ?? '';
}

it('an enterprise with nothing: registered, graded, checked, found, fixed, re-checked, closed', async () => {
  const county = await signedIn(browser, 'bureau-county');
  await county.visit('/enterprises');
  await registered(county, FIRM);
  const roles = ['safetyManager', 'teamLeader'] as const;
  const [manager, leader] = await newcomers(browser, FIRM, roles, PHONE);
  if (!manager || !leader) throw new Error('two people');
  await hired(county, FIRM, '虚构人员甲');
  await manager.visit('/e/risks');
  await graded(manager);
  const city = await signedIn(browser, 'bureau-city');
  await city.visit(`/risks?enterprise=${FIRM.id}`);
  await city.page.getByRole('link', { name: `一号电炉 ${RUN}` }).waitFor(SOON);
  const path = `/hazards/${encodeURIComponent(await checked(leader))}`;
  for (const one of [county, city, manager]) await one.visit(path);
  const stage = async (name: string): Promise<void> => {
    for (const { page } of [county, city]) {
      await page.locator('.hazard-here').filter({ hasText: name }).waitFor(SOON);
    }
  };
  await stage('已上报');
  await manager.page.getByLabel(/^重大事故隐患/).selectOption('false');
  await step(manager, '判定', '已判定');
  await stage('已判定');
  await choose(manager, /^整改责任人/, 1);
  await manager.page.getByLabel(/^整改措施/).fill('更换炉盖密封');
  await manager.page.getByLabel(/^整改期限/).fill('2026-12-20');
  await step(manager, '下达整改', '已下达');
  await stage('已下达');
  await leader.visit(path);
  await leader.page.getByRole('button', { name: '整改完成', exact: true }).click(SOON);
  await leader.page.getByLabel(/^整改情况/).fill('已更换，密封良好');
  await photograph(leader, '整改后');
  await step(leader, '整改完成', '已整改');
  await stage('已整改');
  await manager.page.getByLabel(/^理由/).fill('现场复查合格');
  await step(manager, '复查验收', '已复查');
  await stage('已复查');
  await step(manager, '销号', '已销号');
  await stage('已销号');
  await city.screenshot('from-nothing');
  await ledCheck(manager);
  await metBy(county, 'TRADE-5.3', FIRM.id, 'from-nothing-led');
  for (const watched of [manager, leader, county, city]) {
    expect(watched.wrong()).toEqual([]);
    await watched.close();
  }
});
