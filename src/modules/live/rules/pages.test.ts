import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPage, unseen, writePage } from './pages.ts';
import { emptyReadings } from './readings.ts';
import { LIMITS, PAGE, TagStates } from './tag-states.ts';

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

it('a page reads as it was written, whatever stands in it, and forgets what stood there before', () => {
  const tag = fc.record({
    tag: fc.integer({ min: 0, max: PAGE - 1 }),
    lastTime: fc.double(),
    fault: fc.oneof(fc.constant(Number.NaN), fc.double()),
    covered: fc.integer({ min: 0, max: 511 }),
    active: fc.integer({ min: 0, max: 63 }),
    since: fc.double(),
  });
  fc.assert(
    fc.property(fc.array(tag, { maxLength: 5 }), (rows) => {
      const states = new TagStates();
      states.grow(2 * PAGE);
      for (const row of rows) {
        const no = PAGE + row.tag;
        states.lastTime[no] = row.lastTime;
        states.fault[no] = row.fault;
        states.covered[no] = row.covered;
        states.active[no] = row.active;
        states.since[no * (LIMITS + 1) + LIMITS] = row.since;
      }
      const kept = writePage(states, 1);
      const other = new TagStates();
      other.grow(2 * PAGE);
      other.lost.fill(1);
      other.active.fill(1);
      expect(readPage(other, 1, kept)).toBe(true);
      expect(writePage(other, 1)).toEqual(kept);
      expect(other.lost[PAGE]).toBeNaN();
      expect(other.lost[0]).toBe(1);
    }),
  );
});

it('a page that an earlier version wrote is read, one that a later wrote is not', () => {
  // Version 2: seven columns of floats (the last five wide), three of bytes, one of each.
  const kept = new Uint8Array(8 + PAGE * (8 * (6 + LIMITS + 1) + 3 + 8 + 1));
  kept[0] = 2;
  const floats = new Float64Array(PAGE * (6 + LIMITS + 1)).fill(Number.NaN);
  floats[7] = 1234;
  kept.set(new Uint8Array(floats.buffer), 8);
  const bytes = 8 + floats.byteLength;
  kept[bytes + PAGE + 7] = 4;
  kept[kept.length - PAGE + 7] = 128;
  const states = new TagStates();
  expect(readPage(states, 0, kept)).toBe(true);
  expect([states.lastTime[7], states.active[7], states.covered[7]]).toEqual([1234, 4, 128]);
  expect(states.badSince[7]).toBeNaN();
  kept[0] = 9;
  expect(readPage(states, 0, kept)).toBe(false);
});
