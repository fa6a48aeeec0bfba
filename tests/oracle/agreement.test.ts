import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDictionary, loadPlans } from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { clausesIn } from './adapter.ts';
import { differences, judged, load, project, roundOf, slowly } from './agreement.ts';
import { syntheticClauses } from './synthetic.ts';

const clauses = [
  ...syntheticClauses,
  ...clausesIn('heze-chem-2024-2026'),
  ...clausesIn('heze-trade-2024-2026'),
].filter((c) => !process.env.ZHIBEN_CLAUSE || new RegExp(process.env.ZHIBEN_CLAUSE).test(c.id));
const seed = Number(process.env.ZHIBEN_SEED ?? 1);
const worlds = Number(process.env.ZHIBEN_WORLDS ?? 2);
const { parameters: definitions } = loadPlans();

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

describe('the fast evaluator agrees with the slow one', () => {
  const round = roundOf(clauses, seed, worlds);
  let accepted: Awaited<ReturnType<typeof load>> = [];
  beforeAll(async () => {
    const all = round.batches.flatMap((batch) => batch.facts);
    accepted = await load(database, all);
    await project(database.owner, loadDictionary());
  });

  it.each(round.batches)('$clause.id', { timeout: 60_000 }, async (batch) => {
    const slow = slowly(batch, accepted, round.parameters);
    const fast = await judged(database, batch.clause, batch.asOf, round.parameters, definitions);
    if (slow.status === 'needsParameter') {
      expect(fast.status).toBe('needsParameter');
      return;
    }
    const own = fast.duties.filter((d) => d.subject.split('/')[1]?.startsWith(batch.prefix));
    const found = differences(own, slow.duties);
    expect(found.length > 0 ? [`as of ${batch.asOf}`, ...found.slice(0, 20)] : []).toEqual([]);
  });
});
