import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/kernel/result.ts';
import { loadDictionary, loadPlans } from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { differences, judged, load, project, readsAll, roundOf, slowly } from './agreement.ts';
import { chosenClauses as clauses } from './chosen.ts';

const seed = Number(process.env.ZHIBEN_SEED ?? 1);
const worlds = Number(process.env.ZHIBEN_WORLDS ?? 3);
const { parameters: definitions } = loadPlans();

const alone = clauses.filter(readsAll);
const together = clauses.filter((c) => !readsAll(c));

/** Clauses that share a database: each is judged over the worlds of all of them. */
const GROUP = 60;
const groups = [
  ...Array.from({ length: Math.ceil(together.length / GROUP) }, (_, i) =>
    together.slice(i * GROUP, (i + 1) * GROUP),
  ),
  ...alone.map((c) => [c]),
];

describe.each(groups.map((group, i) => ({ name: `${group[0]?.id} …`, group, i })))(
  'the fast evaluator agrees with the slow one: $name',
  ({ group, i }) => {
    const round = roundOf(group, seed + i * 100_003, worlds);
    let database: TestDatabase;
    let accepted: Awaited<ReturnType<typeof load>> = [];
    beforeAll(async () => {
      database = await createTestDatabase();
      accepted = await load(
        database,
        round.batches.flatMap((batch) => batch.facts),
      );
      await project(database.owner, loadDictionary());
    }, 60_000);
    afterAll(() => database.close());

    it.each(round.batches)('$clause.id', { timeout: 60_000 }, async (batch) => {
      const slow = slowly(batch, accepted, round.parameters);
      const { clause, asOf } = batch;
      const judgement = await judged(database, [clause], asOf, round.parameters, definitions);
      const fast = must(judgement[0], 'one clause');
      if (slow.status === 'needsParameter') {
        expect(fast.status).toBe('needsParameter');
        return;
      }
      const own = fast.duties.filter((d) => d.subject.split('/')[1]?.startsWith(batch.prefix));
      const found = differences(own, slow.duties);
      expect(found.length > 0 ? [`as of ${batch.asOf}`, ...found.slice(0, 20)] : []).toEqual([]);
    });
  },
);
