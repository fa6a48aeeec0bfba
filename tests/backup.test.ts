import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { Moment } from '../src/kernel/calendar.ts';
import { exportFacts, importFacts, verifyLedger } from '../src/modules/ledger/index.ts';
import { loadDictionary, project } from '../src/modules/plan/index.ts';
import { derivedSchemas, slices } from '../src/modules/slices.ts';
import {
  BackupUnusable,
  type Migration,
  migrate,
  type Pool,
  readMigrations,
  restoreBackup,
  writeBackup,
} from '../src/platform/db/index.ts';
import { createEmptyDatabase, createTestDatabase, urlOf } from './support/database.ts';
import { createdFolder, runScript, scratchFolder } from './support/scratch.ts';

const MAIN = 'src/apps/cli/main.ts';
const migrations = readMigrations(resolve(import.meta.dirname, '..', 'src', 'modules'), slices);
const dictionary = loadDictionary();

async function testDatabase() {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  return db;
}

async function emptyDatabase() {
  const db = await createEmptyDatabase();
  onTestFinished(() => db.close());
  return db;
}

async function* lines(from: number, to: number): AsyncGenerator<Buffer> {
  for (let index = from; index < to; index++) {
    const set = { name: `企业\t${index}\\n "quoted"`, jurisdiction: '371728' };
    const fact = {
      id: `f${index}`,
      type: 'enterprise',
      record: `E${index % 97}`,
      at: '2024-01-01',
      set,
    };
    yield Buffer.from(`${JSON.stringify(fact)}\n`);
  }
}

const importLines = (db: Pool, from: number, to: number, onBatch?: () => void) =>
  importFacts({
    db,
    dictionary,
    source: lines(from, to),
    recorder: 'test',
    isKnown: () => true,
    clock: () => Date.parse('2024-06-01T00:00:00Z') as Moment,
    batchFacts: 200,
    ...(onBatch ? { onBatch } : {}),
  });

async function exported(db: Pool): Promise<string> {
  return (await Array.fromAsync(exportFacts({ db }))).join('');
}

const back = (owner: Pool, file: string) => writeBackup({ owner, file, derivedSchemas });

const restoreTo = (file: string, target: { url?: string; dataDir?: string }, own = migrations) =>
  restoreBackup({
    file,
    databaseUrl: target.url,
    dataDir: target.dataDir ?? '/dev/null/unused',
    migrations: own,
  });

const schemas = async (pool: Pool): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^pg_' order by 1`,
  );
  return rows.map(({ name }) => name);
};

test('backup and restore: the same facts, a sound ledger, and it goes on', async () => {
  const source = await testDatabase();
  expect(await importLines(source.app, 0, 1500)).toMatchObject({ accepted: 1500 });
  const file = join(scratchFolder(), 'b.zhiben');
  const result = await back(source.owner, file);
  expect(statSync(file)).toMatchObject({ size: result.bytes });
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const { url } = await emptyDatabase();
  const { database, contents } = await restoreTo(file, { url });
  onTestFinished(() => database.close());
  expect(contents.rows).toBe(result.rows);
  expect(await exported(database.app)).toBe(await exported(source.app));
  expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: 1500 });
  // Sequences and identities stand behind the last row; what was imported is known.
  expect(await importLines(database.app, 1400, 1700)).toMatchObject({
    accepted: 200,
    duplicate: 100,
  });
  expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: 1700 });
  expect(await migrate(database.owner, migrations)).toEqual([]);
});

test('a backup while an import runs holds a moment of it: all acknowledged before, each chain whole', async () => {
  const source = await testDatabase();
  const file = join(scratchFolder(), 'b.zhiben');
  let acknowledged = 0;
  let first: Promise<{ rows: number }> | undefined;
  let before = 0;
  await importLines(source.app, 0, 6000, () => {
    acknowledged += 200;
    if (acknowledged !== 1000) return;
    before = acknowledged;
    first = back(source.owner, file);
  });
  await first;
  const { url } = await emptyDatabase();
  const { database } = await restoreTo(file, { url });
  onTestFinished(() => database.close());
  const { ok, checked } = await verifyLedger({ db: database.app });
  expect(ok).toBe(true);
  expect(checked).toBeGreaterThanOrEqual(before);
  expect(checked).toBeLessThan(6000);
  const all = await exported(source.app);
  expect(all.startsWith(await exported(database.app))).toBe(true);
});

test('what is derived stays out, and every derived schema is named as such', async () => {
  const source = await testDatabase();
  await importLines(source.app, 0, 300);
  const bare = await schemas(source.owner);
  const file = join(scratchFolder(), 'a');
  const { rows } = await back(source.owner, file);
  await project(source.owner, dictionary);
  const made = (await schemas(source.owner)).filter((name) => !bare.includes(name));
  expect(made.length).toBeGreaterThan(0);
  expect(made.filter((name) => !(derivedSchemas as readonly string[]).includes(name))).toEqual([]);
  expect((await back(source.owner, `${file}2`)).rows).toBe(rows);
});

