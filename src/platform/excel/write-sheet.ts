import { PassThrough, type Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { stream as Streams, Worksheet } from 'exceljs';
import ExcelJS from 'exceljs';
import { cellOf, textCell } from './cells.ts';
import type { SheetColumn, SheetRow, SheetSpec } from './model.ts';
import { cellStyles, headerStyle, lineStyle, plainText, titleStyle, widthOf } from './styles.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const words = {
  zh: { asOf: '截至', scope: '数据范围：', unit: '单位：', number: '序号', yesNo: ['是', '否'] },
  en: { asOf: 'As of', scope: 'Scope: ', unit: 'Unit: ', number: 'No.', yesNo: ['yes', 'no'] },
} as const;

const HEADER_ROW = 3;
/** Rows between two turns of the event loop: others are served meanwhile. */
const TURN = 100;

/** A sheet as it is asked for: title, 截至 …, header, rows; written while it is read. */
export function writeSheet(spec: SheetSpec): Readable {
  const out = new PassThrough({ highWaterMark: 1 << 20 });
  write(spec, out).catch((error: unknown) => {
    // The reader went away: nothing is left to say to it.
    if (!out.destroyed) out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

/** The whole sheet in memory. */
export async function sheetBytes(spec: SheetSpec): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync<Uint8Array>(writeSheet(spec)));
}

async function write(spec: SheetSpec, out: PassThrough): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    zip: { zlib: { level: 4 } },
  });
  book.creator = 'Zhiben 治本';
  book.lastModifiedBy = book.creator;
  const columns = columnsOf(spec);
  const sheet = sheetOf(book, spec, columns);
  const yesNo = words[spec.language ?? 'zh'].yesNo;
  let row = HEADER_ROW;
  for await (const values of spec.rows) {
    row += 1;
    writeRow(sheet, row, columns, values, yesNo);
    if (row % TURN === 0) await room(out);
    if (out.destroyed) return;
  }
  sheet.autoFilter = {
    from: { row: HEADER_ROW, column: 1 },
    to: { row, column: columns.length },
  };
  sheet.commit();
  await book.commit();
}

/** Lets others run, and the reader catch up. */
async function room(out: PassThrough): Promise<void> {
  await nextTurn();
  while (out.writableNeedDrain && !out.destroyed) {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        out.off('drain', go).off('close', go);
        resolve();
      };
      out.on('drain', go).on('close', go);
    });
  }
}

const ORDINAL = '#';

function columnsOf({ columns, numbered = true, language = 'zh' }: SheetSpec): SheetColumn[] {
  const ordinal = { key: ORDINAL, title: words[language].number, type: 'int', width: 7 } as const;
  return numbered ? [ordinal, ...columns] : [...columns];
}

function writeRow(
  sheet: Worksheet,
  number: number,
  columns: readonly SheetColumn[],
  values: SheetRow,
  yesNo: readonly [string, string],
): void {
  const row = sheet.getRow(number);
  for (const [index, { key, type }] of columns.entries()) {
    const value = key === ORDINAL ? number - HEADER_ROW : values[key];
    const written = cellOf(value, type, yesNo);
    const cell = row.getCell(index + 1);
    cell.value = written;
    const text = typeof written === 'string' && type !== 'bool';
    cell.style = text ? plainText : cellStyles[type];
  }
  row.commit();
}

function sheetOf(
  book: Streams.xlsx.WorkbookWriter,
  spec: SheetSpec,
  columns: readonly SheetColumn[],
): Worksheet {
  const { numbered = true, frozenColumns = 0 } = spec;
  const xSplit = frozenColumns + (numbered ? 1 : 0);
  const sheet = book.addWorksheet(sheetName(spec.title), {
    views: [{ state: 'frozen', xSplit, ySplit: HEADER_ROW }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${HEADER_ROW}:${HEADER_ROW}`,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C&P / &N' },
  });
  sheet.columns = columns.map((column) => ({ width: widthOf(column) }));
  head(sheet, 1, textCell(spec.title), columns.length, 30, titleStyle);
  head(sheet, 2, lineOf(spec), columns.length, 20, lineStyle);
  const header = sheet.getRow(HEADER_ROW);
  header.height = 32;
  for (const [index, { title }] of columns.entries()) {
    const cell = header.getCell(index + 1);
    cell.value = textCell(title);
    cell.style = headerStyle;
  }
  header.commit();
  return sheet;
}

/** One text across all columns. */
function head(
  sheet: Worksheet,
  number: number,
  text: string,
  columns: number,
  height: number,
  style: typeof titleStyle,
): void {
  const row = sheet.getRow(number);
  row.height = height;
  row.getCell(1).value = text;
  row.getCell(1).style = style;
  if (columns > 1) sheet.mergeCells(number, 1, number, columns);
  row.commit();
}

function lineOf({ asOf, unit, scope, note, language = 'zh' }: SheetSpec): string {
  const say = words[language];
  const parts = [
    `${say.asOf} ${asOf}`,
    ...(scope ? [`${say.scope}${scope}`] : []),
    ...(unit ? [`${say.unit}${unit}`] : []),
    ...(note ? [note] : []),
  ];
  return textCell(parts.join('　'));
}

/** Excel allows 31 characters, and not these. */
export function sheetName(title: string): string {
  const name = title
    .replaceAll(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31)
    .trim();
  return name === '' ? 'Sheet1' : name;
}
