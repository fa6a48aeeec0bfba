import { describe, expect, test } from 'vitest';
import { firstRows, keptOf } from './selection.ts';

/** A list of numbers in pages of ten. */
const pages = (count: number) => {
  const asked: (string | null)[] = [];
  const ask = async (after: string | null) => {
    asked.push(after);
    const from = Number(after ?? 0);
    const until = Math.min(count, from + 10);
    const rows = Array.from({ length: until - from }, (_, index) => from + index);
    return { rows, next: until < count ? String(until) : null };
  };
  return { ask, asked };
};

describe('all that a filter leaves', () => {
  test.each([
    [7, 25, 7, 1],
    [25, 25, 25, 3],
    [100, 25, 25, 3],
    [0, 25, 0, 1],
  ])('of %i rows with a limit of %i: %i, by %i pages', async (count, most, chosen, calls) => {
    const { ask, asked } = pages(count);
    const rows = await firstRows(ask, most);
    expect(rows).toHaveLength(chosen);
    expect(rows).toEqual(rows.map((_, index) => index));
    expect(asked).toHaveLength(calls);
  });
});

test('only known rows are chosen, and no more than the limit', () => {
  const known = new Map(['a', 'b', 'c'].map((key) => [key, key.toUpperCase()]));
  expect([...keptOf(new Set(['c', 'x', 'a', 'b']), known, 2)]).toEqual([
    ['c', 'C'],
    ['a', 'A'],
  ]);
});
