import { expect, it } from 'vitest';
import { repeatingSince } from './repeating.ts';
import { TagStates } from './tag-states.ts';

const HOUR = 3_600_000;

/** Since when three tags of these hours repeat: [when last changed, newest time]. */
function since(tags: readonly (readonly [number, number])[]): number {
  const states = new TagStates();
  states.grow(tags.length);
  for (const [no, [changed, newest]] of tags.entries()) {
    states.lastChange[no] = HOUR * changed;
    states.lastTime[no] = HOUR * newest;
  }
  return repeatingSince(states, [...tags.keys()]) / HOUR;
}

it.each([
  [
    'all stand still for more than two hours',
    [
      [0, 3],
      [0.5, 3],
      [0.2, 3],
    ],
    0.5,
  ],
  [
    'one moved an hour ago',
    [
      [0, 3],
      [2, 3],
      [0, 3],
    ],
    Number.NaN,
  ],
  [
    'one sends nothing any more',
    [
      [0, 3],
      [0, 1],
      [0, 3],
    ],
    Number.NaN,
  ],
  [
    'two alone may stand still',
    [
      [0, 3],
      [0, 3],
    ],
    Number.NaN,
  ],
] as const)('%s', (_, tags, expected) => {
  expect(since(tags)).toBe(expected);
});
