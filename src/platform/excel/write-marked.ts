import { PassThrough, type Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Cell, Style, Worksheet } from 'exceljs';
import ExcelJS from 'exceljs';
import { textCell } from './cells.ts';
import type { ReadCell } from './read/model.ts';
import { cellStyles, headerStyle, plainText } from './styles.ts';
import { sheetName } from './write-sheet.ts';

export interface MarkedRow {
  readonly cells: readonly ReadCell[];
  /** What is wrong, by column from 0. */
  readonly marks: readonly { readonly column: number; readonly text: string }[];
  /** In the last column. */
  readonly note: string;
}

export interface MarkedSpec {
  readonly name: string;
  readonly headings: readonly string[];
  readonly noteTitle: string;
  readonly rows: AsyncIterable<MarkedRow> | Iterable<MarkedRow>;
}

/** Sheets with more comments than this open slowly; the last column still says everything. */
const MOST_COMMENTS = 5_000;
const TURN = 100;
const wrong = {
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: 'FFFFE1E1' },
} as const;
const wrongStyle: Partial<Style> = { ...plainText, fill: wrong };
const red = { argb: 'FFC4161C' };
const noteStyle: Partial<Style> = { ...plainText, font: { ...plainText.font, color: red } };

/** A file given back: its own cells, with comments where something is wrong and why at the end. */
export function writeMarked(spec: MarkedSpec): Readable {
  const out = new PassThrough({ highWaterMark: 1 << 20 });
  write(spec, out).catch((error: unknown) => {
    if (!out.destroyed) out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

async function write(spec: MarkedSpec, out: PassThrough): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const sheet = book.addWorksheet(sheetName(spec.name), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  const titles = [...spec.headings, spec.noteTitle];
  sheet.columns = titles.map((_, index) => ({ width: index === titles.length - 1 ? 60 : 18 }));
  const header = sheet.getRow(1);
  for (const [index, title] of titles.entries()) {
    header.getCell(index + 1).value = textCell(title);
    header.getCell(index + 1).style = headerStyle;
  }
  header.commit();
  let number = 1;
  let comments = 0;
  for await (const row of spec.rows) {
    number += 1;
    comments += writeRow(sheet, number, row, titles.length, comments < MOST_COMMENTS);
    if (number % TURN === 0) await nextTurn();
    if (out.destroyed) return;
  }
  sheet.commit();
  await book.commit();
}

function writeRow(
  sheet: Worksheet,
  number: number,
  { cells, marks, note }: MarkedRow,
  columns: number,
  commented: boolean,
): number {
  const row = sheet.getRow(number);
  for (let index = 0; index < columns - 1; index += 1) {
    put(row.getCell(index + 1), cells[index] ?? null);
  }
  for (const { column, text } of marks) {
    const cell = row.getCell(column + 1);
    cell.style = wrongStyle;
    if (commented) cell.note = textCell(text);
  }
  row.getCell(columns).value = textCell(note);
  row.getCell(columns).style = noteStyle;
  row.commit();
  return marks.length;
}

function put(cell: Cell, read: ReadCell): void {
  cell.style = plainText;
  if (read === null || typeof read !== 'object') {
    cell.value = typeof read === 'string' ? textCell(read) : read;
    if (typeof read === 'number') cell.style = cellStyles.number;
  } else if ('bad' in read) {
    cell.value = textCell(read.shown);
  } else {
    const withTime = read.date.length > 10;
    cell.value = new Date(`${withTime ? read.date : `${read.date}T00:00:00`}Z`);
    cell.style = cellStyles[withTime ? 'datetime' : 'date'];
  }
}