test('the commands: from a folder into a folder and into a database that a URL names', async () => {
  const from = await createdFolder();
  const facts = join(from, '..', 'facts.ndjson');
  writeFileSync(facts, (await Array.fromAsync(lines(0, 50))).join(''));
  const run = async (args: string[], env: Record<string, string> = {}) => {
    const script = runScript(MAIN, args, { env: { DATABASE_URL: '', ...env } });
    const code = await script.ended;
    return { code, messages: await script.messages };
  };
  expect(await run(['facts', 'import', facts, '--data', from])).toMatchObject({ code: 0 });
  const file = join(from, '..', '备份 1.zhiben');
  const made = await run(['backup', file, '--data', from]);
  expect(made).toMatchObject({ code: 0 });
  expect(made.messages).toMatch(/wrote .*备份 1.zhiben: \d+ rows of \d+ tables/);
  const to = join(from, '..', 'new', '数据');
  const restored = await run(['restore', file, '--data', to]);
  expect(restored.messages).toMatch(/50 facts, no change found\n$/);
  expect(restored.code).toBe(0);
  expect(await run(['facts', 'import', facts, '--data', to])).toMatchObject({
    messages: expect.stringContaining('accepted 0, duplicate 50, rejected 0'),
  });
  const { url } = await emptyDatabase();
  const remote = await run(['restore', file], { DATABASE_URL: url });
  expect(remote.messages).toMatch(/50 facts, no change found\n$/);
  const returned = await run(['backup', `${file}.2`], { DATABASE_URL: url });
  expect(returned.messages).toMatch(/wrote .*: \d+ rows/);
  const again = await run(['restore', file, '--data', to]);
  expect(again).toMatchObject({ code: 1, messages: expect.stringContaining(`${to} is not empty`) });
  const nowhere = await run(['backup', `${file}.3`, '--data', join(from, 'typo')]);
  expect(nowhere).toMatchObject({ code: 2, messages: expect.stringContaining('no database in') });
  expect(existsSync(join(from, 'typo'))).toBe(false);
});

test('a ledger that was altered before the backup: restored, named, exit 1', async () => {
  const source = await testDatabase();
  await importLines(source.app, 0, 20);
  await source.owner.query(`alter table ledger.fact disable trigger append_only;
    update ledger.fact set by = 'nobody' where pos = 7;
    alter table ledger.fact enable always trigger append_only`);
  const file = join(scratchFolder(), 'b');
  await back(source.owner, file);
  const { url } = await emptyDatabase();
  const script = runScript(MAIN, ['restore', file], { env: { DATABASE_URL: url } });
  expect(await script.messages).toMatch(/altered before the backup: .*"pos":7.*"altered"/);
  expect(await script.ended).toBe(1);
});

const step = (name: string, sql: string): Migration => ({ slice: 'city', name, sql });
const create = step(
  '0001_create.sql',
  `create schema city; create table city.place (id bigint generated always as identity primary key,
     name text, part_of bigint references city.place, tag text generated always as ('t' || name) stored);
   create table city.an_earlier_name (place bigint references city.place)`,
);
const grow = step('0002_grow.sql', `alter table city.place add level int default 3`);

test('an older backup is brought up to date; a newer or an edited one is refused', async () => {
  const source = await emptyDatabase();
  await migrate(source.owner, [create]);
  await source.owner.query(`insert into city.place (name) values ('菏泽'), (null), ('\\N');
    insert into city.place (name, part_of) values ('东明', 1);
    insert into city.an_earlier_name values (4)`);
  const folder = scratchFolder();
  const old = join(folder, 'old');
  await writeBackup({ owner: source.owner, file: old, derivedSchemas: [] });
  const target = await emptyDatabase();
  const { database } = await restoreTo(old, target, [create, grow]);
  onTestFinished(() => database.close());
  const { rows } = await database.owner.query(
    `insert into city.place (name) values ('x') returning id`,
  );
  expect(rows).toEqual([{ id: 5 }]);
  expect(
    (await database.owner.query('select * from city.place where id < 5 order by id')).rows,
  ).toEqual([
    { id: 1, name: '菏泽', part_of: null, tag: 't菏泽', level: 3 },
    { id: 2, name: null, part_of: null, tag: null, level: 3 },
    { id: 3, name: '\\N', part_of: null, tag: 't\\N', level: 3 },
    { id: 4, name: '东明', part_of: 1, tag: 't东明', level: 3 },
  ]);
  const recent = join(folder, 'recent');
  await writeBackup({ owner: database.owner, file: recent, derivedSchemas: [] });
  const other = await emptyDatabase();
  await expect(restoreTo(recent, other, [create])).rejects.toThrow(/0002_grow.sql.*newer version/);
  const edited = step(create.name, `${create.sql} --`);
  await expect(restoreTo(old, other, [edited])).rejects.toThrow(/changed after it was applied/);
  expect(await schemas(other.owner)).toEqual(['information_schema', 'public']);
});

