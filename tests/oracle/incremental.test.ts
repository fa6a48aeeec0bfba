import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clause } from '../../src/law/plans/model.ts';
import { DutyStore, loadDictionary, loadPlans, project } from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { clauseOf, entriesOf, load, roundOf } from './agreement.ts';
import { chosenClauses as clauses } from './chosen.ts';
import type { Fact } from './types.ts';
import { unlike } from './unlike.ts';

const seed = Number(process.env.ZHIBEN_SEED ?? 1);
const worlds = Number(process.env.ZHIBEN_WORLDS ?? 1);
const pieces = Number(process.env.ZHIBEN_PIECES ?? 4);
const { parameters: definitions } = loadPlans();

const GROUP = 60;
const groups = Array.from({ length: Math.ceil(clauses.length / GROUP) }, (_, i) =>
  clauses.slice(i * GROUP, (i + 1) * GROUP),
);

/** Any order, some facts twice; divisions first, for a change of them builds everything anew. */
function stirred(facts: readonly Fact[], from: number): Fact[] {
  const [order] = fc.sample(fc.shuffledSubarray([...facts.keys()], { minLength: facts.length }), {
    seed: from,
    numRuns: 1,
  });
  const all = (order ?? []).flatMap((index) => facts[index] ?? []);
  const mixed = [...all, ...all.filter((_, index) => index % 7 === 0)];
  const isDivision = (f: Fact): boolean => f.type === 'jurisdiction';
  return [...mixed.filter(isDivision), ...mixed.filter((f) => !isDivision(f))];
}

const optionsOf = (
  db: TestDatabase,
  own: readonly Clause[],
  values: ReturnType<typeof entriesOf>,
) => ({
  db: db.owner,
  dictionary: loadDictionary(),
  clauses: own,
  definitions,
  values,
});

async function spansOf(db: TestDatabase): Promise<string[]> {
  const { rows } = await db.owner.query<{ line: string }>(
    `select c.id || ' ' || s::text as line from duty.span s join duty.clause c on c.no = s.clause order by 1`,
  );
  return rows.map(({ line }) => line);
}

describe.each(groups.map((group, i) => ({ name: `${group[0]?.id} …`, group, i })))(
  'duties renewed after each piece of a stream are those of a full evaluation: $name',
  ({ group, i }) => {
    const round = roundOf(group, seed + i * 100_003, worlds);
    const values = entriesOf(round.parameters);
    const own = round.batches.map(({ clause }) => clauseOf(clause));
    const facts = stirred(
      round.batches.flatMap((batch) => batch.facts),
      seed + i,
    );
    let grown: TestDatabase;
    let whole: TestDatabase;
    beforeAll(async () => {
      [grown, whole] = [await createTestDatabase(), await createTestDatabase()];
    }, 60_000);
    afterAll(async () => {
      await grown.close();
      await whole.close();
    });

    it('', { timeout: 120_000 }, async () => {
      const half = Math.floor(facts.length / 2);
      await load(grown, facts.slice(0, half));
      await project(grown.owner, loadDictionary());
      const store = await DutyStore.build(optionsOf(grown, own, values));
      const step = Math.ceil((facts.length - half) / pieces);
      for (let at = half; at < facts.length; at += step) {
        await load(grown, facts.slice(at, at + step));
        const { facts: taken } = await store.catchUp();
        expect(taken).not.toBeNull();
      }
      await store.settle();
      await load(whole, facts);
      await project(whole.owner, loadDictionary());
      await DutyStore.build(optionsOf(whole, own, values));
      const [renewed, built] = [await spansOf(grown), await spansOf(whole)];
      expect(unlike(renewed, built).slice(0, 12)).toEqual([]);
      expect(renewed.length).toBe(built.length);
    });
  },
);
