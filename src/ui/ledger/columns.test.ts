import { describe, expect, it } from 'vitest';
import type { Column } from './columns.ts';
import { leftOf, nextSort, orderIn, shownColumns, sortOf } from './columns.ts';

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
  const orders = ['-found', 'found', 'due', '-due', 'grade'];
  it.each([
    ['-found', 'due', 'due', 'by it'],
    ['due', 'due', '-due', 'the other way'],
    ['-due', 'due', null, 'as usual again'],
    ['-found', 'found', 'found', 'the usual one, the other way'],
    ['found', 'found', null, 'and back'],
    ['due', 'found', null, 'the usual one, from another'],
    ['-found', 'grade', 'grade', 'one that goes one way'],
    ['grade', 'grade', null, 'and back'],
    ['-found', 'phone', null, 'what the server does not know'],
  ])('at %s, a click on %s chooses %s: %s', (current, name, next, _said) =>
    expect(nextSort(orders, current, name)).toBe(next),
  );

  it('is what the address names, if there is such a one', () => {
    expect(orderIn(['-found', 'due'], 'due')).toBe('due');
    expect(orderIn(['-found', 'due'], 'phone')).toBe('-found');
    expect(orderIn(['-found', 'due'], undefined)).toBe('-found');
  });

  it.each([
    ['name', 'ascending'],
    ['-name', 'descending'],
    ['due', 'none'],
  ])('%s is %s', (current, said) => expect(sortOf(current, 'name')).toBe(said));
});
