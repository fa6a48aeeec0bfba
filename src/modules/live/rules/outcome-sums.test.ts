import { expect, it } from 'vitest';
import { sumsOf } from './outcome-sums.ts';

const count = (gateway: number, outcome: string, rows: number) => ({ gateway, outcome, rows });

it('what became of rows: sums by outcome, and the gateways with the most refused first', () => {
  const counts = [
    ...[count(1, 'accepted', 100), count(1, 'future', 3), count(1, 'outOfOrder', 50)],
    ...[count(2, 'accepted', 10), count(2, 'future', 4), count(2, 'badValue', 1)],
    count(3, 'accepted', 7),
  ];
  const sums = sumsOf(counts, 1);
  expect(sums.rows).toBe(117);
  expect(sums.outcomes).toEqual([
    { code: 'outOfOrder', rows: 50, gateways: 1 },
    { code: 'future', rows: 7, gateways: 2 },
    { code: 'badValue', rows: 1, gateways: 1 },
  ]);
  expect(sums.worst).toEqual([
    { gateway: 2, accepted: 10, refused: 5, outcomes: { future: 4, badValue: 1 } },
  ]);
  expect(sumsOf(counts, 9).worst.map(({ gateway }) => gateway)).toEqual([2, 1]);
});
