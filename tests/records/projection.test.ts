import { expect, onTestFinished, test } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import type { RecordDefinition } from '../../src/law/records/model.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import { projectRecords } from '../../src/modules/records/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const dictionary = loadDictionary();
const types = new Map(dictionary.records.map((d) => [d.type, d]));

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

test('projected again after more facts: the same as projected once, in the same tables', async () => {
  const [db, other] = [await fresh(), await fresh()];
  await add(db, first);
  await projectRecords(db.owner, types);
  const table = `select 'rec.enterprise'::regclass::oid::text as id`;
  const before = (await db.owner.query<{ id: string }>(table)).rows;
  await add(db, second);
  await projectRecords(db.owner, types);
  expect((await db.owner.query<{ id: string }>(table)).rows).toEqual(before);
  await add(other, [...first, ...second]);
  await projectRecords(other.owner, types);
  const found = await rows(db);
  expect(found).toEqual(await rows(other));
  expect(JSON.stringify(found)).toContain('One renamed');
});

test('a dictionary with one more attribute gets its own tables', async () => {
  const db = await fresh();
  await add(db, first);
  await projectRecords(db.owner, types);
  const { enterprise: old } = Object.fromEntries(types);
  const added = { ...old?.attributes[0], name: 'brandNew', type: 'string' };
  const changed = { ...old, attributes: [...(old?.attributes ?? []), added] } as RecordDefinition;
  await projectRecords(db.owner, new Map([...types, ['enterprise', changed]]));
  const { rows: found } = await db.owner.query(
    `select id, "brandNew" as value from rec.enterprise where vf > '-infinity'`,
  );
  expect(found).toEqual([{ id: 'E1', value: null }]);
});
