import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import { parseParameterFile } from '../../src/law/plans/parameter.ts';
import { evaluatePlan, loadDictionary, loadPlans } from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { expected, facts, parameters } from './cases/corrections.ts';
import { importRows } from './import-rows.ts';

const dictionary = loadDictionary();
const { clauses, parameters: definitions } = loadPlans();
const find = (id: string) =>
  must(
    clauses.find((clause) => clause.id === id),
    `clause ${id}`,
  );

/** docs/decisions/0010-corrections-of-the-draft.md, row by row where facts tell it apart. */
describe('a corrected clause does what the text says', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    expect(await importRows(db, facts)).toEqual([]);
  });
  afterAll(() => db.close());

  it.each(Object.entries(expected))('%s', async (id, duties) => {
    const values = parseParameterFile(parameters, [...definitions.values()]);
    const asOf = parseDay('2026-06-30');
    if (!values.ok || !asOf.ok) throw new Error(JSON.stringify(values));
    const chosen = [find(id)];
    const evaluation = await evaluatePlan({
      db: db.owner,
      dictionary,
      clauses: chosen,
      definitions,
      values: values.value,
      asOf: asOf.value,
    });
    const found = evaluation.clauses.flatMap((clause) =>
      clause.duties.map(({ subject, status }) => [subject.replace(/^\w+\//, ''), status]),
    );
    expect(Object.fromEntries(found)).toEqual(duties);
  });

  it.each([
    ['TRADE-5.4', 'month'],
    ['TRADE-5.3', 'no quarter'],
  ])('%s: a key dust enterprise owes every %s', async (id) => {
    const asOf = parseDay('2026-06-30');
    if (!asOf.ok) throw new Error(asOf.error);
    const {
      clauses: [clause],
    } = await evaluatePlan({
      db: db.owner,
      dictionary,
      clauses: [find(id)],
      definitions,
      values: [],
      asOf: asOf.value,
    });
    const periods = clause?.duties.filter(({ subject }) => subject === 'enterprise/DUST') ?? [];
    expect(periods.length).toBe(id === 'TRADE-5.4' ? 30 : 0);
  });
});

describe('the basis of a target', () => {
  const basis = (id: string) => find(id).target?.basis;

  it('is stated only where the words give the number: all, every, zero, a share', () => {
    expect(['CHEM-2.5', 'CHEM-8.5', 'CHEM-12.2', 'CHEM-19.3', 'TRADE-6.4'].map(basis)).toEqual(
      Array.from({ length: 5 }, () => 'stated'),
    );
  });

  it('is implied where a ban or a deadline stands without a number', () => {
    expect(['CHEM-10.5', 'CHEM-G.4', 'TRADE-4.3', 'TRADE-10.3', 'TRADE-19.3'].map(basis)).toEqual(
      Array.from({ length: 5 }, () => 'implied'),
    );
  });

  it('is inferred where the words hold back: 力争, 原则上', () => {
    expect(['CHEM-13.8', 'TRADE-14.2', 'TRADE-14.3', 'TRADE-G.7'].map(basis)).toEqual(
      Array.from({ length: 4 }, () => 'inferred'),
    );
  });
});
