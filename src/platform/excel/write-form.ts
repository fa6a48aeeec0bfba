import type { DataValidation, Style, Worksheet } from 'exceljs';
import ExcelJS from 'exceljs';
import { textCell } from './cells.ts';
import type { CellType } from './model.ts';
import { cellStyles, headerStyle, lineStyle, titleStyle, widthOf } from './styles.ts';
import { sheetName } from './write-sheet.ts';

export interface FormColumn {
  readonly title: string;
  readonly type: CellType;
  readonly required: boolean;
  /** Shown as a comment of the heading. */
  readonly note: string | null;
  readonly example: string;
  /** Offered as a drop-down. */
  readonly choices: readonly string[];
  /** Several of the choices may stand in one cell: other text is not refused. */
  readonly several: boolean;
}

export interface FormSpec {
  readonly title: string;
  /** Under the title: how to fill it in. */
  readonly guide: string;
  readonly columns: readonly FormColumn[];
  /** Of the hidden sheet by which the form is known again. */
  readonly mark: { readonly sheet: string; readonly texts: readonly string[] };
  readonly words: { readonly pick: string; readonly exampleNote: string };
}

const HEADER_ROW = 3;
const EXAMPLE_ROW = 4;
const LAST_ROW = 50_100;
const CHOICES = '_choices';

// exceljs has it, its types do not: one validation for a whole range.
type Validated = Worksheet & {
  readonly dataValidations: { add(range: string, validation: DataValidation): void };
};

/** A sheet to fill in: example row, red * where required, drop-downs, comments, a hidden mark. */
export async function formBytes(spec: FormSpec): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.creator = 'Zhiben 治本';
  const sheet = book.addWorksheet(sheetName(spec.title), {
    views: [{ state: 'frozen', ySplit: HEADER_ROW }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0 },
  });
  const choices = book.addWorksheet(CHOICES, { state: 'veryHidden' });
  const mark = book.addWorksheet(spec.mark.sheet, { state: 'veryHidden' });
  for (const text of spec.mark.texts) mark.addRow([text]);
  head(sheet, 1, spec.title, spec.columns.length, 30, titleStyle);
  head(sheet, 2, spec.guide, spec.columns.length, 48, lineStyle);
  sheet.getRow(HEADER_ROW).height = 34;
  for (const [index, column] of spec.columns.entries()) {
    fillColumn(sheet, index + 1, column, spec.words);
    addChoices(sheet as Validated, choices, index + 1, column, spec.words.pick);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function head(
  sheet: Worksheet,
  number: number,
  text: string,
  columns: number,
  height: number,
  style: Partial<Style>,
): void {
  const row = sheet.getRow(number);
  row.height = height;
  row.getCell(1).value = textCell(text);
  row.getCell(1).style = style;
  if (columns > 1) sheet.mergeCells(number, 1, number, columns);
}

const RED = { color: { argb: 'FFC4161C' }, name: '宋体', size: 11, bold: true };
const exampleFont = { name: '仿宋', size: 11, italic: true, color: { argb: 'FF6B6B6B' } };

function fillColumn(
  sheet: Worksheet,
  index: number,
  column: FormColumn,
  { exampleNote }: FormSpec['words'],
): void {
  const whole = sheet.getColumn(index);
  whole.width = widthOf(column);
  // Codes typed into a text column keep their digits and leading zeros.
  whole.numFmt = cellStyles[column.type].numFmt ?? 'General';
  const header = sheet.getRow(HEADER_ROW).getCell(index);
  const font = headerStyle.font ?? {};
  header.value = column.required
    ? {
        richText: [
          { font, text: textCell(column.title) },
          { font: RED, text: ' *' },
        ],
      }
    : textCell(column.title);
  header.style = headerStyle;
  if (column.note !== null) header.note = textCell(column.note);
  sheet.getRow(EXAMPLE_ROW).height = 22;
  const example = sheet.getRow(EXAMPLE_ROW).getCell(index);
  example.value = column.example === '' ? null : textCell(column.example);
  example.style = { ...cellStyles.text, font: exampleFont };
  if (index === 1) example.note = textCell(exampleNote);
}

function addChoices(
  sheet: Validated,
  choices: Worksheet,
  index: number,
  column: FormColumn,
  pick: string,
): void {
  if (column.choices.length === 0) return;
  for (const [at, choice] of column.choices.entries()) {
    choices.getRow(at + 1).getCell(index).value = textCell(choice);
  }
  const letters = sheet.getColumn(index).letter;
  const range = `${CHOICES}!$${letters}$1:$${letters}$${column.choices.length}`;
  sheet.dataValidations.add(`${letters}${EXAMPLE_ROW}:${letters}${LAST_ROW}`, {
    type: 'list',
    allowBlank: true,
    formulae: [range],
    showErrorMessage: !column.several,
    errorStyle: 'stop',
    error: pick,
  });
}
