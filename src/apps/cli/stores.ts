import { resolve } from 'node:path';
import type { Moment } from '../../kernel/calendar.ts';
import type { DictionaryData } from '../../law/records/model.ts';
import type { ImportResult } from '../../modules/ledger/index.ts';
import { importFacts, isDivisionCode } from '../../modules/ledger/index.ts';
import { loadDictionary, project } from '../../modules/plan/index.ts';
import { layoutKey } from '../../modules/records/index.ts';
import { slices } from '../../modules/slices.ts';
import type { Database, Migration } from '../../platform/db/index.ts';
import {
  migrate,
  openDatabase,
  withThrowaway as openThrowaway,
  readMigrations,
} from '../../platform/db/index.ts';
import { message, progress } from './usage.ts';

export const defaultDataDir = resolve(import.meta.dirname, '..', '..', '..', 'data');

/** The city's database, up to date. Joins a running server of the same folder. */
export async function openCity(
  dataDir: string | undefined,
  options: { join: boolean } = { join: true },
): Promise<Database> {
  const db = await openDatabase({
    databaseUrl: process.env.DATABASE_URL,
    dataDir: resolve(dataDir ?? defaultDataDir),
    onMessage: message,
    join: options.join,
  });
  await upToDate(db);
  return db;
}

export async function upToDate(db: Database): Promise<void> {
  await migrate(db.owner, ourMigrations());
}

export function ourMigrations(): Migration[] {
  return readMigrations(resolve(import.meta.dirname, '..', '..', 'modules'), slices);
}

/** A database that is gone afterwards, up to date and with an empty projection. */
export async function withThrowaway<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const dictionary = loadDictionary();
  const prepare = async (db: Database): Promise<void> => {
    await upToDate(db);
    await project(db.owner, dictionary);
  };
  const types = new Map(dictionary.records.map((d) => [d.type, d]));
  const key = JSON.stringify([ourMigrations(), layoutKey(types)]);
  return openThrowaway({ key, prepare }, work);
}

export async function importInto(
  db: Database,
  dictionary: DictionaryData,
  source: AsyncIterable<Uint8Array>,
): Promise<ImportResult> {
  const result = await importFacts({
    db: db.app,
    dictionary,
    source,
    recorder: 'import',
    isKnown: (type, id) => isDivisionCode(type, id) || (type === 'system' && /^s-[\w-]+$/.test(id)),
    clock: () => Date.now() as Moment,
    onProgress: (p) => progress(`${p.lines} lines: ${p.accepted} accepted, ${p.rejected} rejected`),
    onReject: (reject) => message(JSON.stringify(reject)),
  });
  message(
    `accepted ${result.accepted}, duplicate ${result.duplicate}, rejected ${result.rejected}`,
  );
  return result;
}
