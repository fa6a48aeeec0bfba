import { expect, it } from 'vitest';
import { meansBy, slotsOf } from './slots.ts';

it('curves share an axis, and show where nothing came', () => {
  const slots = slotsOf(0, 40_000, 4);
  const point = (second: number, mean: number) => ({
    at: new Date(1000 * second).toISOString(),
    mean,
  });
  expect(slots.starts).toEqual([0, 10_000, 20_000, 30_000]);
  expect([-1, 0, 9999, 10_000, 40_000].map(slots.placeOf)).toEqual([0, 0, 0, 1, 3]);
  const means = meansBy(slots, [point(1, 2), point(9, 4), point(25, 7)]);
  expect(means).toEqual([3, null, 7, null]);
});
