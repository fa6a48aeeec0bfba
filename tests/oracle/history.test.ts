import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DutyStore, loadDictionary, loadPlans } from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { clauseOf, differences, entriesOf, judged, load, project, roundOf } from './agreement.ts';
import { chosenClauses as clauses } from './chosen.ts';
import { mustDay } from './time.ts';

const seed = Number(process.env.ZHIBEN_SEED ?? 1);
const worlds = Number(process.env.ZHIBEN_WORLDS ?? 1);
const { parameters: definitions } = loadPlans();

/** Days before the plan, on its edges, inside it and after it. */
const DAYS = ['2023-12-31', '2024-06-30', '2025-01-31', '2025-08-15', '2026-12-31', '2027-03-01'];

const GROUP = 60;
const groups = Array.from({ length: Math.ceil(clauses.length / GROUP) }, (_, i) =>
  clauses.slice(i * GROUP, (i + 1) * GROUP),
);

describe.each(groups.map((group, i) => ({ name: `${group[0]?.id} …`, group, i })))(
  'stored once, the duties stand as they do when asked on a day: $name',
  ({ group, i }) => {
    const round = roundOf(group, seed + i * 100_003, worlds);
    const values = entriesOf(round.parameters);
    let database: TestDatabase;
    let store: DutyStore;
    beforeAll(async () => {
      database = await createTestDatabase();
      await load(
        database,
        round.batches.flatMap((batch) => batch.facts),
      );
      await project(database.owner, loadDictionary());
      store = await DutyStore.build({
        db: database.owner,
        dictionary: loadDictionary(),
        clauses: round.batches.map(({ clause }) => clauseOf(clause)),
        definitions,
        values,
      });
    }, 60_000);
    afterAll(() => database.close());

    it.each(round.batches)('$clause.id', { timeout: 60_000 }, async (batch) => {
      for (const asOf of [batch.asOf, ...DAYS]) {
        const asked = await judged(database, batch.clause, asOf, round.parameters, definitions);
        const stored = await store.clauseAt(batch.clause.id, mustDay(asOf));
        const found = differences(stored.duties as never, asked.duties);
        expect(found.length > 0 ? [`as of ${asOf}`, ...found.slice(0, 20)] : []).toEqual([]);
        expect({ ...stored, duties: [] }).toEqual({ ...asked, duties: [] });
      }
    });
  },
);
