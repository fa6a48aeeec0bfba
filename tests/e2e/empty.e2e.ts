// A city into which nothing was stated yet: every page of the menus, at a desk and on a phone, says
// what is not there and what to do about it; nothing fails.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openExistingCity } from '../../src/apps/cli/stores.ts';
import type { Moment } from '../../src/kernel/calendar.ts';
import { addPerson, testIdentity } from '../support/identity.ts';
import { importBefore } from '../support/live.ts';
import { launch } from './support/chromium.ts';
import { startEmptyCity } from './support/city-server.ts';
import { mayOpen, registeredPages } from './support/registered.ts';
import { faults } from './support/seen.ts';
import type { Size } from './support/watched-page.ts';
import { DESK, PHONE, WatchedPage } from './support/watched-page.ts';

const PASSWORD = 'Empty-horse-42';
const SOON = { timeout: 60_000 };
/** Whoever opens a new city; in the end an enterprise of which nothing but its name is known. */
const FIRM = '91370000EMPTY00001';
const PEOPLE = [
  { role: 'leader' },
  { role: 'bureau' },
  { role: 'dispatcher' },
  { role: 'systemAdmin' },
  { role: 'auditAdmin' },
  { role: 'safetyManager', nodeKind: 'enterprise', node: FIRM },
] as const;
const PHONES = ['/m', '/m/tasks', '/m/scan', '/m/report', '/m/mine'];

let browser: Browser;
let server: Awaited<ReturnType<typeof startEmptyCity>>;
let registerFirm: () => Promise<void>;
let closeDb: () => Promise<void>;
/** Pages that somebody saw: empty they are the same for all. */
const seen = new Set<string>();
beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startEmptyCity()]);
  const db = await openExistingCity(server.folder);
  const identity = testIdentity(db, () => Date.now() as Moment);
  for (const { role, ...at } of PEOPLE) {
    await addPerson(identity, { login: role, password: PASSWORD, role, demo: true, ...at });
  }
  registerFirm = async () => {
    const said = [
      { type: 'jurisdiction', record: '371700', set: { name: '新市', level: 'city' } },
      {
        ...{ type: 'enterprise', record: FIRM },
        set: { name: '新登记企业', jurisdiction: '371700', industry: ['trade'] },
      },
    ];
    await importBefore(db, said);
  };
  closeDb = () => db.close();
});
afterAll(async () => {
  await browser?.close();
  await closeDb?.();
  await server?.close();
});

async function signedIn(login: string, size: Size): Promise<WatchedPage> {
  const watched = await WatchedPage.open(browser, server.origin, size);
  const answer = await watched.context.request.post(`${server.origin}/api/session`, {
    headers: { 'X-Zhiben': '1' },
    data: { name: login, password: PASSWORD },
  });
  expect(answer.ok(), login).toBe(true);
  return watched;
}

/** What failed, and what says that there is nothing without saying what to do about it. */
const ODD = `[...document.querySelectorAll('main .page-state')].flatMap((state) => {
  const said = state.textContent;
  if (state.getAttribute('role') === 'alert') return ['fails: ' + said];
  const next = state.querySelector('p, a, button, input, select');
  return next ? [] : ['no next step: ' + said];
})`;

const oddOf = async (watched: WatchedPage): Promise<string[]> => [
  ...(await faults(watched)),
  ...(await watched.page.evaluate<string[]>(ODD)),
];

it.each(PEOPLE)('an empty city is no dead end for $role', async ({ role }) => {
  const mine = (await registeredPages()).filter(
    (page) => page.menu && mayOpen(page, role) && !('demo' in page),
  );
  expect(mine.length).toBeGreaterThan(2);
  const pages = mine.filter(({ path }) => !seen.has(path));
  const watched = await signedIn(role, DESK);
  if (role === 'safetyManager') {
    await registerFirm();
    const asked = () => watched.context.request.get(`${server.origin}/api/enterprises`);
    // The running server takes it in by itself.
    await expect.poll(async () => (await asked()).text(), SOON).toContain(FIRM);
  }
  await watched.visit('/');
  const found: string[] = [];
  for (const { path, menu } of pages) {
    const at = menu?.open ?? path;
    seen.add(path);
    await watched.go(at, path);
    found.push(...(await oddOf(watched)).map((fault) => `${at}: ${fault}`));
    await watched.screenshot(`empty/${role}${at.replaceAll(/[^\w-]+/g, '-')}`);
  }
  await watched.close();
  expect(found).toEqual([]);
});

it('nor is its phone, nor what citizens open', async () => {
  const watched = await signedIn('safetyManager', PHONE);
  const found: string[] = [];
  for (const at of [...PHONES, '/r', '/login']) {
    await watched.visit(at);
    found.push(...(await oddOf(watched)).map((fault) => `${at}: ${fault}`));
    await watched.screenshot(`empty/phone${at.replaceAll('/', '-')}`);
  }
  await watched.close();
  expect(found).toEqual([]);
});
