import { describe, expect, it } from 'vitest';
import { chosenDay } from './as-of.tsx';
import { menuOf } from './menu.ts';
import type { PageDefinition } from './page.ts';
import { fitting, mayOpen } from './page.ts';
import { pathTo } from './shell/shell.tsx';

const page = (path: string, more: Partial<PageDefinition> = {}): PageDefinition => ({
  path,
  title: { zh: path, en: path },
  roles: 'signedIn',
  load: async () => ({ page: () => null }),
  ...more,
});

describe('who may open a page', () => {
  const cases: readonly (readonly [PageDefinition['roles'], readonly string[] | null, boolean])[] =
    [
      ['anyone', null, true],
      ['signedIn', null, false],
      ['signedIn', [], true],
      [['leader'], ['leader', 'bureau'], true],
      [['leader'], ['worker'], false],
      [['leader'], null, false],
    ];
  it.each(cases)('%o for %o: %s', (roles, given, may) =>
    expect(mayOpen(page('/x', { roles }), given)).toBe(may),
  );
});

describe('the menu', () => {
  const pages = [
    page('/plan', { menu: { group: 'plan', order: 2 } }),
    page('/home', { menu: { group: 'home', order: 1 } }),
    page('/ranking', { menu: { group: 'plan', order: 1 }, roles: ['leader'] }),
    page('/plan/:id'),
  ];

  it('has the groups in their order, and in them the pages in theirs', () => {
    const shown = menuOf(pages, ['leader']).map(({ group, pages: list }) => [
      group,
      ...list.map(({ path }) => path),
    ]);
    expect(shown).toEqual([
      ['home', '/home'],
      ['plan', '/ranking', '/plan'],
    ]);
  });

  it('has no entry that a person may not open, and no empty group', () => {
    expect(menuOf(pages, ['worker']).flatMap((part) => part.pages.map(({ path }) => path))).toEqual(
      ['/home', '/plan'],
    );
    expect(menuOf(pages, null)).toEqual([]);
  });
});

it('pages of the made-up city are there alone', () => {
  const pages = [page('/plan'), page('/demo/simulator', { demo: true })];
  expect(fitting(pages, true)).toEqual(pages);
  expect(fitting(pages, false).map(({ path }) => path)).toEqual(['/plan']);
});

it('the way to a page leads over the pages above it, and ends in a circle', () => {
  const detail = page('/b', { parent: '/a' });
  expect(pathTo(detail, [page('/a'), detail]).map(({ path }) => path)).toEqual(['/a', '/b']);
  const round = [page('/a', { parent: '/b' }), detail];
  expect(pathTo(detail, round).length).toBeLessThanOrEqual(8);
});

describe('the day that is shown', () => {
  it.each([
    ['2025-01-31', '2025-01-31'],
    ['2024-01-01', '2024-01-01'],
    ['2023-12-31', null],
    ['2026-06-30', null],
    ['2026-07-01', null],
    ['2025-13-01', null],
    ['x', null],
    [null, null],
  ])('%s: %s', (text, day) => expect(chosenDay(text, '2024-01-01', '2026-06-30')).toBe(day));
});
