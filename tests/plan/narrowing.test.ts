import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import {
  DutyStore,
  loadDictionary,
  loadPlans,
  loadProfile,
  project,
} from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const dictionary = loadDictionary();
const { clauses, parameters: definitions } = loadPlans();
const starter = loadProfile('starter', definitions);
const values = starter.ok ? starter.value.values : [];

/** Populations by own values, one of several, none of some, a period, values of others; daily. */
const chosen = [
  ...[
    'CHEM-2.5',
    'CHEM-5.6',
    'CHEM-5.13',
    'CHEM-8.1',
    'CHEM-8.5',
    'CHEM-11.3',
    'CHEM-12.3',
    'CHEM-18.5',
  ],
  ...['CHEM-20.4', 'CHEM-21.2', 'CHEM-S3.4', 'TRADE-5.8', 'TRADE-6.5', 'TRADE-18.1', 'TRADE-18.7'],
].map((id) =>
  must(
    clauses.find((c) => c.id === id),
    id,
  ),
);

interface Fact {
  readonly type: string;
  readonly record: string;
  readonly at: string;
  readonly set: object;
}

const flag = fc.constantFrom(true, false, null);
const some = <T>(...of: T[]): fc.Arbitrary<T> => fc.constantFrom(...of);

/** What moves a subject into a population and out of it. */
const moves = fc.oneof(
  fc
    .record(
      {
        industry: some<string[] | null>(['hazchem'], ['trade'], ['trade', 'chemical'], null),
        tradeFeatures: some<string[] | null>(['metalSmelting'], ['cement'], null),
        managementLevel: some('poor', 'good', null),
        planningConformity: flag,
        ownership: some('central', null),
        majorHazardLevel: some(1, 2, null),
      },
      { requiredKeys: [] },
    )
    .map((set) => ({ type: 'enterprise', record: 'E1', set })),
  fc
    .record(
      {
        major: flag,
        class: some('static', 'dynamic'),
        source: some('licenceReview', 'inspection'),
        stopRequired: flag,
        foundOn: some('2024-06-01', '2025-03-01'),
        verifiedOn: some('2025-06-01', null),
        closedOn: some('2025-07-01', null),
        facility: some('F1', null),
      },
      { requiredKeys: [] },
    )
    .map((set) => ({ type: 'hazard', record: 'H1', set })),
  fc
    .record(
      {
        kind: some('installation', 'workplace'),
        aged: flag,
        agedListedOn: some('2024-02-01', '2025-02-01', null),
        majorHazard: flag,
        majorHazardLevel: some(1, 3, null),
      },
      { requiredKeys: [] },
    )
    .map((set) => ({ type: 'facility', record: 'F1', set })),
  fc
    .record(
      {
        enterprise: some('E1', 'E2'),
        date: some('2023-12-31', '2024-07-01', '2024-07-02', '2025-01-01', '2027-02-01', null),
        published: flag,
      },
      { requiredKeys: [] },
    )
    .map((set) => ({ type: 'commitment', record: 'C1', set })),
  fc
    .record({ topics: some(['major-hazard-guide'], ['major-risk', 'major-hazard-standard']) })
    .map((set) => ({ type: 'training', record: 'T1', set })),
);

const stream: fc.Arbitrary<Fact[]> = fc.array(
  fc
    .tuple(moves, some('2023-11-01', '2024-03-01', '2024-12-31', '2025-05-05', '2026-01-01'))
    .filter(([move]) => Object.keys(move.set).length > 0)
    .map(([move, at]) => ({ ...move, at })),
  { minLength: 1, maxLength: 12 },
);

const seed = Number(process.env.ZHIBEN_SEED ?? 5);
const numRuns = Number(process.env.ZHIBEN_WORLDS ?? 2);

