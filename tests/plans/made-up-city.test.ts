import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Moment, parseDay } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import { parseParameterFile } from '../../src/law/plans/parameter.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import {
  type Evaluation,
  evaluatePlan,
  loadDictionary,
  loadPlans,
  project,
} from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expected, facts, parameters } from './cases/made-up-city.ts';

const dictionary = loadDictionary();
const library = loadPlans([join(import.meta.dirname, 'made-up-city')]);

async function evaluate(db: TestDatabase, given: Record<string, unknown>): Promise<Evaluation> {
  const values = parseParameterFile(given, [...library.parameters.values()]);
  const asOf = parseDay('2026-06-30');
  if (!values.ok || !asOf.ok) throw new Error(JSON.stringify(values));
  return evaluatePlan({
    db: db.owner,
    dictionary,
    clauses: library.clauses,
    definitions: library.parameters,
    values: values.value,
    asOf: asOf.value,
  });
}

/** Another city, another province, another window, words and parameters of its own: data only. */
describe('the plan of a made-up city', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    async function* source(): AsyncGenerator<Uint8Array> {
      for (const [type, record, at, set] of facts) {
        yield Buffer.from(`${JSON.stringify({ type, record, at, set })}\n`);
      }
    }
    const result = await importFacts({
      db: db.app,
      dictionary,
      source: source(),
      recorder: 'test',
      clock: () => 0 as Moment,
    });
    expect(result.rejects).toEqual([]);
    await project(db.owner, dictionary);
  });
  afterAll(() => db.close());

  it('loads with its own words, parameters and codes beside the shared ones', () => {
    expect(library.plans.map(({ id, jurisdiction }) => [id, jurisdiction])).toEqual([
      ['lanwan', '459900'],
    ]);
    expect(library.vocabulary.roles.map(({ id }) => id)).toContain('port-command');
    expect(library.vocabulary.codes.map(({ code }) => code)).toEqual(['tanks-empty', 'guard']);
    expect(library.parameters.has('quay.drill.period')).toBe(true);
    const forms = library.clauses.map(({ requirement }) => requirement.form);
    expect([...new Set(forms)].sort()).toEqual(
      ['all', 'any', 'attest', 'follows', 'none', 'occurs', 'ratio', 'state', 'trend'].sort(),
    );
  });

  it.each(Object.entries(expected))('evaluates %s', async (id, { status, duties }) => {
    const { clauses } = await evaluate(db, parameters);
    const clause = must(
      clauses.find((each) => each.id === `LANWAN-${id}`),
      `clause ${id}`,
    );
    const found = clause.duties.map((duty) => [
      [duty.subject.replace(/^\w+\//, ''), duty.period].filter(Boolean).join(' '),
      duty.status,
    ]);
    expect({ status: clause.status, duties: Object.fromEntries(found) }).toEqual({
      status,
      duties,
    });
  });

  it('says which of its own parameters are not set', async () => {
    const { clauses } = await evaluate(db, {});
    const needs = clauses.flatMap(({ id, needs: names }) => (names ? [[id, ...names]] : []));
    expect(needs).toEqual([
      ['LANWAN-1.2', 'quay.drill.period'],
      ['LANWAN-2.2', 'quay.hazard.closeWithin'],
      ['LANWAN-2.3', 'quay.hazard.closedShare'],
    ]);
  });
});
