import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import type { ParameterEntry } from '../../src/law/plans/model.ts';
import {
  DutyStore,
  evaluatePlan,
  layered,
  loadDictionary,
  loadPlans,
  parameterEntries,
  recordParameter,
} from '../../src/modules/plan/index.ts';
import { testDatabase } from '../support/backup.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { city } from './cases/worked.ts';
import { dayOf, entry, load } from './support.ts';

/** What a parameter's value, its date and its place do to an evaluation. */

const dictionary = loadDictionary();
const { clauses, parameters } = loadPlans();
const PERIOD = 'hazards.selfInspection.period';
const SHARE = 'responsibility.specialCheck.coverage';

const firm = (id: string, jurisdiction: string) =>
  ['enterprise', id, '2024-01-01', { name: id, jurisdiction, industry: ['hazchem'] }] as const;
const firms = [firm('E1', '371728'), firm('E2', '371728100'), firm('E3', '371721')];

async function cityWith(entries: readonly ParameterEntry[]): Promise<TestDatabase> {
  const db = await testDatabase();
  await load(db, [...city, ...firms]);
  for (const each of entries) await record(db, each);
  return db;
}

async function record(db: TestDatabase, each: ParameterEntry): Promise<void> {
  const done = await recordParameter({ db: db.app, clock: () => 0 as Moment }, each);
  expect(done.ok).toBe(true);
}

async function evaluated(
  db: TestDatabase,
  clause: string,
  asOf: string,
  more: { jurisdiction?: string; values?: readonly ParameterEntry[]; duties?: boolean } = {},
) {
  const result = await evaluatePlan({
    db: db.owner,
    dictionary,
    clauses: clauses.filter(({ id }) => id === clause),
    definitions: parameters,
    values: more.values ?? (await parameterEntries(db.app)),
    asOf: dayOf(asOf),
    jurisdiction: more.jurisdiction,
    duties: more.duties ?? true,
  });
  return must(result.clauses[0], clause);
}

const periodsOf = ({ duties }: Awaited<ReturnType<typeof evaluated>>, subject: string) =>
  duties.filter((d) => d.subject === `enterprise/${subject}`).map((d) => d.period);

test('a parameter that is set changes the next evaluation; taken back, it is needed again', async () => {
  const db = await cityWith([]);
  const before = await evaluated(db, 'CHEM-8.2', '2024-08-15');
  expect(before).toMatchObject({ status: 'needsParameter', needs: [PERIOD], duties: [] });
  await record(db, entry(PERIOD, 'P6M'));
  const halves = await evaluated(db, 'CHEM-8.2', '2024-08-15');
  expect(periodsOf(halves, 'E1')).toEqual(['2024-H1', '2024-H2']);
  await record(db, entry(PERIOD, 'P3M'));
  const quarters = await evaluated(db, 'CHEM-8.2', '2024-08-15');
  expect(periodsOf(quarters, 'E1')).toEqual(['2024-Q1', '2024-Q2', '2024-Q3']);
  await record(db, entry(PERIOD, null));
  expect(await evaluated(db, 'CHEM-8.2', '2024-08-15')).toEqual(before);
});

test('a change from 2025-07-01 leaves 2025-06-30 as it was', async () => {
  const db = await cityWith([entry(PERIOD, 'P6M')]);
  const day = await evaluated(db, 'CHEM-8.2', '2025-06-30');
  await record(db, entry(PERIOD, 'P1Y', { from: '2025-07-01' }));
  expect(await evaluated(db, 'CHEM-8.2', '2025-06-30')).toEqual(day);
  expect(periodsOf(day, 'E1')).toEqual(['2024-H1', '2024-H2', '2025-H1']);
  const next = await evaluated(db, 'CHEM-8.2', '2025-07-01');
  expect(periodsOf(next, 'E1')).toEqual(['2024', '2025']);
});

test("a division's own value holds there and below, the general one elsewhere", async () => {
  const county = { jurisdiction: '371728' };
  const db = await cityWith([entry(PERIOD, 'P1Y'), entry(PERIOD, 'P6M', county)]);
  const result = await evaluated(db, 'CHEM-8.2', '2024-08-15');
  expect(periodsOf(result, 'E1')).toEqual(['2024-H1', '2024-H2']);
  expect(periodsOf(result, 'E2')).toEqual(['2024-H1', '2024-H2']);
  expect(periodsOf(result, 'E3')).toEqual(['2024']);
});

