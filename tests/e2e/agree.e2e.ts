// A11: one number wherever it is read: on the wall, in the ledger behind it, in the file that is
// exported from there and in the map's list twin; today and as of a day gone by.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetOf } from './support/answers.ts';
import { launch } from './support/chromium.ts';
import { signedIn } from './support/people.ts';
import type { WatchedPage } from './support/watched-page.ts';

let browser: Browser;
let leader: WatchedPage;
beforeAll(async () => {
  browser = await launch();
  leader = await signedIn(browser, 'leader');
});
afterAll(async () => {
  await leader?.close();
  await browser?.close();
});

const CITY = '菏泽市';

/** The number after a word, or the first. */
function numberIn(text: string | null, word = ''): number {
  const from = (text ?? '').indexOf(word) + word.length;
  return Number(/[\d,]+/.exec((text ?? '').slice(from))?.[0]?.replaceAll(',', ''));
}

/** What the wall shows: each number with the address of its rows. */
async function wall(asOf: string): Promise<{ href: string; metric: string; shown: number }[]> {
  await leader.visit(`/cockpit/main${asOf}`);
  const links = await leader.page.locator('.cockpit-numbers a[href*="/metrics/"]').all();
  return Promise.all(
    links.map(async (link) => {
      const href = (await link.getAttribute('href')) ?? '';
      const metric = /^\/metrics\/([\w-]+)/.exec(href)?.[1] ?? '';
      return { href, metric, shown: numberIn(await link.locator('strong').textContent()) };
    }),
  );
}

interface Ledger {
  readonly head: number;
  readonly total: number;
  readonly exported: number;
  /** Exported rows that lie in no county: the city's own. */
  readonly citys: number;
}

/** The ledger behind a number: what its heading says, its total, and how many rows are exported. */
async function ledger(href: string): Promise<Ledger> {
  const { page } = leader;
  // From another page: the one that stands shows the last answer until the next is there.
  await leader.go('/metrics', '/metrics');
  await leader.go(href, '/metrics/:id');
  const head = await page.locator('.rank-head span').first().textContent();
  const total = numberIn(await page.locator('.ledger-foot').textContent(), '共');
  const download = page.waitForEvent('download');
  await page.locator('.ledger').getByRole('button', { name: '导出', exact: true }).click();
  const rows = await sheetOf(readFileSync(await (await download).path()));
  const heading = rows.findIndex((cells) => cells.includes('计入不利'));
  expect(heading).toBeGreaterThan(0);
  const against = rows[heading]?.indexOf('计入不利') ?? -1;
  const data = rows.slice(heading + 1).filter((cells) => cells.length > against);
  expect(data.filter((cells) => cells[against] !== '是')).toEqual([]);
  const place = rows[heading]?.indexOf('区划') ?? -1;
  const citys = data.filter((cells) => ['', CITY].includes(cells[place] ?? '')).length;
  return { head: numberIn(head), total, exported: data.length, citys };
}

/** The map's list twin: each division with its count and the address of its rows. */
async function twin(metric: string): Promise<{ href: string; shown: number }[]> {
  await leader.go(`/map?metric=${metric}`, '/map');
  const links = await leader.page
    .locator(`.map-twin a[href^="/metrics/${metric}?"][href*="bad=true"]`)
    .all();
  return Promise.all(
    links.map(async (link) => ({
      href: (await link.getAttribute('href')) ?? '',
      shown: numberIn(await link.textContent()),
    })),
  );
}

describe.each(['', '?asOf=2025-06-30'])('the city%s', (asOf) => {
  it('shows one number on the wall, in the ledger, in its export and on the map (A11)', async () => {
    const numbers = (await wall(asOf)).filter(({ shown }) => shown > 0);
    await leader.screenshot(`agree-wall${asOf.replace('?', '-')}`);
    expect(numbers.length).toBeGreaterThanOrEqual(2);
    for (const { href, metric, shown } of numbers) {
      const at = `${metric}${asOf}`;
      const { citys, ...rows } = await ledger(href);
      expect({ at, ...rows }).toEqual({ at, head: shown, total: shown, exported: shown });
      const areas = await twin(metric);
      const sum = areas.reduce((all, area) => all + area.shown, citys);
      expect({ at, sum }).toEqual({ at, sum: shown });
      const worst = areas.filter((area) => area.shown > 0).slice(0, 2);
      for (const area of worst) {
        const { citys: none, ...those } = await ledger(area.href);
        const { shown: count } = area;
        const all = { head: count, total: count, exported: count };
        expect({ area, none, ...those }).toEqual({ area, none: 0, ...all });
      }
    }
    expect(leader.wrong()).toEqual([]);
  });
});
