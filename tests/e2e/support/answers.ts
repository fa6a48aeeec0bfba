import exceljs from 'exceljs';
import { inject } from 'vitest';
import type { WatchedPage } from './watched-page.ts';

/** What the server answers to whoever has signed in on this page. */
export async function bodyOf(
  { context }: WatchedPage,
  path: string,
): Promise<{ readonly status: number; readonly body: Buffer }> {
  const answer = await context.request.get(`${inject('origin')}${path}`);
  return { status: answer.status(), body: await answer.body() };
}

export async function jsonOf<T>(watched: WatchedPage, path: string): Promise<T> {
  const { status, body } = await bodyOf(watched, path);
  if (status !== 200) throw new Error(`${path}: ${status} ${body.toString().slice(0, 300)}`);
  return JSON.parse(body.toString()) as T;
}

export const rowsOf = async <T>(watched: WatchedPage, path: string): Promise<readonly T[]> =>
  (await jsonOf<{ rows: readonly T[] }>(watched, path)).rows;

/** Rows of the first sheet of a workbook, as their cells' texts. */
export async function sheetOf(body: Buffer): Promise<readonly (readonly string[])[]> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(body as unknown as ArrayBuffer);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, ({ text }) => cells.push(text));
    rows.push(cells);
  });
  return rows;
}
