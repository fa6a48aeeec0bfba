import { expect, it } from 'vitest';
import { trackOf, valueAt } from './track.ts';

const point = (minute: number, mean: number) => ({
  ...{ at: minute * 60_000, mean },
  ...{ least: mean - 1, most: mean + 1 },
});
const span = { from: 0, until: 100 * 60_000, limit: 40 };

it('a course is drawn from 0 to 1 both ways, with its limit, and breaks where nothing came', () => {
  const points = [point(0, 1), point(1, 11), point(2, 21), point(50, 31)];
  const track = trackOf(points, span);
  expect(track).toMatchObject({ least: 0, most: 40, limit: 1, gap: 5 * 60_000 });
  expect(track?.pieces).toEqual([
    [
      [0, 1 / 40],
      [0.01, 11 / 40],
      [0.02, 21 / 40],
    ],
    [[0.5, 31 / 40]],
  ]);
  expect(trackOf([], span)).toBeNull();
  expect(trackOf([{ ...point(0, 3), least: 3, most: 3 }], { ...span, limit: null })).toMatchObject({
    pieces: [[[0, 0.5]]],
    limit: null,
  });
});

it('what it showed at a moment is its last value, unless it had been silent for too long', () => {
  const points = [point(0, 1), point(1, 2), point(50, 3)];
  const shown = (minute: number) => valueAt(points, minute * 60_000, 300_000);
  expect([-1, 0, 0.5, 1, 6, 6.1, 49, 50, 51].map(shown)).toEqual([
    ...[null, 1, 1, 2, 2, null, null, 3, 3],
  ]);
});