describe('of the clauses that a fact touches', () => {
  let database: TestDatabase;
  let store: DutyStore;

  const take = async (...facts: readonly Fact[]): Promise<void> => {
    async function* lines(): AsyncGenerator<Uint8Array> {
      for (const fact of facts) yield Buffer.from(`${JSON.stringify(fact)}\n`);
    }
    const source = lines();
    const clock = () => 0 as Moment;
    const given = { db: database.app, dictionary, source, recorder: 'test', clock };
    expect((await importFacts(given)).rejects).toEqual([]);
  };
  const options = () => ({
    db: database.owner,
    renewing: database.renewing,
    dictionary,
    clauses: chosen,
    definitions,
    values,
  });

  beforeAll(async () => {
    database = await createTestDatabase();
    const at = '2024-01-01';
    const set = { jurisdiction: '371728', industry: ['trade'], hazchemRole: ['production'] };
    const announced = { enterprise: 'E2', date: at, kind: 'risk-announcement', published: true };
    await take(
      { type: 'jurisdiction', record: '371728', at, set: { level: 'county' } },
      { type: 'enterprise', record: 'E1', at, set },
      { type: 'facility', record: 'F1', at, set: { enterprise: 'E1' } },
      { type: 'enterprise', record: 'E2', at, set: { ...set, industry: ['hazchem'] } },
      { type: 'facility', record: 'F2', at, set: { enterprise: 'E2', majorHazard: true } },
      { type: 'commitment', record: 'C1', at, set: announced },
      { type: 'hazard', record: 'H1', at, set: { enterprise: 'E1', foundOn: at } },
      { type: 'training', record: 'T1', at, set: { enterprise: 'E1', date: '2024-05-01' } },
    );
    await project(database.owner, dictionary);
    store = await DutyStore.build(options());
  });
  afterAll(async () => {
    await database.close();
  });

  /** How often statements of some periods were run. */
  async function runsOfPeriods(): Promise<number> {
    const { rows } = await database.renewing.query<{ n: number }>(
      `select coalesce(sum(generic_plans + custom_plans), 0)::int n from pg_prepared_statements
       where name like 'renew %' and cardinality(parameter_types) = 2`,
    );
    return rows[0]?.n ?? 0;
  }

  /** How often each clause's statement was run so far. */
  async function runs(): Promise<number[]> {
    const { rows } = await database.renewing.query<{ no: number; n: number }>(
      `select split_part(name, ' ', 2)::int no, sum(generic_plans + custom_plans)::int n
       from pg_prepared_statements where name like 'renew %' group by 1`,
    );
    return chosen.map((_, i) => rows.find(({ no }) => no === i + 1)?.n ?? 0);
  }

  async function renewedBy(fact: Fact): Promise<{ touched: number; renewed: string[] }> {
    const before = await runs();
    await take(fact);
    const { clauses: touched } = await store.catchUp();
    const after = await runs();
    const renewed = chosen.filter((_, i) => (after[i] ?? 0) > (before[i] ?? 0));
    return { touched, renewed: renewed.map(({ id }) => id) };
  }

  const spans = async (): Promise<string[]> => {
    const { rows } = await database.owner.query<{ line: string }>(
      'select s::text as line from duty.span s order by 1',
    );
    return rows.map(({ line }) => line);
  };

  it('only those are renewed in whose population the subject is, comes or was', async () => {
    const training = (at: string, set: object): Fact => ({
      type: 'training',
      record: 'T1',
      at,
      set,
    });
    const guide = await renewedBy(training('2024-06-01', { topics: ['major-risk'] }));
    expect(guide.touched).toBeGreaterThan(1);
    expect(guide.renewed).toEqual(['TRADE-18.1']);
    const enterprise = { type: 'enterprise', record: 'E1', at: '2025-01-01' };
    const moved = await renewedBy({ ...enterprise, set: { industry: ['hazchem'] } });
    // In: those of hazardous chemicals; out: those of trade.
    expect(moved.renewed).toEqual(
      expect.arrayContaining(['CHEM-8.1', 'CHEM-18.5', 'CHEM-21.2', 'TRADE-18.1', 'TRADE-18.7']),
    );
    expect(moved.renewed).not.toContain('CHEM-5.13');
    const again = await renewedBy(training('2025-02-01', { round: 1 }));
    expect(again.renewed).toContain('CHEM-21.2');
  });

  it('of a daily duty only the days are computed anew that the record names or named', async () => {
    const announced = async (): Promise<string[]> => {
      const { rows } = await database.owner.query<{ period: string }>(
        `select distinct period from duty.span where clause = $1 and subject = 'enterprise/E2' and status = 0 order by 1`,
        [chosen.findIndex(({ id }) => id === 'CHEM-5.6') + 1],
      );
      return rows.map(({ period }) => period);
    };
    const before = await runsOfPeriods();
    const commitment = { type: 'commitment', record: 'C1' };
    await renewedBy({ ...commitment, at: '2024-01-02', set: { note: 'posted at the gate' } });
    expect(await announced()).toEqual(['2024-01-01']);
    await renewedBy({ ...commitment, at: '2024-01-01', set: { date: '2024-07-01' } });
    expect(await announced()).toEqual(['2024-07-01']);
    expect(await runsOfPeriods()).toBeGreaterThan(before);
  });

  it('none is passed over whose duties differ', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(stream, async (facts) => {
        for (const fact of facts) {
          await take(fact);
          await store.catchUp();
        }
        await store.settle();
        const renewed = await spans();
        store = await DutyStore.build(options());
        expect(renewed).toEqual(await spans());
      }),
      { seed, numRuns, endOnFailure: true },
    );
  });
});
