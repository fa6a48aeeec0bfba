import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { Archive } from './archive.ts';
import type { ReadCell, ReadLimits, ReadRow, ReadSheet } from './model.ts';
import type { BookParts, SheetPart } from './parts.ts';
import { readBook, readStrings, readStyles } from './parts.ts';
import type { SheetRefusal } from './refusals.ts';
import { Unreadable } from './refusals.ts';
import type { Merge, SheetContext } from './sheet-parser.ts';
import { SheetParser } from './sheet-parser.ts';
import { readXml } from './xml.ts';

/** Cells that a merge fills, over all merges of a sheet. */
const MAX_FILLED = 200_000;
const MARK_ROWS = 10;

/** Reads one sheet of a workbook. Runs in the reading thread. */
export async function parseWorkbook(
  bytes: Uint8Array,
  limits: ReadLimits,
  wanted: string | null,
): Promise<Result<ReadSheet, SheetRefusal>> {
  try {
    return ok(await parse(bytes, limits, wanted));
  } catch (error) {
    // Whatever a file from outside makes fail is wrong with the file.
    const { reason, where } = error instanceof Unreadable ? error : new Unreadable('malformed');
    return refuse({ reason, where });
  }
}

async function parse(
  bytes: Uint8Array,
  limits: ReadLimits,
  wanted: string | null,
): Promise<ReadSheet> {
  const archive = await Archive.open(bytes, limits);
  const book = await readBook(archive);
  const context: SheetContext = {
    strings: await readStrings(archive, book.strings, limits),
    dateStyles: await readStyles(archive, book.styles),
    date1904: book.date1904,
    limits,
  };
  const visible = book.sheets.filter((sheet) => sheet.visible);
  const sheet = wanted === null ? visible[0] : visible.find(({ name }) => name === wanted);
  if (!sheet) throw new Unreadable('noSheet');
  const parser = new SheetParser(context);
  await readXml(sheet.part, archive.text(sheet.part), parser);
  if (parser.rows.length === 0) throw new Unreadable('noSheet', sheet.name);
  return {
    name: sheet.name,
    sheets: visible.map(({ name }) => name),
    rows: filled(parser.rows, parser.merges, limits),
    formulas: parser.formulas,
    hiddenRows: parser.rows.filter(({ hidden }) => hidden).length,
    marks: await marksOf(archive, book, context),
  };
}

/** A merged area shows one value: every cell of it has that value. */
function filled(
  rows: readonly ReadRow[],
  merges: readonly Merge[],
  limits: ReadLimits,
): readonly ReadRow[] {
  if (merges.length === 0) return rows;
  const byNumber = new Map(rows.map((row) => [row.number, [...row.cells]]));
  let left = MAX_FILLED;
  for (const { top, left: from, bottom, right } of merges) {
    const value = byNumber.get(top)?.[from - 1] ?? null;
    if (value === null || right > limits.columns) continue;
    for (let number = top; number <= bottom && left > 0; number += 1) {
      const cells = byNumber.get(number);
      if (!cells) continue;
      for (let column = from; column <= right; column += 1, left -= 1) put(cells, column, value);
    }
  }
  return rows.map((row) => ({ ...row, cells: byNumber.get(row.number) ?? row.cells }));
}

function put(cells: ReadCell[], column: number, value: ReadCell): void {
  while (cells.length < column) cells.push(null);
  cells[column - 1] ??= value;
}

class Enough extends Error {}

/** What the first rows of hidden sheets say. */
async function marksOf(
  archive: Archive,
  book: BookParts,
  context: SheetContext,
): Promise<Record<string, readonly string[]>> {
  const marks: Record<string, readonly string[]> = {};
  for (const sheet of book.sheets) {
    if (!sheet.visible) marks[sheet.name] = await firstTexts(archive, sheet, context);
  }
  return marks;
}

async function firstTexts(
  archive: Archive,
  sheet: SheetPart,
  context: SheetContext,
): Promise<string[]> {
  const parser = new SheetParser(context);
  try {
    await readXml(sheet.part, archive.text(sheet.part), {
      open: (name, attributes) => parser.open(name, attributes),
      text: (text) => parser.text(text),
      close(name) {
        parser.close(name);
        if (parser.rows.length >= MARK_ROWS) throw new Enough();
      },
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return parser.rows.flatMap(({ cells }) => cells.filter((cell) => typeof cell === 'string'));
}
