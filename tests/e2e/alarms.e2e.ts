// From a sensor to a person who acts: a gateway sends, the desk shows, somebody works it off (F6).
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { must } from '../../src/kernel/result.ts';
import { jsonOf } from './support/answers.ts';
import { launch } from './support/chromium.ts';
import { Clicks } from './support/clicks.ts';
import { signedIn } from './support/people.ts';
import { type Detector, oneDetector, type Row, senderOf, twoLimits } from './support/sending.ts';
import { type WatchedPage, WIDE } from './support/watched-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

it('a leak opens its card on the desk by itself, and is worked off in five clicks (F6)', async () => {
  const bureau = await signedIn(browser, 'bureau-city');
  const send = await oneDetector(bureau);
  await bureau.close();
  const watched = await signedIn(browser, 'dispatcher');
  const { page } = watched;
  await watched.visit('/alarms');
  const sent = performance.now();
  await send(80);
  const card = page.getByRole('dialog');
  await card.locator('.alarm-card').waitFor();
  const ms = Math.round(performance.now() - sent);
  process.stderr.write(`F6: red on the desk ${ms} ms after it was sent\n`);
  await watched.settle();
  await watched.screenshot('alarms/card');
  expect(await watched.axe()).toEqual([]);
  // Nothing is closed while it stands: the value is back, the act is still to be done.
  await send(2);
  const clicks = new Clicks();
  for (const act of ['确认', '呼叫企业', '真实', '启动处置', '结案']) {
    await clicks.on(
      card.locator('.alarm-card').getByRole('button', { name: act, exact: true }).first(),
    );
    await watched.settle();
  }
  await card.getByText('已结案').first().waitFor();
  expect(clicks.count).toBe(5);
  expect(watched.wrong()).toEqual([]);
  await watched.close();
});

/** The incident as it went: its curve, its acts, and a cursor that keys move and play. */
async function replayed(watched: WatchedPage): Promise<void> {
  const { page } = watched;
  const slider = page.getByRole('slider', { name: '回放时刻' });
  await page.locator('.track-played').first().waitFor();
  const events = page.getByRole('list').filter({ hasText: '结案' });
  const current = () => events.locator('[aria-current=step]').last().textContent();
  const began = await current();
  expect(began).toContain('报警');
  await slider.press(']');
  expect(await current()).not.toBe(began);
  await slider.press('End');
  expect(await current()).toContain('结案');
  await page.getByLabel('速度').selectOption('1800');
  // At its end it begins anew, and plays to the end by itself.
  await slider.press(' ');
  await page.getByRole('button', { name: '播放' }).waitFor();
  expect(await current()).toContain('结案');
  await watched.screenshot('alarms/replay');
  expect(await watched.axe()).toEqual([]);
}

it('what was worked off stands in the list, on its page, in quality and in the hand-over', async () => {
  const watched = await signedIn(browser, 'dispatcher');
  const { page } = watched;
  for (const path of ['/alarms/quality', '/shift', '/alarms/list']) {
    await watched.visit(path);
    expect(await watched.axe()).toEqual([]);
  }
  await page.locator('tbody a').first().click();
  await page.waitForURL(/\/alarms\/[^/]+$/);
  await watched.settle();
  await page.getByText('已结案').first().waitFor();
  await watched.screenshot('alarms/one');
  expect(await watched.axe()).toEqual([]);
  await page.getByRole('link', { name: '事件回放' }).click();
  await replayed(watched);
  expect(watched.wrong()).toEqual([]);
  await watched.close();
});

/** What is played is worked off on its page: each act is one click, the last once it is over. */
async function workedOff(watched: WatchedPage, acts: readonly string[]): Promise<void> {
  const next = watched.page.getByRole('region', { name: '下一步' });
  for (const name of acts) await next.getByRole('button', { name, exact: true }).click();
}

/** What electricity alone shows is confirmed on the spot first. */
async function checked(watched: WatchedPage, seen: string): Promise<void> {
  await workedOff(watched, ['现场核查']);
  await watched.page.getByLabel('说明').fill(seen);
  await workedOff(watched, ['确定']);
}

