import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf, type Moment } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import { DutyStore, loadDictionary, loadPlans } from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/**
 * Duties of whole divisions (辖区事项) wait to be counted: whoever states a fact does not wait for
 * whoever counts, and whoever asks for one clause does not wait for the others.
 */
const { clauses, parameters: definitions } = loadPlans();
const DAY = dayOf(2025, 6, 30);
/** Duties of divisions: major hazards handled in time, and joint inspections. */
const WIDE = ['TRADE-S1.3', 'TRADE-8.10'];

let database: TestDatabase;
let store: DutyStore;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await DutyStore.open({
    db: database.owner,
    renewing: database.renewing,
    dictionary: loadDictionary(),
    clauses: clauses.filter(({ id }) => WIDE.includes(id)),
    definitions,
    values: [],
  });
  await take(
    { type: 'jurisdiction', record: '371700', set: { name: '甲市', level: 'city' } },
    {
      type: 'jurisdiction',
      record: '371702',
      set: { name: '乙区', level: 'county', parent: '371700' },
    },
    { type: 'enterprise', record: 'E1', set: { jurisdiction: '371702', industry: ['trade'] } },
  );
  await store.catchUp();
  await store.settle();
});
afterAll(() => database.close());

async function take(...facts: object[]): Promise<void> {
  async function* lines(): AsyncGenerator<Uint8Array> {
    for (const fact of facts)
      yield Buffer.from(`${JSON.stringify({ at: '2024-01-01', ...fact })}\n`);
  }
  const { rejects } = await importFacts({
    db: database.app,
    dictionary: loadDictionary(),
    source: lines(),
    recorder: 'test',
    clock: () => 0 as Moment,
  });
  expect(rejects).toEqual([]);
}

const inspection = (record: string, ...mode: string[]): object => ({
  type: 'inspection',
  record,
  at: '2025-05-02',
  set: { enterprise: 'E1', date: '2025-05-02', mode },
});

const metOf = async (id: string): Promise<number> => (await store.clauseAt(id, DAY)).met;

test('facts are taken in while duties of divisions are counted; all are in the next count', async () => {
  await take(inspection('I1', 'special'));
  await store.catchUp();
  const behind = must(await store.behind(), 'divisions wait to be counted');
  expect(behind.clauses).toBeGreaterThan(0);

  // Whoever counts stands still in the middle of it.
  const holder = await database.owner.connect();
  await holder.query('begin; lock table duty.span in share row exclusive mode');
  const counted = store.settle();
  const held = `select count(*)::int n from pg_locks
    where relation = 'duty.span'::regclass and not granted`;
  await expect.poll(async () => (await holder.query(held)).rows[0].n).toBe(1);
  await take(inspection('I2', 'covert'));
  // Duties of divisions alone hang on it: nothing of it waits for the lock.
  await store.catchUp();
  await holder.query('commit');
  holder.release();
  await counted;
  await store.settle();
  expect(await store.behind()).toBeNull();
  expect(await metOf('TRADE-8.10')).toBe(2);
});

test('whoever asks for one clause has it counted alone', async () => {
  await take({ ...inspection('I2', 'covert'), at: '2025-05-03', retired: true, set: {} });
  await store.catchUp();
  const before = must(await store.behind(), 'something waits').clauses;
  expect(await metOf('TRADE-8.10')).toBe(0);
  expect((await store.behind())?.clauses ?? 0).toBe(before - 1);
});
