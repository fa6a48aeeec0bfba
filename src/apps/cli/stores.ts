import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Moment } from '../../kernel/calendar.ts';
import type { ParameterEntry } from '../../law/plans/model.ts';
import type { DictionaryData } from '../../law/records/model.ts';
import type { ImportProgress, ImportResult, Reject } from '../../modules/ledger/index.ts';
import { importFacts, isDivisionCode } from '../../modules/ledger/index.ts';
import { DutyStore, loadDictionary, loadPlans, project } from '../../modules/plan/index.ts';
import { layoutKey } from '../../modules/records/index.ts';
import { slices } from '../../modules/slices.ts';
import type { Database, Migration } from '../../platform/db/index.ts';
import {
  migrate,
  openDatabase,
  withThrowaway as openThrowaway,
  readMigrations,
} from '../../platform/db/index.ts';
import { keepHeapSmall } from './heap.ts';
import { badUsage, bar, message, progress } from './usage.ts';

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

/** Is there a database to open? */
export function hasCity(dataDir: string | undefined): boolean {
  const folder = resolve(dataDir ?? defaultDataDir);
  return Boolean(process.env.DATABASE_URL) || existsSync(join(folder, 'pg'));
}

/** As `openCity`, but a folder without a database is a mistake, not a new city. */
export async function openExistingCity(dataDir: string | undefined): Promise<Database> {
  const folder = resolve(dataDir ?? defaultDataDir);
  if (!hasCity(dataDir)) {
    throw badUsage(
      `${folder} 中没有数据库；请用 --data 指明城市的数据目录`,
      `no database in ${folder}; name the city's folder with --data`,
    );
  }
  return openCity(folder);
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

interface ImportSeen {
  readonly size?: number | undefined;
  readonly onReject?: (reject: Reject) => void;
}

/** With a bar while it runs where the size of the source is known, else with counts. */
export async function importInto(
  db: Database,
  dictionary: DictionaryData,
  source: AsyncIterable<Uint8Array>,
  { size, onReject }: ImportSeen = {},
): Promise<ImportResult> {
  keepHeapSmall();
  const started = performance.now();
  const result = await importFacts({
    db: db.app,
    dictionary,
    source,
    recorder: 'import',
    isKnown: (type, id) => isDivisionCode(type, id) || (type === 'system' && /^s-[\w-]+$/.test(id)),
    clock: () => Date.now() as Moment,
    onProgress: (state) => {
      keepHeapSmall();
      progress(importProgress(state, (performance.now() - started) / 1000, size));
    },
    onReject: (reject) => {
      message(rejectText(reject));
      onReject?.(reject);
    },
  });
  progress('');
  const { accepted, duplicate, rejected } = result;
  message(
    `接收 ${accepted} 条，重复 ${duplicate} 条，拒绝 ${rejected} 条 / ` +
      `accepted ${accepted}, duplicate ${duplicate}, rejected ${rejected}`,
  );
  return result;
}

function importProgress(state: ImportProgress, seconds: number, size: number | undefined): string {
  const { accepted, rejected, waiting, bytes } = state;
  const rate = `${Math.round(accepted / Math.max(seconds, 0.001))}/s`;
  const waits = waiting > 0 ? ` · 待引用 ${waiting}` : '';
  const counts = `${accepted} 条 ${rate} · 拒绝 ${rejected}${waits}`;
  return size ? `${bar(bytes / size)} ${counts}` : `${(bytes / 1e6).toFixed(1)} MB ${counts}`;
}

/** Line, what is wrong, how to mend it: Chinese, then English. */
export function rejectText({ line, path, reason, mend }: Reject): string {
  const where = path === '' ? '' : ` ${path}`;
  return (
    `第 ${line} 行${where}：${reason.zh}；${mend.zh}\n` +
    `  line ${line}${where}: ${reason.en}; ${mend.en}`
  );
}

/** The city's duties of all clauses under its own parameters, up to date. */
export function cityDuties(
  db: Database,
  values: readonly ParameterEntry[],
  onProgress: (done: number, all: number) => void,
): Promise<DutyStore> {
  const { clauses, parameters: definitions } = loadPlans();
  const dictionary = loadDictionary();
  return DutyStore.open({ db: db.owner, dictionary, clauses, definitions, values, onProgress });
}
