import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { BackupUnusable, migrate, writeBackup } from '../src/platform/db/index.ts';
import {
  back,
  create,
  emptyDatabase,
  exported,
  grow,
  importLines,
  MAIN,
  restoreTo,
  schemas,
  step,
  testDatabase,
} from './support/backup.ts';
import { urlOf } from './support/database.ts';
import { runScript, scratchFolder } from './support/scratch.ts';

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
  await expect(refusal).rejects.toThrow(/the database is not empty \(it has the schema \w+\)/);
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
