import { onTestFinished } from 'vitest';
import type { Day, Moment } from '../../src/kernel/calendar.ts';
import { parseDay } from '../../src/kernel/calendar.ts';
import type { ExportOptions, ImportOptions } from '../../src/modules/ledger/index.ts';
import { exportFacts, importFacts } from '../../src/modules/ledger/index.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import type { Pool } from '../../src/platform/db/index.ts';
import type { TestDatabase } from './database.ts';
import { createTestDatabase } from './database.ts';

export const dictionary = loadDictionary();

export const day = (text: string): Day => {
  const parsed = parseDay(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

/** A database of its own, gone with the test. */
export async function freshLedger(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  onTestFinished(() => database.close());
  return database;
}

/** In small pieces, so that lines and characters are cut anywhere. */
export async function* bytes(text: string | Buffer, size = 1000): AsyncGenerator<Buffer> {
  const all = Buffer.from(text);
  for (let start = 0; start < all.length; start += size) yield all.subarray(start, start + size);
}

export const lines = (facts: readonly unknown[]): string =>
  facts.map((one) => `${JSON.stringify(one)}\n`).join('');

export const now = Date.parse('2024-06-01T00:00:00Z') as Moment;

export const take = (db: Pool, text: string | Buffer, more: Partial<ImportOptions> = {}) =>
  importFacts({
    db,
    dictionary,
    source: bytes(text),
    recorder: 'tester',
    clock: () => now,
    ...more,
  });

export async function exported(db: Pool, range: Omit<ExportOptions, 'db'> = {}): Promise<string> {
  return (await Array.fromAsync(exportFacts({ db, ...range }))).join('');
}

export const enterprise = (id: string, record: string, set: object = {}, at = '2024-01-01') => ({
  id,
  type: 'enterprise',
  record,
  at,
  set,
});

export const facility = (id: string, record: string, owner: string) => ({
  id,
  type: 'facility',
  record,
  at: '2024-01-01',
  set: { enterprise: owner },
});
