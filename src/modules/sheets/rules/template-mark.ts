import type { Mapping } from '../model.ts';
import type { Ledger } from './columns.ts';
import { nameKey } from './texts.ts';
import type { Cell } from './values.ts';
import { shownText } from './values.ts';

/** The hidden sheet by which a template is known again, and what it says first. */
export const MARK_SHEET = '_zhiben';
export const TEMPLATE_SCHEMA = 'zhiben-template/1';
export const EXAMPLE_MARK = 'example-row';

/** The ledger whose template the file came from; null: it is no template of ours. */
export function templateType(marks: Readonly<Record<string, readonly string[]>>): string | null {
  const [schema, type] = marks[MARK_SHEET] ?? [];
  return schema === TEMPLATE_SCHEMA && type !== undefined ? type : null;
}

/** The example as we wrote it; one that somebody wrote over is data. */
export function isExample(ledger: Ledger, mapping: Mapping, cells: readonly Cell[]): boolean {
  let written = 0;
  for (const [index, attribute] of mapping.entries()) {
    const column = ledger.columns.find((each) => each.attribute === attribute);
    if (!column) continue;
    if (nameKey(shownText(cells[index] ?? null)) !== nameKey(column.example)) return false;
    if (column.example !== '') written += 1;
  }
  return written > 1;
}
