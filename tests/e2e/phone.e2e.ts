// P52 and P56 with camera, microphone, scanner: F15 (scan → five choices → submit, without signal)
// and F16 (three taps), each within its taps; what lies on the device is sealed; a newer version is
// let in by its button, and nothing unsent is lost by it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { jsonOf as asked } from './support/answers.ts';
import { filmOf, withPosition } from './support/camera.ts';
import { launch } from './support/chromium.ts';
import { AGED, KEPT, type Kept } from './support/device.ts';
import { newerBehind } from './support/newer.ts';
import { signedIn } from './support/people.ts';
import { PHONE, WatchedPage } from './support/watched-page.ts';

const SOON = { timeout: 60_000 };
const RUN = Date.now().toString(36);
const PLACE = `灌装线 ${RUN}`;

let browser: Browser;
let film: ReturnType<typeof filmOf>;
let code: string;
beforeAll(async () => {
  const plain = await launch();
  code = await placeWithFiveTasks(plain);
  await plain.close();
  film = filmOf(`${inject('origin')}/s/${encodeURIComponent(code)}`);
  browser = await launch(
    ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
    `--use-file-for-fake-video-capture=${film.path}`,
  );
});
afterAll(async () => {
  await browser?.close();
  film?.drop();
});

/** A risk point of the enterprise with five measures of every day, by the safety manager. */
async function placeWithFiveTasks(by: Browser): Promise<string> {
  const manager = await signedIn(by, 'safetyManager');
  const post = async (path: string, data: object): Promise<{ id: string; version: number }> => {
    const headers = { 'X-Zhiben': '1', 'Idempotency-Key': crypto.randomUUID() };
    const url = `${inject('origin')}${path}`;
    const answer = await manager.context.request.post(url, { headers, data });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as { id: string; version: number };
  };
  let point = await post('/api/risks', { name: PLACE });
  const { id } = point;
  for (let no = 1; no <= 5; no += 1) {
    point = await post(`/api/risks/${encodeURIComponent(id)}/measures`, {
      ...{ version: point.version, text: `${PLACE} 第 ${no} 项`, class: 'engineering' },
      ...{ checkEvery: 'day', ownerRole: 'teamLeader', place: PLACE },
    });
  }
  await manager.close();
  return id;
}

const unsent = (page: Page, count: number): Promise<void> =>
  page
    .locator('.phone-unsent')
    .filter({ hasText: `待发送 ${count}` })
    .waitFor(SOON);

