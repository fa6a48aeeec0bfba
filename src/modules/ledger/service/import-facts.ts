import type { DictionaryData } from '../../../law/records/model.ts';
import { RecordBook } from '../record-book.ts';
import { declareIntake, ensureTypes, hasRecords } from '../store/write.ts';
import type { ImportOptions, ImportResult } from './import-options.ts';
import { ImportRun } from './import-run.ts';

/** GB/T 2260 codes, and the statistical codes of townships and villages below them. */
const DIVISION = /^\d{6}(\d{3}(\d{3})?)?$/;

export function isDivisionCode(type: string, id: string): boolean {
  return type === 'jurisdiction' && DIVISION.test(id);
}

/** Streams a file of facts into the ledger, a transaction a batch. Safe to run again. */
export async function importFacts(options: ImportOptions): Promise<ImportResult> {
  const types = await ensureTypes(options.db, typesOf(options.dictionary));
  const book = new RecordBook(types, !(await hasRecords(options.db)));
  const run = new ImportRun(
    { isKnown: isDivisionCode, admit: declareIntake, ...options },
    types,
    book,
  );
  try {
    await run.run();
    return run.result();
  } finally {
    await run.close();
  }
}

const typesOf = ({ records }: DictionaryData): string[] => records.map(({ type }) => type);
