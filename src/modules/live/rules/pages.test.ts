import { expect, it } from 'vitest';
import { PAGE, unseen } from './pages.ts';
import { emptyReadings } from './readings.ts';

it('a row is left out for pages that have seen it, and stays for those that have not', () => {
  const row = emptyReadings(4);
  for (const [at, tag] of [3, PAGE + 1, 2 * PAGE, 7].entries()) {
    row.tags[at] = tag;
    row.times[at] = 1000 + at;
    row.values[at] = 10 * at;
    row.qualities[at] = at % 2;
  }
  const seen = new Map([
    [0, 5],
    [1, 4],
  ]);
  const shown = (seq: number) => {
    const { tags, times, values, qualities } = unseen(row, seq, seen);
    return [...tags].map((tag, at) => [tag, times[at], values[at], qualities[at]]);
  };
  const all = [
    [3, 1000, 0, 0],
    [PAGE + 1, 1001, 10, 1],
    [2 * PAGE, 1002, 20, 0],
    [7, 1003, 30, 1],
  ];
  expect(shown(4)).toEqual([all[2]]);
  expect(shown(5)).toEqual([all[1], all[2]]);
  expect(shown(6)).toEqual(all);
});
