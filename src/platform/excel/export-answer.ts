import type { FileAnswer, Page } from '../../kernel/endpoint.ts';
import type { SheetRow, SheetSpec } from './model.ts';
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

/** What no file system minds. */
function fileName(title: string): string {
  const name = [...title.replaceAll(/[\\/:*?"<>|\s]+/g, '_')].slice(0, 60).join('');
  return name === '' ? 'export' : name;
}
