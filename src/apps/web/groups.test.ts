import { describe, expect, it } from 'vitest';
import { roleNames } from '../../law/roles.ts';
import { menuOf } from '../../ui/menu.ts';
import type { PageDefinition } from '../../ui/page.ts';
import { mayOpen } from '../../ui/page.ts';
import { placed } from './groups.ts';

interface Door {
  readonly pages?: readonly PageDefinition[];
}
const doors = import.meta.glob<Door>('../../modules/*/web/index.ts', { eager: true });
const pages = Object.values(doors).flatMap((door) => door.pages ?? []);

describe.each(roleNames)('the menu of %s', (role) => {
  const parts = menuOf(pages, [role], placed);

  it('has at most seven groups, and none of an administrator beside business', () => {
    const names = parts.map(({ group }) => group);
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThanOrEqual(7);
    const admin = ['organisation', 'system', 'audit'];
    if (names.includes('plan')) expect(names.filter((name) => admin.includes(name))).toEqual([]);
  });

  it('leads to every page with an entry that he may open, once', () => {
    const listed = parts.flatMap((part) => part.pages.map(({ path }) => path));
    const wanted = pages.filter((page) => page.menu && mayOpen(page, [role]));
    expect([...listed].sort()).toEqual(wanted.map(({ path }) => path).sort());
  });
});
