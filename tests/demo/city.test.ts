import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cityLines } from '../../src/apps/cli/demo-commands.ts';
import { dateOption } from '../../src/apps/cli/usage.ts';
import type { Day, Moment } from '../../src/kernel/calendar.ts';
import { DEFAULT_UNTIL } from '../../src/modules/demo/index.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import type { EvaluatedClause } from '../../src/modules/plan/index.ts';
import {
  evaluatePlan,
  loadDictionary,
  loadPlans,
  loadProfile,
  project,
} from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** Enough for every kind of enterprise that a clause names. */
const SCALE = 0.03;

let database: TestDatabase;
let clauses: readonly EvaluatedClause[] = [];
let firstYear: readonly EvaluatedClause[] = [];
let rejected = 0;

async function* city(): AsyncGenerator<Uint8Array> {
  for (const line of cityLines(1, SCALE)) yield Buffer.from(line);
}

beforeAll(async () => {
  database = await createTestDatabase();
  const dictionary = loadDictionary();
  const clock = (): Moment => 0 as Moment;
  const source = city();
  const result = await importFacts({
    db: database.app,
    dictionary,
    source,
    recorder: 'demo',
    clock,
  });
  rejected = result.rejected;
  await project(database.owner, dictionary);
  clauses = await evaluatedAsOf(DEFAULT_UNTIL);
  firstYear = await evaluatedAsOf(dateOption('as of', '2024-12-31'));
});
afterAll(() => database.close());

async function evaluatedAsOf(
  asOf: Day,
  only: { ids?: readonly string[]; jurisdiction?: string } = {},
): Promise<readonly EvaluatedClause[]> {
  const { clauses: all, parameters: definitions } = loadPlans();
  const profile = loadProfile('starter', definitions);
  if (!profile.ok) throw new Error('the starter profile is faulty');
  const evaluation = await evaluatePlan({
    db: database.owner,
    dictionary: loadDictionary(),
    clauses: only.ids ? all.filter(({ id }) => only.ids?.includes(id)) : all,
    definitions,
    values: profile.value.values,
    asOf,
    duties: false,
    jurisdiction: only.jurisdiction,
  });
  return evaluation.clauses;
}

const shareOf = (c: EvaluatedClause): number => (c.met + c.late) / c.population;

const idsWhere = (test: (clause: EvaluatedClause) => boolean): string[] =>
  clauses.filter(test).map(({ id }) => id);

describe('the made-up city under the starter profile', () => {
  test('all 352 clauses are evaluated, and no fact is rejected', () => {
    expect(rejected).toBe(0);
    expect(clauses.length).toBe(352);
    expect(idsWhere((c) => c.status === 'needsParameter')).toEqual([]);
  });

  test('every clause has subjects, and nothing is unknown', () => {
    expect(idsWhere((c) => c.status === 'noSubject')).toEqual([]);
    expect(idsWhere((c) => c.unknown > 0)).toEqual([]);
  });

  test('few clauses are wholly undone', () => {
    expect(idsWhere((c) => c.met + c.late === 0).length).toBeLessThan(15);
  });

  test('statuses vary: done, late, open, at risk, attested', () => {
    const counts = new Map<string, number>();
    for (const { status } of clauses) counts.set(status, (counts.get(status) ?? 0) + 1);
    for (const [status, least] of Object.entries({
      met: 40,
      unmet: 40,
      missed: 40,
      atRisk: 3,
      attested: 8,
      notAttested: 3,
    })) {
      expect(`${status} ${(counts.get(status) ?? 0) >= least}`).toBe(`${status} true`);
    }
    const late = clauses.filter((c) => c.late > 0).length;
    expect(late).toBeGreaterThan(20);
  });

  test('counties differ, and the zone beside them counts nothing twice', () => {
    const shares = new Map<string, number[]>();
    for (const { population, byJurisdiction } of clauses) {
      let all = 0;
      for (const [division, own] of Object.entries(byJurisdiction)) {
        const { population: owed = 0, met = 0, late = 0 } = own;
        all += owed;
        const share = (met + late) / owed;
        shares.set(division, [...(shares.get(division) ?? []), share]);
      }
      expect(all).toBeLessThanOrEqual(population);
    }
    expect([...shares.keys()].filter((key) => key.startsWith('HZ-'))).toEqual([]);
    shares.delete('371700');
    expect(shares.size).toBe(9);
    const means = [...shares.values()].map((list) => list.reduce((a, b) => a + b, 0) / list.length);
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(0.12);
    expect(new Set(means.map((mean) => mean.toFixed(3))).size).toBeGreaterThan(6);
  });

  test('three years bring progress: more clauses better done than after the first', () => {
    const before = new Map(firstYear.map((c) => [c.id, shareOf(c)]));
    const change = clauses.map((c) => shareOf(c) - (before.get(c.id) ?? 0));
    const better = change.filter((each) => each > 0.01).length;
    const worse = change.filter((each) => each < -0.01).length;
    expect(better).toBeGreaterThan(worse);
    expect(worse).toBeGreaterThan(10);
  });

  test('figures of the zone are those of its townships, by county', async () => {
    const ids = ['TRADE-5.3', 'TRADE-16.1'];
    const figures = await evaluatedAsOf(DEFAULT_UNTIL, { ids, jurisdiction: 'HZ-LXXQ' });
    for (const { id, population, byJurisdiction } of figures) {
      const whole = clauses.find((clause) => clause.id === id)?.byJurisdiction ?? {};
      const parts = Object.entries(byJurisdiction);
      expect(parts.map(([county]) => county).sort()).toEqual(['371702', '371703']);
      expect(parts.reduce((sum, [, own]) => sum + (own.population ?? 0), 0)).toBe(population);
      for (const [county, own] of parts) {
        expect(own.population).toBeGreaterThan(0);
        expect(own.population).toBeLessThan(whole[county]?.population ?? 0);
      }
    }
  });
});
