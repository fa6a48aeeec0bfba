import type { FileAnswer, Page } from '../../kernel/endpoint.ts';
import type { Result } from '../../kernel/result.ts';
import type { SheetColumn, SheetRow, SheetSpec } from './model.ts';
import { writeSheet, XLSX } from './write-sheet.ts';

export interface ExportSpec extends SheetSpec {
  /** Keys of the columns that the screen shows, in its order; all of them without it. */
  readonly shown?: readonly string[] | undefined;
}

/** A list as a file: exactly the rows and columns of the screen, with title, day, unit and scope. */
export function exportAnswer(spec: ExportSpec): FileAnswer {
  const { title, asOf, shown, columns } = spec;
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const chosen = shown?.flatMap((key) => byKey.get(key) ?? []) ?? columns;
  return {
    name: `${fileName(title)}_${asOf}.xlsx`,
    type: XLSX,
    bytes: writeSheet({ ...spec, columns: chosen.length > 0 ? chosen : columns }),
  };
}

/** Every row of a paged list, asked for page by page while the file is written. */
export async function* pagedRows<T extends SheetRow>(
  page: (cursor: string | null) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let cursor: string | null = null;
  do {
    const { rows, next }: Page<T> = await page(cursor);
    yield* rows;
    cursor = next;
  } while (cursor !== null);
}

/**
 * The same of a list whose pages are answers, in the cells of the file. What may be refused is
 * asked before: a page of a cursor of its own is not, and half a list is no file.
 */
export function answeredRows<T, R extends SheetRow>(
  page: (cursor: string | undefined) => Promise<Result<Page<T>, unknown>>,
  cells: (row: T) => R,
): AsyncGenerator<R> {
  return pagedRows(async (cursor) => {
    const answer = await page(cursor ?? undefined);
    if (!answer.ok) throw new Error('its own cursor is good');
    return { rows: answer.value.rows.map(cells), next: answer.value.next };
  });
}

/** A column with its title in both languages. */
export interface BilingualColumn extends Omit<SheetColumn, 'title'> {
  readonly zh: string;
  readonly en: string;
}

export const bilingualColumn = (
  key: string,
  zh: string,
  en: string,
  width: number,
  type: SheetColumn['type'] = 'text',
): BilingualColumn => ({ key, zh, en, width, type });

export const columnsIn = (
  language: 'zh' | 'en',
  columns: readonly BilingualColumn[],
): readonly SheetColumn[] =>
  columns.map(({ zh, en, ...column }) => ({ ...column, title: { zh, en }[language] }));

const PAGE = 500;
const MOST = 100_000;

/** The same of a list whose pages go on after the key and id of their last row; so many at most. */
export async function* keyedRows<T extends { readonly key: string; readonly id: string }>(
  page: (after: readonly [string, string] | null, limit: number) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  let after: readonly [string, string] | null = null;
  for (let count = 0; count < MOST; count += PAGE) {
    const rows: readonly T[] = await page(after, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = [last.key, last.id];
  }
}

/** The same of a list whose pages go on after the place of their last row, in its own order. */
export async function* placedRows<T extends { readonly place: readonly string[] }>(
  page: (after: readonly string[] | null, limit: number) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  let after: readonly string[] | null = null;
  for (let count = 0; count < MOST; count += PAGE) {
    const rows: readonly T[] = await page(after, PAGE);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.place;
  }
}

/** What no file system minds. */
function fileName(title: string): string {
  const name = [...title.replaceAll(/[\\/:*?"<>|\s]+/g, '_')].slice(0, 60).join('');
  return name === '' ? 'export' : name;
}
