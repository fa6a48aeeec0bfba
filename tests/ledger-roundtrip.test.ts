import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyLedger } from '../src/modules/ledger/index.ts';
import { evaluatePlan, loadDictionary, loadPlans } from '../src/modules/plan/index.ts';
import type { Pool } from '../src/platform/db/index.ts';
import { clausesIn } from './oracle/adapter.ts';
import { entriesOf, project, roundOf } from './oracle/agreement.ts';
import type { ParameterEntry } from './oracle/types.ts';
import { createTestDatabase } from './support/database.ts';
import { day, exported, take } from './support/ledger.ts';

const runs = Number(process.env.ZHIBEN_ROUNDTRIPS ?? 2);
const asOf = ['2024-12-31', '2026-06-30'].map(day);
const { clauses, parameters: definitions } = loadPlans();
const inputs = [...clausesIn('heze-chem-2024-2026'), ...clausesIn('heze-trade-2024-2026')];
/** Every thirtieth clause of both plans: all forms are among them. */
const spread = inputs.filter((_, index) => index % 30 === 7);
const evaluated = clauses.filter(({ id }) => spread.some((clause) => clause.id === id));

const bad = [
  '{"type":"enterprise"',
  '{"type":"enterprize","record":"X","at":"2024-01-01"}',
  '{"type":"enterprise","record":"X","at":"2024-02-30"}',
  '{"type":"enterprise","record":"X","at":"2024-01-01","set":{"park":"nowhere"}}',
  '{"type":"enterprise","record":"X","at":"2024-01-01","set":{"employees":"many"}}',
];

/** Lines of worlds around the clauses: out of order, twice, retired, ids given or left out. */
const files = fc
  .record({
    seed: fc.nat({ max: 100_000 }),
    named: fc.boolean(),
    batchFacts: fc.integer({ min: 3, max: 400 }),
  })
  .chain(({ seed, named, batchFacts }) => {
    const { batches, parameters } = roundOf(spread, seed, 1);
    const facts = batches
      .flatMap((batch) => batch.facts)
      .map((fact, index) => {
        const { id: _, ...rest } = fact;
        return JSON.stringify(named && index % 2 === 0 ? { ...rest, id: `f${index}` } : rest);
      });
    const twice = facts.filter((_, index) => index % 7 === 0);
    const ends = facts
      .filter((_, index) => index % 11 === 0)
      .map((text) => ({ ...JSON.parse(text), id: undefined, at: '2025-03-01', retired: true }))
      .map(({ set: _, ...rest }) => JSON.stringify(rest));
    const all = [...facts, ...twice, ...ends, ...bad];
    return fc.record({
      text: fc
        .shuffledSubarray(all, { minLength: all.length })
        .map((shuffled) => shuffled.map((line) => `${line}\n`).join('')),
      parameters: fc.constant(parameters),
      batchFacts: fc.constant(batchFacts),
    });
  });

async function evaluation(db: { owner: Pool }, parameters: readonly ParameterEntry[]) {
  await project(db.owner, loadDictionary());
  const input = {
    db: db.owner,
    dictionary: loadDictionary(),
    definitions,
    clauses: evaluated,
    values: entriesOf(parameters),
  };
  const results = [];
  for (const moment of asOf) results.push(await evaluatePlan({ ...input, asOf: moment }));
  return results;
}

test('import, export, import elsewhere: the same export, the same evaluation', async () => {
  expect(evaluated.length).toBeGreaterThan(9);
  await fc.assert(
    fc.asyncProperty(files, async ({ text, parameters, batchFacts }) => {
      const [one, two] = [await createTestDatabase(), await createTestDatabase()];
      try {
        const came = await take(one.app, text, { batchFacts });
        expect(came.rejected).toBeGreaterThanOrEqual(bad.length);
        expect(came.accepted).toBeGreaterThan(50);
        const first = await exported(one.app);
        expect(await take(two.app, first)).toMatchObject({
          accepted: came.accepted,
          duplicate: 0,
          rejected: 0,
        });
        expect(await exported(two.app)).toBe(first);
        expect(await verifyLedger({ db: two.app })).toEqual({ ok: true, checked: came.accepted });
        const results = await evaluation(one, parameters);
        expect(
          results.flatMap((each) => each.clauses.flatMap((c) => c.duties)).length,
        ).toBeGreaterThan(0);
        expect(await evaluation(two, parameters)).toEqual(results);
      } finally {
        await one.close();
        await two.close();
      }
    }),
    { numRuns: runs, endOnFailure: true },
  );
}, 600_000);
