import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import { parseParameterFile } from '../../src/law/plans/parameter.ts';
import { evaluatePlan, loadDictionary, loadPlans, project } from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { cases, city } from './cases/worked.ts';
import { load } from './support.ts';

const dictionary = loadDictionary();
const { clauses, parameters } = loadPlans();

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

describe('worked examples', () => {
  it.each(cases)(
    '$clause $name',
    async ({ clause, asOf, facts, params, duties, since, status }) => {
      const db = await createTestDatabase();
      try {
        await load(db, [...city, ...facts]);
        const day = parseDay(asOf);
        const values = parseParameterFile(params ?? {}, [...parameters.values()]);
        if (!day.ok || !values.ok) throw new Error('bad case');
        const chosen = clauses.filter((c) => c.id === clause);
        const result = await evaluatePlan({
          db: db.owner,
          dictionary,
          clauses: chosen,
          definitions: parameters,
          values: values.value,
          asOf: day.value,
        });
        const found = must(result.clauses[0], 'one clause');
        const nameOf = (d: (typeof found.duties)[number]): string =>
          [d.subject.replace(/^\w+\//, ''), d.period ?? d.trigger].filter(Boolean).join(' ');
        const byName = Object.fromEntries(found.duties.map((d) => [nameOf(d), d.status]));
        const held = Object.fromEntries(found.duties.map((d) => [nameOf(d), d.since]));
        expect(held).toMatchObject(since ?? {});
        for (const [name, expected] of Object.entries(duties))
          expect(`${name} ${byName[name]}`).toBe(`${name} ${expected}`);
        if (Object.keys(duties).length === 0) expect(byName).toEqual({});
        expect(found.status).toBe(status);
        expect(found.population).toBe(
          found.met + found.late + found.pending + found.overdue + found.unknown,
        );
      } finally {
        await db.close();
      }
    },
  );

  it('evaluates all 352 clauses on an empty ledger', async () => {
    await project(database.owner, dictionary);
    const asOf = parseDay('2026-11-24');
    if (!asOf.ok) throw new Error(asOf.error);
    const result = await evaluatePlan({
      db: database.owner,
      dictionary,
      clauses,
      definitions: parameters,
      values: [],
      asOf: asOf.value,
    });
    expect(result.clauses).toHaveLength(352);
    expect(new Set(result.clauses.map((c) => c.status))).toEqual(
      new Set(['noSubject', 'needsParameter']),
    );
  });
});
