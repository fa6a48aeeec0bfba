import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createEmptyDatabase } from '../../../tests/support/database.ts';
import { runScript, scratchFolder } from '../../../tests/support/scratch.ts';
import { DatabaseUnavailable } from './errors.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import type { Pool } from './types.ts';

async function emptyDatabase(): Promise<{ pool: Pool; config: string }> {
  const { owner, config, close } = await createEmptyDatabase();
  onTestFinished(close);
  return { pool: owner, config: JSON.stringify(config) };
}

const step = (name: string, sql: string, slice = 'city'): Migration => ({ slice, name, sql });
const create = step('0001_create.sql', 'create schema city; create table city.place (id int)');
const grow = step('0002_grow.sql', 'alter table city.place add name text');
const id = ({ slice, name }: Migration): string => `${slice}/${name}`;

async function columns(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = to_regclass('city.place') and attnum > 0 order by attnum`,
  );
  return rows.map(({ name }) => name);
}

test('each runs once, however often it is called; later ones join', async () => {
  const { pool } = await emptyDatabase();
  const first = await migrate(pool, [create]);
  expect(first).toEqual(['platform/0001_platform.sql', id(create)]);
  expect(await migrate(pool, [create])).toEqual([]);
  expect(await migrate(pool, [create, grow])).toEqual([id(grow)]);
  expect(await columns(pool)).toEqual(['id', 'name']);
});

test('many processes at once: each migration runs once, none fails', async () => {
  const { pool, config } = await emptyDatabase();
  const folder = scratchFolder();
  mkdirSync(join(folder, 'city', 'migrations'), { recursive: true });
  for (const { name: file, sql } of [create, grow]) {
    writeFileSync(join(folder, 'city', 'migrations', file), sql);
  }
  const running = Array.from({ length: 4 }, () =>
    runScript('tests/support/run-migrations.ts', [folder, 'city'], {
      env: { ZHIBEN_TEST_CONNECTION: config },
    }),
  );
  const lines = await Promise.all(running.map(({ firstLine }) => firstLine));
  const applied = lines.flatMap((line) => JSON.parse(line ?? '["failed"]') as string[]);
  expect(applied.sort()).toEqual([id(create), id(grow), 'platform/0001_platform.sql']);
  expect(await migrate(pool, readMigrations(folder, ['city']))).toEqual([]);
  expect(await columns(pool)).toEqual(['id', 'name']);
});

test('one that fails leaves nothing of itself; those before it stay; mended, it goes on', async () => {
  const { pool } = await emptyDatabase();
  const broken = step(grow.name, `${grow.sql}; select 1 / 0`);
  await expect(migrate(pool, [create, broken])).rejects.toThrow(
    `migration ${id(grow)} failed: division by zero`,
  );
  expect(await columns(pool)).toEqual(['id']);
  expect(await migrate(pool, [create, grow])).toEqual([id(grow)]);
  expect(await columns(pool)).toEqual(['id', 'name']);
});

test('one that ends our transaction is refused', async () => {
  const { pool } = await emptyDatabase();
  const escaping = step(grow.name, `${grow.sql}; commit`);
  await expect(migrate(pool, [create, escaping])).rejects.toThrow(/leave begin, commit/);
});

test('one edited after it ran is refused, and nothing new runs', async () => {
  const { pool } = await emptyDatabase();
  await migrate(pool, [create]);
  const edited = step(create.name, `${create.sql} -- edited`);
  const refusal = migrate(pool, [edited, grow]);
  await expect(refusal).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(refusal).rejects.toThrow(`migration ${id(create)} changed after it was applied`);
  expect(await columns(pool)).toEqual(['id']);
});

test('a database that is newer than the code is refused', async () => {
  const { pool } = await emptyDatabase();
  await migrate(pool, [create, grow]);
  const refusal = migrate(pool, [create]);
  await expect(refusal).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(refusal).rejects.toThrow(/city\/0002_grow.sql.*use the newer version/);
});

test('one numbered before what ran already is refused', async () => {
  const { pool } = await emptyDatabase();
  const late = step('0001_a_forgotten_one.sql', 'select 1');
  await migrate(pool, [create, grow]);
  await expect(migrate(pool, [late, create, grow])).rejects.toThrow(/give it a later number/);
});

test('two of one name, and a file with an odd name, are refused', async () => {
  const { pool } = await emptyDatabase();
  await expect(migrate(pool, [create, create])).rejects.toThrow(/two migrations have one name/);
  const folder = scratchFolder();
  mkdirSync(join(folder, 'city', 'migrations'), { recursive: true });
  writeFileSync(join(folder, 'city', 'migrations', '1-create.sql'), '');
  expect(() => readMigrations(folder, ['city'])).toThrow(/not named NNNN_name.sql/);
  rmSync(join(folder, 'city'), { recursive: true });
  expect(readMigrations(folder, ['city'])).toEqual([]);
});

test('killed while it runs, the next run begins where it stood', async () => {
  const { pool, config } = await emptyDatabase();
  const folder = scratchFolder();
  mkdirSync(join(folder, 'city', 'migrations'), { recursive: true });
  const file = (m: Migration): string => join(folder, 'city', 'migrations', m.name);
  writeFileSync(file(create), create.sql);
  writeFileSync(file(grow), `${grow.sql}; select pg_sleep(600)`);
  const running = runScript('tests/support/run-migrations.ts', [folder, 'city'], {
    env: { ZHIBEN_TEST_CONNECTION: config },
  });
  const sleeping = `select pid from pg_stat_activity
    where datname = current_database() and wait_event = 'PgSleep'`;
  await expect
    .poll(async () => (await pool.query(sleeping)).rowCount, { timeout: 120_000 })
    .toBe(1);
  await running.kill();
  // The server notices a client that is gone only when it next writes to it.
  await pool.query(`select pg_terminate_backend(pid) from (${sleeping}) as asleep`);
  expect(await migrate(pool, [create, grow])).toEqual([id(grow)]);
  expect(await columns(pool)).toEqual(['id', 'name']);
});
