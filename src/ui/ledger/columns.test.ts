import { describe, expect, it } from 'vitest';
import type { Column } from './columns.ts';
import { leftOf, nextSort, shownColumns, sortOf } from './columns.ts';

const column = (key: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  key,
  title: key,
  cell: () => null,
  ...more,
});

const columns = [
  column('status'),
  column('division', { fixed: true, width: 90 }),
  column('name', { fixed: true, width: 200 }),
  column('phone', { hidden: true }),
];
const keys = (list: readonly Column<unknown>[]): string[] => list.map(({ key }) => key);

describe('columns', () => {
  it.each([
    ['the usual ones: fixed first, hidden ones not', null, ['division', 'name', 'status']],
    ['the chosen ones; fixed ones cannot be hidden', ['phone'], ['division', 'name', 'phone']],
    ['a remembered column that is gone', ['gone', 'status'], ['division', 'name', 'status']],
    ['none chosen', [], ['division', 'name']],
  ])('%s', (_, chosen, shown) => expect(keys(shownColumns(columns, chosen))).toEqual(shown));

  it('fixed columns stand one beside the other behind the number', () => {
    const left = leftOf(shownColumns(columns, null), 52);
    expect([...left]).toEqual([
      ['division', 52],
      ['name', 142],
    ]);
  });
});

describe('order', () => {
  it('a heading goes up, down, and back to usual', () => {
    expect(nextSort(null, 'name')).toBe('name');
    expect(nextSort('name', 'name')).toBe('-name');
    expect(nextSort('-name', 'name')).toBeNull();
    expect(nextSort('-due', 'name')).toBe('name');
  });

  it.each([
    ['name', 'ascending'],
    ['-name', 'descending'],
    ['due', 'none'],
    [null, 'none'],
  ])('%s is %s', (current, said) => expect(sortOf(current, 'name')).toBe(said));
});
