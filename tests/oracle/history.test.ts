import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { must } from '../../src/kernel/result.ts';
import type { Clause } from '../../src/law/plans/model.ts';
import { DutyStore, loadDictionary, loadPlans, project } from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  clauseOf,
  differences,
  entriesOf,
  judged,
  load,
  type Round,
  roundOf,
} from './agreement.ts';
import { chosenClauses } from './chosen.ts';
import { mustDay } from './time.ts';
import type { ClauseResult, Fact } from './types.ts';
import { unlike } from './unlike.ts';

const seed = Number(process.env.ZHIBEN_SEED ?? 1);
const worlds = Number(process.env.ZHIBEN_WORLDS ?? 1);
const pieces = Number(process.env.ZHIBEN_PIECES ?? 4);
const { parameters: definitions } = loadPlans();

/** Days before the plan, on its edges, inside it and after it; fewer: ZHIBEN_DAYS=2. */
const ALL = ['2023-12-31', '2024-06-30', '2025-01-31', '2025-08-15', '2026-12-31', '2027-03-01'];
const step = Math.ceil(ALL.length / Number(process.env.ZHIBEN_DAYS ?? ALL.length));
const DAYS = ALL.filter((_, i) => i % step === step - 1);

/** All of them; ZHIBEN_EVERY=4: every fourth. */
const every = Number(process.env.ZHIBEN_EVERY ?? 1);
const clauses = chosenClauses.filter((_, i) => i % every === 0);
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
  renewing: db.renewing,
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

/** Every clause of a round asked on a day, at once for all of them. */
function askedOn(db: () => TestDatabase, { batches, parameters }: Round) {
  const inputs = batches.map(({ clause }) => clause);
  const days = new Map<string, Promise<readonly ClauseResult[]>>();
  return async (id: string, day: string): Promise<ClauseResult> => {
    const asked = days.get(day) ?? judged(db(), inputs, day, parameters, definitions);
    days.set(day, asked);
    return must(
      (await asked).find((each) => each.id === id),
      id,
    );
  };
}

describe.each(groups.map((group, i) => ({ name: `${group[0]?.id} …`, group, i })))(
  'the duties of $name',
  ({ group, i }) => {
    const round = roundOf(group, seed + i * 100_003, worlds);
    const values = entriesOf(round.parameters);
    const own = round.batches.map(({ clause }) => clauseOf(clause));
    const facts = stirred(
      round.batches.flatMap((batch) => batch.facts),
      seed + i,
    );
    let whole: TestDatabase;
    let store: DutyStore;
    const asked = askedOn(() => whole, round);
    beforeAll(async () => {
      whole = await createTestDatabase();
      await load(whole, facts);
      await project(whole.owner, loadDictionary());
      store = await DutyStore.build(optionsOf(whole, own, values));
    }, 60_000);
    afterAll(() => whole.close());

    it('renewed after each piece of a stream, are those built at once', {
      timeout: 120_000,
    }, async () => {
      const grown = await createTestDatabase();
      onTestFinished(() => grown.close());
      const half = Math.floor(facts.length / 2);
      await load(grown, facts.slice(0, half));
      await project(grown.owner, loadDictionary());
      const growing = await DutyStore.build(optionsOf(grown, own, values));
      const step = Math.ceil((facts.length - half) / pieces);
      for (let at = half; at < facts.length; at += step) {
        await load(grown, facts.slice(at, at + step));
        const { facts: taken } = await growing.catchUp();
        expect(taken).not.toBeNull();
      }
      await growing.settle();
      const [renewed, built] = [await spansOf(grown), await spansOf(whole)];
      expect(unlike(renewed, built).slice(0, 12)).toEqual([]);
      expect(renewed.length).toBe(built.length);
    });

    it.each(round.batches)(
      'stored once, stand as they do when asked on a day: $clause.id',
      {
        timeout: 120_000,
      },
      async ({ clause, asOf: ownDay }) => {
        for (const asOf of [ownDay, ...DAYS]) {
          const live =
            asOf === ownDay
              ? (await judged(whole, [clause], asOf, round.parameters, definitions))[0]
              : await asked(clause.id, asOf);
          const stored = await store.clauseAt(clause.id, mustDay(asOf));
          const found = differences(stored.duties as never, must(live, clause.id).duties);
          expect(found.length > 0 ? [`as of ${asOf}`, ...found.slice(0, 20)] : []).toEqual([]);
          expect({ ...stored, duties: [] }).toEqual({ ...live, duties: [] });
        }
      },
    );
  },
);
