import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import { exportFacts, importFacts } from '../../src/modules/ledger/index.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import { derivedSchemas, slices } from '../../src/modules/slices.ts';
import {
  type Migration,
  type Pool,
  readMigrations,
  restoreBackup,
  writeBackup,
} from '../../src/platform/db/index.ts';
import { createEmptyDatabase, createTestDatabase } from './database.ts';

export const MAIN = 'src/apps/cli/main.ts';
export const migrations = readMigrations(
  resolve(import.meta.dirname, '..', '..', 'src', 'modules'),
  slices,
);
export const dictionary = loadDictionary();

export async function testDatabase() {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  return db;
}

export async function emptyDatabase() {
  const db = await createEmptyDatabase();
  onTestFinished(() => db.close());
  return db;
}

export async function* lines(from: number, to: number): AsyncGenerator<Buffer> {
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

export const importLines = (db: Pool, from: number, to: number, onBatch?: () => void) =>
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

export async function exported(db: Pool): Promise<string> {
  return (await Array.fromAsync(exportFacts({ db }))).join('');
}

export const back = (owner: Pool, file: string) => writeBackup({ owner, file, derivedSchemas });

export const restoreTo = (
  file: string,
  target: { url?: string; dataDir?: string },
  own = migrations,
) =>
  restoreBackup({
    file,
    databaseUrl: target.url,
    dataDir: target.dataDir ?? '/dev/null/unused',
    migrations: own,
  });

export const schemas = async (pool: Pool): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^pg_' order by 1`,
  );
  return rows.map(({ name }) => name);
};

export const step = (name: string, sql: string): Migration => ({ slice: 'city', name, sql });
export const create = step(
  '0001_create.sql',
  `create schema city; create table city.place (id bigint generated always as identity primary key,
     name text, part_of bigint references city.place,
     tag text generated always as ('t' || name) stored);
   create table city.an_earlier_name (place bigint references city.place)`,
);
export const grow = step('0002_grow.sql', `alter table city.place add level int default 3`);