/** A picture of this colour, with a position as a camera writes it. */
async function photograph(page: Page, colour: string): Promise<Buffer> {
  const url = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400; canvas.height = 1800;
    const pen = canvas.getContext('2d');
    pen.fillStyle = ${JSON.stringify(colour)}; pen.fillRect(0, 0, 2400, 1800);
    pen.fillStyle = 'white'; pen.font = '200px sans-serif'; pen.fillText('${RUN}', 100, 900);
    return canvas.toDataURL('image/jpeg', 0.9);
  })()`);
  return withPosition(Buffer.from(url.split(',')[1] ?? '', 'base64'));
}

class Thumb {
  taps = 0;
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async tap(role: 'button' | 'link', name: string): Promise<void> {
    this.taps += 1;
    await this.page.getByRole(role, { name, exact: true }).first().click(SOON);
  }
  /** One tap; the camera's own button is the camera's. */
  async shoot(name: string, buffer: Buffer, index = 0): Promise<void> {
    this.taps += 1;
    const chooser = this.page.waitForEvent('filechooser', SOON);
    await this.page.getByRole('button', { name, exact: true }).nth(index).click(SOON);
    await (await chooser).setFiles([{ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer }]);
    await this.page.getByAltText('照片 1').waitFor(SOON);
  }
}

/** Its pages open without a network from now on. */
async function controlled(page: Page): Promise<void> {
  const is = () => page.evaluate<boolean>('navigator.serviceWorker.controller !== null');
  await expect.poll(is, SOON).toBe(true);
}

async function looksRight(watched: WatchedPage, picture: string): Promise<void> {
  expect(await watched.axe()).toEqual([]);
  expect(await watched.overflow()).toBeLessThanOrEqual(0);
  expect(await watched.text()).not.toMatch(/打卡|积分|在线时长/);
  await watched.screenshot(`phone/${picture}`);
}

interface Hazards {
  readonly rows: readonly { readonly id: string; readonly text: string }[];
}
interface Hazard {
  readonly evidence: { readonly before: readonly { id: string; mediaType: string }[] };
}
const evidenceOf = async (watched: WatchedPage, id: string) =>
  (await asked<Hazard>(watched, `/api/hazards/${encodeURIComponent(id)}`)).evidence.before;

it('F15: scanned, five choices, a photograph, submitted without signal in 7 taps', async () => {
  const leader = await signedIn(browser, 'teamLeader', { size: PHONE });
  const { page, context } = leader;
  await leader.visit('/m/tasks');
  await page.getByRole('button', { name: '下载今日任务，供无信号时使用' }).click(SOON);
  await page.getByText('已下载到本机').waitFor(SOON);
  await controlled(page);
  const picture = await photograph(page, 'crimson');
  await context.setOffline(true);
  const began = Date.now();
  const thumb = new Thumb(page);
  await thumb.tap('link', '扫一扫');
  await page.waitForURL(`**/s/${encodeURIComponent(code)}`, SOON);
  const items = page.locator('.checks-task');
  await items.nth(4).waitFor(SOON);
  for (let item = 0; item < 4; item += 1) {
    thumb.taps += 1;
    await items.nth(item).getByRole('radio', { name: '正常', exact: true }).check(SOON);
  }
  await thumb.shoot('异常，拍照', picture);
  await looksRight(leader, 'place-abnormal');
  await thumb.tap('button', '提交 5 项');
  await unsent(page, 5);
  expect(thumb.taps).toBeLessThanOrEqual(7);
  expect(Date.now() - began).toBeLessThan(30_000);

  const kept = await page.evaluate<Kept>(KEPT);
  const rows = [...kept.records, ...kept.photos, ...kept.packages];
  expect(kept.photos).toHaveLength(1);
  expect(rows.every(({ sealed, text }) => sealed && !text.includes(PLACE))).toBe(true);
  expect(rows.some(({ text }) => text.includes('JFIF'))).toBe(false);
  expect(kept.keys.map(({ extractable }) => extractable)).toEqual([false]);
  await page.reload();
  await unsent(page, 5);
  await context.setOffline(false);
  await unsent(page, 0);
  // Received: the device has the photograph no longer.
  expect((await page.evaluate<Kept>(KEPT)).photos).toEqual([]);

  const county = await signedIn(browser, 'bureau-county');
  const path = `/api/hazards?q=${encodeURIComponent(PLACE)}`;
  const { rows: hazards } = await asked<Hazards>(county, path);
  expect(hazards).toHaveLength(1);
  const [hazard] = hazards;
  const before = await evidenceOf(county, hazard?.id ?? '');
  expect(before.map(({ mediaType }) => mediaType)).toEqual(['image/jpeg']);
  const file = `/api/files/${encodeURIComponent(before[0]?.id ?? '')}?of=hazard/${hazard?.id}`;
  const bytes = await (await county.context.request.get(`${inject('origin')}${file}`)).body();
  expect(bytes.includes('GPSLatitude')).toBe(false);
  expect(bytes.length).toBeLessThan(picture.length);
  expect(leader.wrong().filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  await county.close();
  await forgets(leader);
  await leader.close();
});

/** After 72 hours what was downloaded is gone, and with its owner everything. */
async function forgets({ page, context }: WatchedPage): Promise<void> {
  await page.evaluate(AGED);
  await context.setOffline(true);
  await page.reload();
  await page.getByText('没有网络').or(page.getByText('重试')).first().waitFor(SOON);
  const kept = () => page.evaluate<Kept>(KEPT);
  await expect.poll(async () => (await kept()).packages.length, SOON).toBe(0);
  await page.getByRole('link', { name: '我的', exact: true }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect.poll(async () => Object.values(await kept()).flat(), SOON).toEqual([]);
  await context.setOffline(false);
}

it('a code is typed where the camera cannot; one of others opens nothing', async () => {
  const leader = await signedIn(browser, 'teamLeader', { size: PHONE });
  const { page } = leader;
  await leader.context.addInitScript('delete Navigator.prototype.mediaDevices');
  await leader.visit('/m/scan');
  await page.getByText('相机打不开').waitFor(SOON);
  await page.getByLabel('点位编号').fill('https://elsewhere.example/s/x');
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await page.getByText('这不是本系统的点位二维码或编号').waitFor(SOON);
  await looksRight(leader, 'scan');
  await page.getByLabel('点位编号').fill(code);
  await page.getByRole('button', { name: '打开', exact: true }).click();
  await page.getByRole('heading', { name: PLACE }).first().waitFor(SOON);
  await leader.close();
});

it('F16: a photograph, a voice note: three taps each; lost answers and a dead tab lose nothing', async () => {
  const worker = await signedIn(browser, 'worker', { size: PHONE });
  const { context } = worker;
  const { page } = worker;
  const mine = async () =>
    (await asked<Hazards>(worker, '/api/hazards/mine')).rows.filter(({ text }) =>
      text.includes('见现场照片'),
    );
  const before = (await mine()).length;
  await worker.visit('/m');
  const picture = await photograph(page, 'navy');
  // The server has the photograph; its answer gets lost.
  await context.route('**/api/files', async (route) => {
    await route.fetch();
    // The page that asked may be gone by now.
    await route.abort('connectionreset').catch(() => undefined);
  });
  const shown = new Thumb(page);
  await shown.tap('link', '上报');
  await shown.shoot('拍照', picture);
  // Taken and not submitted: it is there after the tab died.
  await page.reload();
  await page.getByAltText('照片 1').waitFor(SOON);
  await looksRight(worker, 'report-photograph');
  await shown.tap('button', '提交');
  expect(shown.taps).toBe(3);
  await unsent(page, 1);
  await page.locator('.phone-unsent').click();
  const sendNow = page.getByRole('button', { name: '立即发送' });
  await sendNow.waitFor(SOON);
  await context.unroute('**/api/files');
  // It goes by itself too, perhaps at this moment: then there is nothing to press.
  await sendNow.click({ timeout: 5_000 }).catch(() => undefined);
  await unsent(page, 0);
  const first = await mine();
  expect(first.length).toBe(before + 1);
  expect(await evidenceOf(worker, first[0]?.id ?? '')).toHaveLength(1);

  const said = new Thumb(page);
  await said.tap('link', '上报');
  await said.tap('button', '语音');
  await page.getByRole('button', { name: /^停止录音 [1-9]/ }).waitFor(SOON);
  await said.tap('button', '提交');
  expect(said.taps).toBe(3);
  await expect.poll(async () => (await mine()).length, SOON).toBe(before + 2);
  const [second] = (await mine()).filter(({ id }) => id !== first[0]?.id);
  const heard = await evidenceOf(worker, second?.id ?? '');
  expect(heard.map(({ mediaType }) => mediaType)).toEqual(['audio/webm']);
  await context.close();
});

it('a newer version waits for its button; what is unsent and written outlives it', async () => {
  const newer = await newerBehind(inject('origin'));
  const worker = await WatchedPage.open(browser, newer.origin, PHONE);
  const { page, context } = worker;
  const data = { name: 'worker', password: inject('password') };
  const headers = { 'X-Zhiben': '1' };
  await context.request.post(`${newer.origin}/api/session`, { headers, data });
  await worker.visit('/m/report');
  await controlled(page);
  await context.route('**/api/hazards', (route) => route.abort('connectionreset'));
  await page.getByLabel('发现了什么').fill(`更新前 ${RUN}`);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await unsent(page, 1);
  await page.getByLabel('发现了什么').fill(`草稿 ${RUN}`);
  newer.publish();
  await page.evaluate('navigator.serviceWorker.ready.then((one) => one.update())');
  await page.getByText('有新版本').waitFor(SOON);
  expect(await page.getByLabel('发现了什么').inputValue()).toBe(`草稿 ${RUN}`);
  await looksRight(worker, 'newer');
  const loaded = page.waitForEvent('load', SOON);
  await page.getByRole('button', { name: '更新', exact: true }).click();
  await loaded;
  await unsent(page, 1);
  expect(await page.getByLabel('发现了什么').inputValue()).toBe(`草稿 ${RUN}`);
  expect(await page.getByText('有新版本').count()).toBe(0);
  await context.unroute('**/api/hazards');
  await page.locator('.phone-unsent').click();
  await page.getByRole('button', { name: '立即发送' }).click(SOON);
  await unsent(page, 0);
  await worker.close();
  newer.close();
});
