import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import { parseParameterFile } from '../../src/law/plans/parameter.ts';
import {
  type Evaluation,
  evaluatePlan,
  loadDictionary,
  loadPlans,
} from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expected, facts, parameters } from './cases/made-up-city.ts';
import { importRows } from './import-rows.ts';

const dictionary = loadDictionary();
const library = loadPlans([join(import.meta.dirname, 'made-up-city')]);

async function evaluate(
  db: TestDatabase,
  given: Record<string, unknown>,
  day = '2026-06-30',
): Promise<Evaluation> {
  const values = parseParameterFile(given, [...library.parameters.values()]);
  const asOf = parseDay(day);
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
    expect(await importRows(db, facts)).toEqual([]);
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

  it('counts working days by the holiday notices, and says where none is on file', async () => {
    const clauseAt = async (day: string) => {
      const { clauses } = await evaluate(db, parameters, day);
      return must(
        clauses.find(({ id }) => id === 'LANWAN-2.5'),
        'clause 2.5',
      );
    };
    const due = (clause: Evaluation['clauses'][number]) =>
      clause.duties.map((d) => [d.subject.slice('inspection/'.length), d.due, d.provisional]);
    const now = await clauseAt('2026-06-30');
    expect(due(now)).toEqual([
      ['I1', '2025-10-10', undefined],
      ['I3', '2026-02-25', undefined],
      ['I4', '2026-02-25', undefined],
    ]);
    expect(now.provisional).toBeUndefined();
    const later = await clauseAt('2027-02-28');
    expect(due(later).at(-1)).toEqual(['I5', '2027-02-10', true]);
    expect(later.provisional?.zh).toContain('暂定');
    expect(later.provisional?.zh).toContain('2023年至2026年');
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
