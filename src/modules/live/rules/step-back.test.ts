import fc from 'fast-check';
import { expect, it } from 'vitest';
import { silence } from '../../../law/standards/tag-defaults.ts';
import { type Behind, stepBack } from './step-back.ts';

/** Batches behind the newest as [second of receipt, second of their newest]: after which it stepped. */
function steppedAfter(batches: readonly (readonly [number, number])[]): number | null {
  let behind: Behind | undefined;
  for (const [received, newest] of batches) {
    const next = stepBack(behind, 1000 * received, 1000 * newest);
    if (next.stepped) return received;
    behind = next.behind;
  }
  return null;
}

it.each([
  ['an hour back, running on', [0, 10, 20, 30, 40, 50, 60, 70].map((s) => [s, s - 3600]), 60],
  ['ahead, then set right', [0, 30, 59, 61].map((s) => [s, s]), 61],
  ['sent late, a minute of it a second', [0, 20, 40, 60, 80].map((s) => [s, 60 * s - 1e5]), null],
  ['sent late in one piece', [0, 1, 2, 100, 101].map((s) => [s, s - 9000 + 30 * s]), null],
  ['one batch again and again', [0, 30, 60, 90].map((s) => [s, -50]), null],
] as const)('%s', (_, batches, expected) => {
  expect(steppedAfter(batches as unknown as [number, number][])).toBe(expected);
});

it('what was measured faster or slower than it comes is never a clock', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(steps, fc.constantFrom(0, 0.5, 2, 60), (waits, speed) => {
      let at = 0;
      const batches = waits.map((wait) => {
        at += wait;
        return [at, speed * at - 10_000] as const;
      });
      const drift = silence.clockEven / Math.abs(1 - speed);
      // So slowly that it is even over the whole minute: not one of these speeds.
      expect(drift).toBeLessThan(silence.clockBack);
      expect(steppedAfter(batches)).toBe(null);
    }),
  );
});
