import type { Pool } from '../../../platform/db/transaction.ts';
import { alteredAfter } from '../store/files.ts';

/** Are the bytes of every file still what its id says? */
export interface FilesChecked {
  readonly checked: number;
  readonly altered: readonly string[];
}

/** Reads every file once; what was altered is named. */
export async function verifyFiles(db: Pool): Promise<FilesChecked> {
  const altered: string[] = [];
  let checked = 0;
  let after: string | null = '';
  while (after !== null) {
    const part: Awaited<ReturnType<typeof alteredAfter>> = await alteredAfter(db, after);
    altered.push(...part.altered);
    checked += part.seen;
    after = part.last;
  }
  return { checked, altered };
}
