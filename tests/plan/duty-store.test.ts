import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, type Moment } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import type { ParameterEntry } from '../../src/law/plans/model.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import {
  DutyStore,
  evaluatePlan,
  loadDictionary,
  loadPlans,
} from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const { clauses, parameters: definitions } = loadPlans();
const AS_OF = dayOf(2025, 3, 31);

/** A clause that needs no parameter, and one that does. */
const chosen = ['CHEM-1.1', 'CHEM-1.3'].map((id) =>
  must(
    clauses.find((c) => c.id === id),
    id,
  ),
);
const monthly: ParameterEntry = {
  name: 'responsibility.internalAssessment.period',
  value: 'P1M',
  from: '1949-10-01',
  jurisdiction: null,
  reason: null,
  by: null,
};

describe('the duty store', () => {
  let database: TestDatabase;
  let built = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });

  const open = (values: readonly ParameterEntry[] = [monthly]): Promise<DutyStore> => {
    built = 0;
    return DutyStore.open({
      db: database.owner,
      renewing: database.renewing,
      dictionary: loadDictionary(),
      clauses: chosen,
      definitions,
      values,
      onProgress: () => {
        built += 1;
      },
    });
  };

  const take = async (...facts: object[]): Promise<void> => {
    async function* lines(): AsyncGenerator<Uint8Array> {
      for (const fact of facts) yield Buffer.from(`${JSON.stringify(fact)}\n`);
    }
    const result = await importFacts({
      db: database.app,
      dictionary: loadDictionary(),
      source: lines(),
      recorder: 'test',
      clock: () => 0 as Moment,
    });
    expect(result.rejects).toEqual([]);
  };

  const enterprise = (record: string): object => ({
    type: 'enterprise',
    record,
    at: '2024-01-01',
    set: { jurisdiction: '371728', industry: ['hazchem'] },
  });

  /** What the plan says when it is asked directly. */
  const asked = (values: readonly ParameterEntry[]) =>
    evaluatePlan({
      db: database.owner,
      dictionary: loadDictionary(),
      clauses: chosen,
      definitions,
      values,
      asOf: AS_OF,
      duties: false,
    });

  it('builds once, keeps across openings and takes in later facts', async () => {
    await take(enterprise('E1'));
    const first = await open();
    expect(built).toBe(chosen.length);
    expect(await first.figuresAt(AS_OF)).toEqual(await asked([monthly]));
    await take(enterprise('E2'));
    const second = await open();
    expect(built).toBe(0);
    const figures = await second.figuresAt(AS_OF);
    expect(figures.clauses.map((c) => c.population).some((n) => n > 1)).toBe(true);
    expect(figures).toEqual(await asked([monthly]));
  });

  it('builds anew when a parameter changes, and says what is unset', async () => {
    const quarterly = { ...monthly, value: 'P3M' };
    await open();
    const changed = await open([quarterly]);
    expect(built).toBe(chosen.length);
    expect(await changed.figuresAt(AS_OF)).toEqual(await asked([quarterly]));
    const unset = await open([]);
    expect((await unset.clauseAt('CHEM-1.3', AS_OF)).status).toBe('needsParameter');
  });

  it('goes over to other values: only what they change is computed anew, and kept', async () => {
    const quarterly = { ...monthly, value: 'P3M' };
    const store = await open();
    const untouched = store.revisionOf(store.numberOf('CHEM-1.1'));
    const changed = store.revisionOf(store.numberOf('CHEM-1.3'));
    expect(await store.takeValues([monthly, quarterly])).toBe(1);
    expect(await store.figuresAt(AS_OF)).toEqual(await asked([quarterly]));
    expect(store.revisionOf(store.numberOf('CHEM-1.1'))).toBe(untouched);
    expect(store.revisionOf(store.numberOf('CHEM-1.3'))).toBeGreaterThan(changed);
    const again = await open([monthly, quarterly]);
    expect(built).toBe(0);
    await take(enterprise('E4'));
    expect((await store.catchUp()).facts).toBe(1);
    expect(await again.figuresAt(AS_OF)).toEqual(await asked([quarterly]));
    expect(await store.takeValues([])).toBe(1);
    expect((await store.clauseAt('CHEM-1.3', AS_OF)).status).toBe('needsParameter');
  });

  it('plans ahead what facts ask: the first of a kind finds its statements planned', async () => {
    const store = await open();
    const planned = async () => {
      const { rows } = await database.renewing.query<{ name: string }>(
        `select name from pg_prepared_statements where name not like 'walk %' and name <> 'new facts' order by 1`,
      );
      return rows.map(({ name }) => name);
    };
    await store.warm();
    const ahead = await planned();
    const renewals = ahead.filter((name) => name.startsWith('renew '));
    expect(renewals.length).toBeGreaterThanOrEqual(chosen.length);
    await take(enterprise('E5'));
    expect((await store.catchUp()).clauses).toBeGreaterThan(0);
    expect(await planned()).toEqual(ahead);
    expect(await store.figuresAt(AS_OF)).toEqual(await asked([monthly]));
  });

  it('supposes other values, and keeps nothing of it', async () => {
    const quarterly = { ...monthly, value: 'P3M' };
    const store = await open();
    const spans =
      'select clause, subject, period, status, vf, vt from duty.span order by 1, 2, 3, 5';
    const before = await database.owner.query(spans);
    const counts = await store.supposing([quarterly], async (client, supposed) => {
      expect(supposed.map(({ id }) => id)).toEqual(['CHEM-1.3']);
      const { rows } = await client.query<{ clause: number; periods: number }>(
        'select clause, count(distinct period)::int periods from duty.span where clause = any($1) group by 1 order by 1',
        [supposed.flatMap(({ no, supposed: other }) => [no, other])],
      );
      return rows.map(({ periods }) => periods);
    });
    expect(counts).toEqual([12, 36]);
    expect((await database.owner.query(spans)).rows).toEqual(before.rows);
    expect(await store.figuresAt(AS_OF)).toEqual(await asked([monthly]));
  });

  it('builds anew what a killed process left half-done', async () => {
    await open();
    await database.owner.query('update duty.state set filled = false');
    const whole = await open();
    expect(built).toBe(chosen.length);
    expect(await whole.figuresAt(AS_OF)).toEqual(await asked([monthly]));
  });

  it('knows a division that came later, with the parameters that it sets', async () => {
    const own = { ...monthly, jurisdiction: '371799', value: 'P3M' };
    const store = await open([monthly, own]);
    await take(
      { type: 'jurisdiction', record: '371799', at: '2024-01-01', set: { level: 'county' } },
      {
        type: 'enterprise',
        record: 'E9',
        at: '2024-01-01',
        set: { jurisdiction: '371799', industry: ['hazchem'] },
      },
    );
    expect((await store.catchUp()).facts).toBeNull();
    expect(await store.figuresAt(AS_OF)).toEqual(await asked([monthly, own]));
    const { duties } = await store.clauseAt('CHEM-1.3', AS_OF);
    const periods = duties.filter((d) => d.subject === 'enterprise/E9').map((d) => d.period);
    expect(periods).toContain('2024-Q1');
    expect(periods).not.toContain('2024-01');
  });

  it('opens from several sides at once', async () => {
    await take(enterprise('E3'));
    const stores = await Promise.all([open(), open(), open()]);
    for (const store of stores) {
      expect(await store.figuresAt(AS_OF)).toEqual(await asked([monthly]));
    }
  });
});
