import { readFileSync } from 'node:fs';
import type { DictionaryData } from './types.ts';

const path = new URL('../../src/law/records/records.json', import.meta.url);

/** The real dictionary of record types. */
export const dictionary: DictionaryData = JSON.parse(readFileSync(path, 'utf8'));
