// A13: what belongs to another county is as if it were not there, on the page, by the API and in
// every export; and the audit keeps each attempt.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyOf, rowsOf, sheetOf } from './support/answers.ts';
import { launch } from './support/chromium.ts';
import { signedIn } from './support/people.ts';
import type { WatchedPage } from './support/watched-page.ts';

let browser: Browser;
let county: WatchedPage;
let foreign: { readonly id: string; readonly name: string; readonly division: string };

interface Firm {
  readonly id: string;
  readonly name: string;
  readonly division: { readonly id: string };
}

beforeAll(async () => {
  browser = await launch();
  county = await signedIn(browser, 'bureau-county');
  const city = await signedIn(browser, 'leader');
  const all = await rowsOf<Firm>(city, '/api/enterprises?limit=200');
  const mine = new Set((await rowsOf<Firm>(county, '/api/enterprises?limit=200')).map((f) => f.id));
  expect(mine.size).toBeGreaterThan(0);
  const other = all.find(({ id }) => !mine.has(id));
  if (!other) throw new Error('no enterprise of another county');
  foreign = { id: other.id, name: other.name, division: other.division.id };
  await city.close();
});
afterAll(async () => {
  await county?.close();
  await browser?.close();
});

const exportOf = (division: string): string => `/api/ranking/export?division=${division}`;
const NOT_VISIBLE = '没有这条记录，或不在您的数据范围内';
/** What the browser itself says of an answer that refuses. */
const refusalsOnly = (said: readonly string[]): readonly string[] =>
  said.filter((line) => !/^console: Failed to load resource:.* 403/.test(line));

it('the page of another county’s enterprise says no more than that of one that is not', async () => {
  const told: string[] = [];
  for (const id of [foreign.id, 'NO-SUCH-ONE']) {
    await county.visit(`/enterprises/${id}`);
    const main = county.page.locator('main#content');
    await main.getByText(NOT_VISIBLE).waitFor();
    told.push(((await main.textContent()) ?? '').replaceAll(id, ''));
    expect(await county.text()).not.toContain(foreign.name);
    expect(refusalsOnly(county.wrong())).toEqual([]);
  }
  expect(told[0]).toBe(told[1]);
  await county.screenshot('foreign-enterprise');
  expect(await county.axe()).toEqual([]);
});

it('the API refuses it by the same answer, records and exports included', async () => {
  const { id, division } = foreign;
  const asked = (one: string): string[] => [
    `/api/enterprises/${one}`,
    `/api/enterprises/${one}/timeline`,
    `/api/enterprises/${one}/authority-view`,
    `/api/enterprises/${one}/records/facility`,
    `/api/records/enterprise/${one}`,
    `/api/records/enterprise/${one}/history`,
    `/api/forms/enterprise/${one}`,
  ];
  const answers = async (paths: readonly string[]) =>
    Promise.all(
      paths.map(async (path) => {
        const { status, body } = await bodyOf(county, path);
        const { instance: _, ...rest } = JSON.parse(body.toString()) as Record<string, unknown>;
        return { status, ...rest };
      }),
    );
  const found = await answers(asked(id));
  expect(found.map(({ status }) => status)).toEqual(found.map(() => 403));
  expect(found).toEqual(await answers(asked('NO-SUCH-ONE')));
  const narrowed = [
    `/api/enterprises?division=${division}`,
    `/api/enterprises/export?division=${division}`,
    `/api/metrics/overdue-duties/rows/export?division=${division}`,
  ];
  for (const path of [`/api/ranking/divisions/${division}`, exportOf(division), ...narrowed]) {
    expect([path, (await bodyOf(county, path)).status]).toEqual([path, 403]);
  }
});

it('neither list nor export of it show a row, whatever is asked for', async () => {
  const { id, name } = foreign;
  for (const query of [`q=${encodeURIComponent(name)}`, `q=${id}`]) {
    const list = await bodyOf(county, `/api/enterprises?${query}`);
    expect(JSON.parse(list.body.toString())).toMatchObject({ rows: [], total: 0 });
    const file = await bodyOf(county, `/api/enterprises/export?${query}`);
    expect((await sheetOf(file.body)).flat().join()).not.toContain(`${id},`);
  }
  const all = (await sheetOf((await bodyOf(county, '/api/enterprises/export')).body)).flat();
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter((cell) => cell.includes(id) || cell.includes(name))).toEqual([]);
});

it('the audit shows who asked for what, and that it was refused', async () => {
  const auditor = await signedIn(browser, 'auditAdmin');
  const query = `action=access&outcome=refused&q=${encodeURIComponent(foreign.id)}`;
  await auditor.visit(`/sys/audit?${query}`);
  const rows = auditor.page.locator('tbody tr');
  await rows.first().waitFor();
  expect(await rows.count()).toBeGreaterThanOrEqual(7);
  expect(await rows.first().textContent()).toContain('bureau-county');
  expect(await rows.first().textContent()).toContain('not-visible');
  const asked = await rows.allTextContents();
  expect(asked.filter((text) => text.includes(`/api/enterprises/${foreign.id}`))).not.toEqual([]);
  await auditor.screenshot('foreign-audit');
  const exported = encodeURIComponent(exportOf(foreign.division));
  await auditor.visit(`/sys/audit?action=access&outcome=refused&q=${exported}`);
  await auditor.page.locator('tbody tr').filter({ hasText: 'not-visible' }).first().waitFor();
  expect(auditor.wrong()).toEqual([]);
  await auditor.close();
});
