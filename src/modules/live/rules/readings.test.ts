import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BYTES_A_READING, readingsOf, SharedReadings } from './readings.ts';

it('batches that share memory keep rows of their own, and read back as they are kept', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9000 }), { maxLength: 40 }), (sizes) => {
      const { empty } = new SharedReadings();
      const batches = sizes.map((count, n) => {
        const batch = empty(count);
        expect(batch.bytes).toHaveLength(count * BYTES_A_READING);
        expect(batch.times.some((time) => time !== 0)).toBe(false);
        batch.times.fill(n + 0.5);
        batch.values.fill(-n);
        batch.tags.fill(n);
        batch.qualities.fill(n % 4);
        return batch;
      });
      for (const [n, { bytes }] of batches.entries()) {
        const { times, values, tags, qualities } = readingsOf(bytes);
        expect(times.every((time) => time === n + 0.5)).toBe(true);
        expect(values.every((value) => value === -n)).toBe(true);
        expect(tags.every((tag) => tag === n)).toBe(true);
        expect(qualities.every((q) => q === n % 4)).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});
