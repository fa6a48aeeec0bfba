// From a sensor to a person who acts: a gateway sends, the desk shows, somebody works it off (F6).
import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { must } from '../../src/kernel/result.ts';
import { rowsOf } from './support/answers.ts';
import { launch } from './support/chromium.ts';
import { Clicks } from './support/clicks.ts';
import { signedIn } from './support/people.ts';
import type { WatchedPage } from './support/watched-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

interface Tag {
  readonly code: string;
  readonly gateway: { readonly id: string };
}
type Send = (value: number) => Promise<void>;

/** A gateway of the city with a key of its own, sending one of its detectors by HTTP. */
async function sender(bureau: WatchedPage): Promise<Send> {
  const tags = await rowsOf<Tag>(bureau, '/api/live/tags?quantity=gasCombustible');
  const { code, gateway } = must(tags[0], 'a gas detector of the made-up city');
  const path = `/api/live/gateways/${encodeURIComponent(gateway.id)}/key`;
  const given = await bureau.context.request.put(`${inject('origin')}${path}`, {
    headers: { 'X-Zhiben': '1', 'Idempotency-Key': randomUUID() },
  });
  expect(given.status(), await given.text()).toBe(200);
  const { key, username } = (await given.json()) as { key: string; username: string };
  const basic = Buffer.from(`${username}:${key}`).toString('base64');
  return async (value) => {
    const stored = await fetch(`${inject('origin')}/api/telemetry/batches`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      body: JSON.stringify({ t: Date.now(), rows: [[code, 0, value]] }),
    });
    expect(await stored.json()).toMatchObject({ accepted: 1, refused: [] });
  };
}

it('a leak opens its card on the desk by itself, and is worked off in five clicks (F6)', async () => {
  const bureau = await signedIn(browser, 'bureau-city');
  const send = await sender(bureau);
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
async function checked(watched: WatchedPage): Promise<void> {
  await workedOff(watched, ['现场核查']);
  await watched.page.getByLabel('说明').fill('现场核实：正在生产，已责令停产');
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
      if (kind === 'covert-production') await checked(watched);
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
  await bureau.visit('/map/live');
  await page.locator('.warning-rows a').first().waitFor();
  await bureau.screenshot('alarms/live-map');
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
