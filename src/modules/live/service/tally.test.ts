import { expect, test } from 'vitest';
import { decode } from '../rules/decode.ts';
import { MOST_UNCLAIMED } from '../rules/outcomes.ts';
import { Tally } from './tally.ts';

const known = {
  ...{ byCode: new Map<string, number>(), byAlias: [], unitOf: () => null },
  ...{ receivedAt: 0 as never, aheadMs: 1, agoMs: 1 },
};

/** A batch of rows, each under a code of its own. */
function unknownBatch(from: number, rows: number) {
  const batch = { rows: Array.from({ length: rows }, (_, at) => [`X-${from + at}`, 0, 1]) };
  const bytes = Buffer.from(JSON.stringify(batch));
  const decoded = decode(bytes, () => bytes.toString(), known);
  if ('refused' in decoded) throw new Error(decoded.refused.en);
  return decoded;
}

test('codes that wait to be claimed are bounded, of a batch and over many; the rest is counted', () => {
  const tally = new Tally(() => false);
  const first = unknownBatch(0, MOST_UNCLAIMED + 50);
  expect(first.unknown?.size).toBe(MOST_UNCLAIMED);
  tally.add(1, 0, first.refusedRows, first.unknown);
  const others = unknownBatch(MOST_UNCLAIMED, 70);
  tally.add(1, 0, others.refusedRows, others.unknown);
  const again = unknownBatch(0, 1);
  tally.add(1, 0, again.refusedRows, again.unknown);
  tally.add(2, 0, again.refusedRows, again.unknown);
  const taken = tally.take([]);
  expect(taken.counts).toEqual([
    { gateway: 1, outcome: 'unknownTag', rows: MOST_UNCLAIMED + 50 + 70 + 1 },
    { gateway: 1, outcome: 'unlisted', rows: 50 + 70 },
    { gateway: 2, outcome: 'unknownTag', rows: 1 },
  ]);
  expect(taken.unknown).toHaveLength(MOST_UNCLAIMED + 1);
  expect(taken.unknown[0]).toEqual({ gateway: 1, code: 'X-0', rows: 2, sample: '1' });
  tally.giveBack(taken);
  expect(tally.take([])).toEqual(taken);
});

test('a code that a tag stands for by now waits no longer', () => {
  const tally = new Tally((gateway, code) => gateway === 1 && code === 'X-0');
  const { refusedRows, unknown } = unknownBatch(0, 2);
  tally.add(1, 0, refusedRows, unknown);
  expect(tally.take([]).unknown.map(({ code }) => code)).toEqual(['X-1']);
});
