import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import { exported, lines, take } from '../../../tests/support/ledger.ts';
import { verifyLedger } from './index.ts';

test('export, import elsewhere, export: the same bytes', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((s) => !s.includes('\0'));
  const id = text.filter((s) => s.trim() !== '');
  const line = fc.record(
    {
      type: fc.constant('enterprise'),
      record: id,
      at: fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString()),
      set: fc.record(
        {
          name: fc.option(text),
          products: fc.array(id, { maxLength: 3 }),
          longitude: fc.double({ noNaN: true, noDefaultInfinity: true }),
          employees: fc.maxSafeInteger(),
          stationed: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      retired: fc.boolean(),
      by: id,
      evidence: fc.array(id, { maxLength: 3 }),
    },
    { requiredKeys: ['type', 'record', 'at', 'set'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (facts) => {
      const [one, two] = [await createTestDatabase(), await createTestDatabase()];
      try {
        expect(await take(one.app, lines(facts))).toMatchObject({ rejected: 0 });
        const first = await exported(one.app);
        expect(await take(two.app, first)).toMatchObject({ rejected: 0 });
        expect(await exported(two.app)).toBe(first);
        expect((await verifyLedger({ db: two.app })).ok).toBe(true);
      } finally {
        await one.close();
        await two.close();
      }
    }),
    { numRuns: 8 },
  );
});
