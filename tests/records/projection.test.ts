import { expect, onTestFinished, test } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import { loadDictionary, project } from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const dictionary = loadDictionary();

async function fresh(): Promise<TestDatabase> {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  return db;
}

async function add(db: TestDatabase, facts: readonly object[]): Promise<void> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(facts.map((fact) => JSON.stringify(fact)).join('\n'));
  }
  const clock = (): Moment => 0 as Moment;
  const base = { db: db.app, dictionary, recorder: 'test', clock, isKnown: () => true };
  expect((await importFacts({ ...base, source: source() })).rejects).toEqual([]);
}

const enterprise = (record: string, at: string, set: object): object => ({
  ...{ type: 'enterprise', record, at },
  set: { jurisdiction: '371728', ...set },
});
const hazard = (record: string, at: string, set: object): object => ({
  ...{ type: 'hazard', record, at },
  set: { facility: 'F1', ...set },
});
const first = [
  enterprise('E1', '2024-01-01', { name: 'One' }),
  hazard('H1', '2024-02-01', { major: true, foundOn: '2024-02-01' }),
];
const second = [enterprise('E1', '2024-03-01', { name: 'One renamed' })];

/** Every row of every table of the projection. */
async function rows(db: TestDatabase): Promise<unknown> {
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where c.relkind = 'r'
     and c.relnamespace in ('rec'::regnamespace, 'rec_stated'::regnamespace) order by 1`,
  );
  const all = tables.map(({ name }) => `select '${name}' as source, t::text as row from ${name} t`);
  return (await db.owner.query(`${all.join(' union all ')} order by 1, 2`)).rows;
}

/** Whether the tables are the same ones as before. */
async function identity(db: TestDatabase): Promise<unknown> {
  const sql = `select 'rec.enterprise'::regclass::oid::text as id`;
  return (await db.owner.query(sql)).rows;
}

test('empty tables are kept and filled; the rows are those of tables made anew', async () => {
  const [kept, anew] = [await fresh(), await fresh()];
  await project(kept.owner, dictionary);
  const before = await identity(kept);
  await add(kept, first);
  await project(kept.owner, dictionary);
  expect(await identity(kept)).toEqual(before);
  await add(anew, first);
  await project(anew.owner, dictionary);
  const found = await rows(kept);
  expect(found).toEqual(await rows(anew));
  expect(JSON.stringify(found)).toContain('H1');
});

test('projected again after more facts: the same as projected once', async () => {
  const [twice, once] = [await fresh(), await fresh()];
  await add(twice, first);
  await project(twice.owner, dictionary);
  await add(twice, second);
  await project(twice.owner, dictionary);
  await add(once, [...first, ...second]);
  await project(once.owner, dictionary);
  const found = await rows(twice);
  expect(found).toEqual(await rows(once));
  expect(JSON.stringify(found)).toContain('One renamed');
});

test('a dictionary with one more attribute gets its own tables', async () => {
  const db = await fresh();
  await project(db.owner, dictionary);
  const added = { name: 'brandNew', type: 'string', zh: '新', en: 'new', derived: false };
  const records = dictionary.records.map((d) =>
    d.type === 'enterprise'
      ? { ...d, attributes: [...d.attributes, { ...added, required: false }] }
      : d,
  );
  await add(db, first);
  await project(db.owner, { ...dictionary, records });
  const { rows: found } = await db.owner.query(
    `select id, "brandNew" as value from rec.enterprise where vf > '-infinity'`,
  );
  expect(found).toEqual([{ id: 'E1', value: null }]);
});