test('only an empty target is taken, and another stays as it is', async () => {
  const source = await testDatabase();
  await importLines(source.app, 0, 10);
  const file = join(scratchFolder(), 'b');
  await back(source.owner, file);
  const before = await exported(source.app);
  const { rows } = await source.owner.query<{ name: string }>('select current_database() as name');
  const url = urlOf(inject('server').owner, rows[0]?.name ?? '');
  const refusal = restoreTo(file, { url });
  await expect(refusal).rejects.toBeInstanceOf(BackupUnusable);
  await expect(refusal).rejects.toThrow(/the database is not empty \(it has the schema ledger\)/);
  expect(await exported(source.app)).toBe(before);
  const dataDir = scratchFolder();
  writeFileSync(join(dataDir, 'mine.txt'), 'mine');
  await expect(restoreTo(file, { dataDir })).rejects.toThrow(`${dataDir} is not empty`);
  expect(readdirSync(dataDir)).toEqual(['mine.txt']);
});

test('damaged, cut, foreign and missing files are refused by name, and nothing is left behind', async () => {
  const source = await testDatabase();
  await importLines(source.app, 0, 500);
  const folder = scratchFolder();
  const file = join(folder, 'good');
  await back(source.owner, file);
  const good = readFileSync(file);
  const flipped = Buffer.from(good);
  flipped[good.length >> 1] = (flipped[good.length >> 1] ?? 0) ^ 1;
  const bad: [string, Buffer | null, RegExp][] = [
    ['flipped', flipped, /damaged/],
    ['cut', good.subarray(0, good.length - 9), /ends early/],
    ['empty', Buffer.alloc(0), /is no backup that zhiben made|ends early/],
    ['foreign', Buffer.from('PGDMP\x01\x0e'), /is no backup that zhiben made/],
    ['missing', null, /cannot read .*missing: ENOENT/],
  ];
  const { owner, url } = await emptyDatabase();
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  for (const [name, bytes, message] of bad) {
    const path = join(folder, name);
    if (bytes) writeFileSync(path, bytes);
    for (const target of [{ url }, { dataDir }]) {
      const refusal = restoreTo(path, target);
      await expect(refusal).rejects.toBeInstanceOf(BackupUnusable);
      await expect(refusal).rejects.toThrow(message);
      await expect(refusal).rejects.toThrow(path);
    }
  }
  expect(await schemas(owner)).toEqual(['information_schema', 'public']);
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a restore that fails half-way leaves the target as it was', async () => {
  const source = await emptyDatabase();
  await migrate(source.owner, [create]);
  await source.owner.query(
    `insert into city.place (name) select 'n' || n from generate_series(1, 5000) n`,
  );
  const file = join(scratchFolder(), 'b');
  await writeBackup({ owner: source.owner, file, derivedSchemas: [] });
  // Runs after the rows came in.
  const failing = step('0002_fails.sql', 'select 1 / 0');
  const target = await emptyDatabase();
  await expect(restoreTo(file, target, [create, failing])).rejects.toThrow(/division by zero/);
  expect(await schemas(target.owner)).toEqual(['information_schema', 'public']);
  const dataDir = join(scratchFolder(), 'data');
  await expect(restoreTo(file, { dataDir }, [create, failing])).rejects.toThrow(/division by zero/);
  expect(existsSync(dataDir)).toBe(false);
});

test('no space, no place, or a name that is taken: an error that names the file, and no part of it', async () => {
  const source = await testDatabase();
  await importLines(source.app, 0, 3000);
  const folder = scratchFolder();
  const { rows } = await source.owner.query<{ name: string }>('select current_database() as name');
  const url = urlOf(inject('server').owner, rows[0]?.name ?? '');
  const full = join(folder, 'full');
  const script = runScript(MAIN, ['backup', full], { env: { DATABASE_URL: url }, fileBlocks: 16 });
  expect(await script.messages).toMatch(new RegExp(`^zhiben: cannot write ${full}: EFBIG`, 'm'));
  expect(await script.ended).toBe(1);
  const nowhere = join(folder, 'no', 'such', 'folder');
  await expect(back(source.owner, nowhere)).rejects.toThrow(`cannot write ${nowhere}: ENOENT`);
  const taken = join(folder, 'taken');
  writeFileSync(taken, 'mine');
  await expect(back(source.owner, taken)).rejects.toThrow(`${taken} exists already`);
  expect(readFileSync(taken, 'utf8')).toBe('mine');
  expect(readdirSync(folder)).toEqual(['taken']);
  // The connection that was in the middle of it is fit for the next one.
  await back(source.owner, join(folder, 'next'));
});
