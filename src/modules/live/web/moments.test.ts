import { expect, it } from 'vitest';
import { ownSpan } from './moments.ts';

it.each([
  [
    '2026-11-27T00:00',
    '2026-11-27T12:30',
    { from: '2026-11-26T16:00:00.000Z', until: '2026-11-27T04:30:00.000Z' },
  ],
  ['2026-11-27T12:00', '2026-11-27T12:00', null],
  ['2026-11-27T13:00', '2026-11-27T12:00', null],
  ['', '2026-11-27T12:00', null],
  ['soon', '2026-11-27T12:00', null],
])("from %s until %s is a span by Shanghai's clock, or none", (from, until, expected) => {
  expect(ownSpan(from, until)).toEqual(expected);
});
