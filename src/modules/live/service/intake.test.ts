import { expect, test } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { readingsOf } from '../rules/readings.ts';
import { LiveConfig } from './config.ts';
import { Intake } from './intake.ts';
import type { Journal, Stored } from './journal.ts';

const batch = (n: number): Stored => {
  const bytes = new Uint8Array(0);
  const digest = Uint8Array.of(n);
  return {
    row: {
      ...{ seq: 0, gateway: 1, receivedAt: 0 as Moment, firstMs: n, lastMs: n, digest },
      ...{ readings: bytes, refused: null },
    },
    ...{ readings: readingsOf(bytes), refused: [], unknown: null },
  };
};

test('what came after a batch that could not be written is not stored before it', async () => {
  const written: number[] = [];
  let fail: (error: Error) => void = () => undefined;
  let first = true;
  const journal: Journal = {
    ...{ mostAWrite: 1 << 20, open: async () => true, holds: async () => false },
    ...{ highWaters: async () => new Map(), lose: () => undefined, close: async () => undefined },
    write: async (batches) => {
      if (first) {
        first = false;
        await new Promise<void>((_, reject) => {
          fail = reject;
        });
      }
      written.push(...batches.map(({ row }) => row.firstMs));
      return batches;
    },
  };
  const config = new LiveConfig();
  const options = { journal, config, clock: () => 0 as Moment, onStored: () => undefined };
  const intake = await Intake.open(options);
  const outcome = (taken: Promise<unknown> | undefined): Promise<string> =>
    Promise.resolve(taken).then(
      () => 'stored',
      () => 'failed',
    );
  const one = outcome(intake?.take(batch(1)));
  await expect.poll(() => first).toBe(false);
  // While the first is being written, the next waits.
  const two = outcome(intake?.take(batch(2)));
  await new Promise((resolve) => setImmediate(resolve));
  fail(new Error('the database is away'));
  expect(await Promise.all([one, two])).toEqual(['failed', 'failed']);
  // Both come again, in the order in which they were sent.
  const again = [1, 2].map((n) => outcome(intake?.take(batch(n))));
  expect(await Promise.all(again)).toEqual(['stored', 'stored']);
  expect(written).toEqual([1, 2]);
});