test('a value that only one division has: no duties elsewhere, none of them met', async () => {
  const db = await cityWith([entry(PERIOD, 'P6M', { jurisdiction: '371728' })]);
  const result = await evaluated(db, 'CHEM-8.2', '2024-08-15');
  expect(new Set(result.duties.map((d) => d.subject))).toEqual(
    new Set(['enterprise/E1', 'enterprise/E2']),
  );
  expect(result).toMatchObject({ status: 'missed', population: 4, met: 0 });
  const elsewhere = await evaluated(db, 'CHEM-8.2', '2024-08-15', { jurisdiction: '371721' });
  expect(elsewhere).toMatchObject({ status: 'needsParameter', needs: [PERIOD] });
});

test('the stored duties of all moments agree: values that end, and values of one division', async () => {
  const county = { jurisdiction: '371728' };
  const values = [
    entry(PERIOD, 'P6M'),
    entry(PERIOD, null, { from: '2025-03-01' }),
    entry(PERIOD, 'P3M', { ...county, from: '2025-06-01' }),
    entry(SHARE, 0.5, county),
  ];
  const db = await cityWith(values);
  const chosen = clauses.filter(({ id }) => ['CHEM-8.2', 'CHEM-1.6'].includes(id));
  const input = { db: db.owner, dictionary, clauses: chosen, definitions: parameters, values };
  const store = await DutyStore.build(input);
  for (const asOf of ['2023-12-31', '2024-08-15', '2025-02-28', '2025-03-01', '2025-07-15']) {
    const direct = await evaluatePlan({ ...input, asOf: dayOf(asOf), duties: false });
    expect(await store.figuresAt(dayOf(asOf))).toEqual(direct);
  }
});

test('a target that is a parameter: general, or that of the division asked for', async () => {
  const db = await cityWith([entry(SHARE, 0.5), entry(SHARE, 0.9, { jurisdiction: '371728' })]);
  const target = async (jurisdiction?: string) =>
    (await evaluated(db, 'CHEM-1.6', '2024-08-15', jurisdiction ? { jurisdiction } : {})).target;
  expect(await target()).toEqual({ op: 'gte', value: 0.5, basis: 'parameter' });
  expect(await target('371728100')).toMatchObject({ value: 0.9 });
  expect(await target('371721')).toMatchObject({ value: 0.5 });
});

test('layers: what is given on top speaks for its own places only', () => {
  const below = [entry(PERIOD, 'P1Y'), entry(PERIOD, 'P6M', { jurisdiction: '371728' })];
  const above = entry(PERIOD, 'P1M', { from: '1949-10-01' });
  expect(layered(below, [above])).toEqual([below[1], above]);
});

describe('one city, read only', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    await load(db, [...city, ...firms]);
    await record(db, entry(PERIOD, 'P1Y'));
  });
  afterAll(() => db.close());

  test.each([
    ['371700', ['E1', 'E2', 'E3']],
    ['371728', ['E1', 'E2']],
    ['371728100', ['E2']],
    ['371721', ['E3']],
    ['371702', []],
  ])('in %s and below: %j, with their figures alone', async (jurisdiction, subjects) => {
    const result = await evaluated(db, 'CHEM-8.2', '2024-08-15', { jurisdiction });
    expect(result.duties.map((d) => d.subject)).toEqual(subjects.map((id) => `enterprise/${id}`));
    expect(result.population).toBe(subjects.length);
    const counted = Object.values(result.byJurisdiction).map((each) => each.population ?? 0);
    expect(counted.reduce((sum, n) => sum + n, 0)).toBe(subjects.length);
    const { duties: _, ...figures } = result;
    const alone = await evaluated(db, 'CHEM-8.2', '2024-08-15', { jurisdiction, duties: false });
    expect(alone).toEqual({ ...figures, duties: [] });
  });

  test.each(['2020-01-01', '2023-12-31', '2027-06-01', '2199-12-31'])(
    'all clauses at %s: before the plan, after it and far away',
    async (asOf) => {
      const result = await evaluatePlan({
        db: db.owner,
        dictionary,
        clauses,
        definitions: parameters,
        values: await parameterEntries(db.app),
        asOf: dayOf(asOf),
      });
      expect(result.clauses).toHaveLength(352);
      const inspected = must(
        result.clauses.find(({ id }) => id === 'CHEM-8.2'),
        'CHEM-8.2',
      );
      if (asOf < '2024') expect(inspected.status).not.toBe('missed');
      else expect(inspected).toMatchObject({ status: 'missed', population: 9, overdue: 9 });
      if (asOf < '2024') expect(result.clauses.flatMap((c) => c.duties)).toEqual([]);
    },
  );
});
