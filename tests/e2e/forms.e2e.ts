// A12 in the browser: forms of an enterprise and of the bureau ask nothing twice, and what the
// system knows stands in them when they open.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, rowsOf } from './support/answers.ts';
import { launch } from './support/chromium.ts';
import { signedIn } from './support/people.ts';
import { faults } from './support/seen.ts';
import type { WatchedPage } from './support/watched-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

interface Known {
  readonly name: string;
  readonly may: boolean;
  readonly masked: boolean;
  readonly value: unknown;
}

/** Fields of the open form by their names, each with what stands in it; labels of choices too. */
async function shown({ page }: WatchedPage): Promise<ReadonlyMap<string, string>> {
  const form = page.locator('dialog form');
  await form.waitFor();
  const fields = await form.locator('[name]').evaluateAll((parts) =>
    parts.map((part) => {
      const { name, value, type, checked } = part as unknown as Record<string, string>;
      const box = type === 'checkbox' || type === 'radio';
      return { name: String(name), value: box && !checked ? '' : String(value) };
    }),
  );
  const found = new Map<string, string>();
  for (const { name, value } of fields) {
    const [before, added] = [found.get(name) ?? '', value];
    found.set(name, [before, added].filter((text) => text !== '').join(','));
  }
  return found;
}

/** What the form says of its fields: no label stands twice. */
async function labelsOf({ page }: WatchedPage): Promise<readonly string[]> {
  const labels = await page.locator('dialog .field-label label').allTextContents();
  return labels.map((label) => label.replace('*', '').trim());
}

async function openAndJudge(watched: WatchedPage, type: string, id: string): Promise<void> {
  const { page } = watched;
  const { fields } = await jsonOf<{ fields: Known[] }>(watched, `/api/forms/${type}/${id}`);
  await page.getByRole('button', { name: '修改', exact: true }).first().click();
  const there = await shown(watched);
  const missing = fields
    .filter(({ may, masked, value }) => may && !masked && value !== null)
    .filter(({ value }) => !(Array.isArray(value) && value.length === 0))
    .filter(({ name }) => name !== 'enterprise' && name !== 'jurisdiction')
    .filter(({ name }) => (there.get(name) ?? '') === '')
    .map(({ name }) => name);
  expect({ type, missing }).toEqual({ type, missing: [] });
  const labels = await labelsOf(watched);
  expect(labels.length).toBeGreaterThan(3);
  expect(labels).toEqual([...new Set(labels)]);
  expect(await faults(watched)).toEqual([]);
  await page.getByRole('button', { name: '取消', exact: true }).last().click();
  await page.locator('dialog').waitFor({ state: 'detached' });
}

describe.each(['principal', 'safetyManager', 'bureau-county'])('forms of %s', (login) => {
  it('arrive filled and ask each thing once (A12)', async () => {
    const watched = await signedIn(browser, login);
    const { page } = watched;
    const [own] = await rowsOf<{ id: string }>(watched, '/api/enterprises?limit=1');
    if (!own) throw new Error('no enterprise');
    await watched.visit(`/enterprises/${own.id}`);
    await openAndJudge(watched, 'enterprise', own.id);
    await watched.visit(`/enterprises/${own.id}?tab=people`);
    const link = page.locator('a[href^="/records/person/"]').first();
    const href = (await link.getAttribute('href')) ?? '';
    await watched.go(href, '/records/:type/:id');
    await openAndJudge(watched, 'person', decodeURIComponent(href.split('/').at(-1) ?? ''));
    // A new record of the enterprise asks neither whose it is nor where that lies.
    await watched.visit(`/enterprises/${own.id}?tab=others&type=project`);
    await page.getByRole('button', { name: /^新增/ }).first().click();
    const asked = await shown(watched);
    expect(asked.has('enterprise')).toBe(false);
    expect(asked.has('jurisdiction')).toBe(false);
    const { groups } = await jsonOf<{ groups: { fields: Known[] }[] }>(
      watched,
      `/api/enterprises/${own.id}`,
    );
    const park = groups.flatMap(({ fields }) => fields).find(({ name }) => name === 'park');
    if (typeof park?.value === 'string') expect(asked.get('park')).toBe(park.value);
    await watched.screenshot(`form-project-${login}`);
    expect(watched.wrong()).toEqual([]);
    await watched.close();
  });
});