it('an overcrowded workshop and a covert run, played in the simulator, are closed on their pages', async () => {
  const bureau = await signedIn(browser, 'bureau-city');
  await bureau.visit('/demo/simulator');
  const [panel, scenes] = [bureau.page, ['车间超员', '明停暗开']];
  for (const scene of scenes) {
    await panel.getByLabel('场景').selectOption({ label: scene });
    await panel.getByRole('button', { name: '开始', exact: true }).click();
    await panel.getByRole('rowheader', { name: scene }).waitFor();
  }
  expect(await bureau.axe()).toEqual([]);
  await bureau.screenshot('alarms/simulator');
  const desk = await Promise.all(
    ['occupancy', 'covert-production'].map(async (kind) => {
      const watched = await signedIn(browser, 'dispatcher');
      await watched.visit(`/alarms/list?show=open&kind=${kind}`);
      await watched.page.locator('tbody a').first().click();
      await workedOff(watched, ['确认', '真实', '启动处置']);
      if (kind === 'covert-production') await checked(watched, '现场核实：正在生产，已责令停产');
      return watched;
    }),
  );
  for (const scene of scenes) await panel.getByRole('button', { name: `结束：${scene}` }).click();
  for (const watched of desk) {
    await workedOff(watched, ['结案']);
    await watched.page.locator('h1 + p').getByText('已结案').waitFor();
    expect(watched.wrong()).toEqual([]);
    await watched.close();
  }
  await panel.getByText('当前没有场景').waitFor();
  expect(bureau.wrong()).toEqual([]);
  await bureau.close();
});

it('a false offline, played in the simulator, is closed on its page once data come again', async () => {
  const [bureau, watched] = [
    await signedIn(browser, 'bureau-city'),
    await signedIn(browser, 'dispatcher'),
  ];
  await bureau.visit('/demo/simulator');
  const [panel, scene] = [bureau.page, '虚假离线'];
  await panel.getByLabel('场景').selectOption({ label: scene });
  await panel.getByRole('button', { name: '开始', exact: true }).click();
  await panel.getByRole('rowheader', { name: scene }).waitFor();
  // The list follows the alarms by itself, once its gateway has said nothing for long enough.
  await watched.visit('/alarms/list?show=open&kind=false-offline');
  await watched.page.locator('tbody a').first().click({ timeout: 120_000 });
  await workedOff(watched, ['确认', '真实', '启动处置']);
  await checked(watched, '现场核实：生产中断开采集网关，已责令恢复上传');
  await watched.settle();
  await watched.screenshot('alarms/false-offline');
  expect(await watched.axe()).toEqual([]);
  await panel.getByRole('button', { name: `结束：${scene}` }).click();
  await workedOff(watched, ['结案']);
  await watched.page.locator('h1 + p').getByText('已结案').waitFor();
  expect([bureau.wrong(), watched.wrong()]).toEqual([[], []]);
  await watched.close();
  await bureau.close();
});

it('readings and a rule on trial, grades on the live map, the patrol and the hand-over', async () => {
  const bureau = await signedIn(browser, 'bureau-city');
  const { page } = bureau;
  await bureau.visit('/telemetry?quantity=gasCombustible');
  await page.locator('tbody a').first().click();
  await page.locator('.chart').waitFor();
  await bureau.settle();
  const id = /telemetry\/([^?]+)/.exec(page.url())?.[1] ?? '';
  await bureau.go(`/telemetry/rules/${id}`, '/telemetry/rules/:id');
  const trial = page.getByRole('region', { name: '试算' });
  await trial.getByLabel('高报', { exact: true }).first().fill('1');
  await trial.getByRole('button', { name: '试算' }).click();
  await trial.getByRole('status').getByText('条数据').waitFor();
  await bureau.screenshot('alarms/trial');
  await bureau.visit('/telemetry/rules');
  for (const [tab, row] of [
    ['关联规则', '虚假离线'],
    ['监测量默认值', '可燃气体'],
  ] as const) {
    await page.getByRole('link', { name: tab }).click();
    await page.getByRole('rowheader', { name: row }).first().waitFor();
    expect(await bureau.axe()).toEqual([]);
  }
  await bureau.visit('/map/live');
  await page.locator('.warning-rows a').first().waitFor();
  await bureau.screenshot('alarms/live-map');
  await bureau.go('/video', '/video');
  await page.locator('tbody tr').filter({ hasText: '在线' }).first().waitFor();
  await bureau.screenshot('alarms/video');
  expect(await bureau.axe()).toEqual([]);
  await bureau.go('/warnings', '/warnings');
  await page.locator('tbody a[href^="/warnings/"]').first().click();
  await page.getByRole('region', { name: '定级依据' }).waitFor();
  await bureau.go('/patrol', '/patrol');
  await page.locator('tr[data-row]').first().press('Enter');
  await page.locator('tr[data-row]').first().getByText('✓').waitFor();
  const watched = await signedIn(browser, 'dispatcher');
  await watched.visit('/shift');
  await watched.page.getByRole('button', { name: '上岗' }).click();
  await watched.page.getByLabel('交班事项').fill('一处泄漏已处置');
  await watched.page.getByRole('button', { name: '交班' }).click();
  await bureau.go('/shift', '/shift');
  await page.getByText('一处泄漏已处置').waitFor();
  await page.getByRole('button', { name: '接班' }).click();
  await page.getByText('由 演示应急管理部门 接班').waitFor();
  expect([bureau.wrong(), watched.wrong()]).toEqual([[], []]);
  await watched.close();
  await bureau.close();
});

