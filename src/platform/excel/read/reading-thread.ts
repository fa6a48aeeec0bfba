import { parentPort, workerData } from 'node:worker_threads';
import type { ReadLimits, ReadRow, ReadSheet } from './model.ts';
import { parseWorkbook } from './parse-workbook.ts';
import type { SheetRefusal } from './refusals.ts';

export interface ThreadInput {
  readonly bytes: Uint8Array;
  readonly limits: ReadLimits;
  readonly sheet: string | null;
}

/** Rows come in parts, so that no single message holds up whoever takes it. */
export type ThreadOutput =
  | { readonly kind: 'rows'; readonly rows: readonly ReadRow[] }
  | { readonly kind: 'sheet'; readonly sheet: Omit<ReadSheet, 'rows'> }
  | { readonly kind: 'refused'; readonly refusal: SheetRefusal };

const ROWS_A_MESSAGE = 500;

const { bytes, limits, sheet } = workerData as ThreadInput;
const say = (output: ThreadOutput): void => parentPort?.postMessage(output);

const read = await parseWorkbook(bytes, limits, sheet);
if (read.ok) {
  const { rows, ...rest } = read.value;
  for (let at = 0; at < rows.length; at += ROWS_A_MESSAGE) {
    say({ kind: 'rows', rows: rows.slice(at, at + ROWS_A_MESSAGE) });
  }
  say({ kind: 'sheet', sheet: rest });
} else say({ kind: 'refused', refusal: read.error });