/** Ahead of what the simulator sends meanwhile; longer than any delay of an alarm. */
const [AHEAD, DELAY] = [10_000, 65_000];

/**
 * A tag beyond both of its limits and back: gas so often, a millisecond a step, since its limits
 * speak at once; what has a delay once, for longer than that.
 */
function beyond({ code, quantity, limits }: Detector, times: number): readonly Row[] {
  const [over, back] = [1.02 * (limits.highHigh ?? 0), 0.4 * (limits.high ?? 0)];
  const row = (from: number, value: number): Row => [code, AHEAD + from, value];
  if (!quantity.startsWith('gas')) return [row(0, over), row(DELAY, over), row(DELAY + 1, back)];
  return Array.from({ length: 2 * times }, (_, n) => row(n, n % 2 === 0 ? over : back));
}

/** All alarms that stand open, page by page. */
async function openAlarms(bureau: WatchedPage): Promise<number> {
  let [count, cursor] = [0, ''];
  do {
    const path = `/api/alarms?show=open&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await jsonOf<{ rows: readonly unknown[]; next: string | null }>(bureau, path);
    count += page.rows.length;
    cursor = page.next ?? '';
  } while (cursor !== '');
  return count;
}

it('1,000 alarms at once: the desk stays usable, red is seen, ten rows sound, none is lost (A10)', async () => {
  const bureau = await signedIn(browser, 'bureau-city');
  const all = await twoLimits(bureau);
  const isGas = ({ quantity }: Detector): boolean => quantity.startsWith('gas');
  const spare = must(all.find(isGas), 'a gas detector');
  const some = all.filter(({ gateway }) => gateway.id !== spare.gateway.id);
  const watched = await signedIn(browser, 'dispatcher', { size: WIDE });
  const { page } = watched;
  await watched.visit('/alarms');
  const before = await openAlarms(bureau);
  const rows = page.locator('.alarm-table tbody tr');
  const stood = await rows.count();
  const gas = some.filter(isGas).length;
  const times = Math.ceil((500 - some.length + gas) / gas);
  const sent = 2 * (some.length - gas + gas * times);
  for (const [id, own] of Map.groupBy(some, ({ gateway }) => gateway.id)) {
    const send = await senderOf(bureau, id);
    await send(own.flatMap((tag) => beyond(tag, times)));
  }
  // High and high-high, each time: what came is there, each once.
  await expect.poll(() => openAlarms(bureau), { timeout: 60_000 }).toBe(before + sent);
  await page.locator('.alarm-flood').getByText('报警泛滥').waitFor();
  const units = new Set(some.map(({ facility }) => facility?.id)).size;
  await expect.poll(() => rows.count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(units);
  const grouped = await rows.count();
  // One card opens, not one after the other.
  const card = page.getByRole('dialog');
  await card.locator('.alarm-card').waitFor();
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  const loud = await rows.getByText('发声', { exact: true }).count();
  process.stderr.write(`A10: ${sent} alarms, ${units} units, ${grouped} rows, ${loud} sound\n`);
  expect(grouped).toBeGreaterThan(10);
  expect(grouped).toBeLessThanOrEqual(units + stood);
  expect(loud).toBeGreaterThan(0);
  expect(loud).toBeLessThanOrEqual(10);
  await watched.screenshot('alarms/flood');
  expect(await watched.axe()).toEqual([]);
  // By keyboard: a whole incident is answered, and the focus is back where it was.
  const act = rows.first().getByRole('button');
  await act.focus();
  await page.keyboard.press('Enter');
  await card.getByRole('button', { name: '确认', exact: true }).focus();
  await page.keyboard.press('Enter');
  await card.getByText('已恢复待结案').first().waitFor();
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  expect(await page.locator('.alarm-table :focus').count()).toBe(1);
  // A red one of another unit is on the desk at once, whatever else is.
  const one = await senderOf(bureau, spare.gateway.id);
  const from = performance.now();
  await one([[spare.code, 0, 1.02 * (spare.limits.highHigh ?? 0)]]);
  await page.locator('.alarm-new-red').filter({ hasText: spare.id }).waitFor();
  const ms = Math.round(performance.now() - from);
  process.stderr.write(`A10: red on the desk ${ms} ms after it was sent\n`);
  expect([bureau.wrong(), watched.wrong()]).toEqual([[], []]);
  await watched.close();
  await bureau.close();
});
