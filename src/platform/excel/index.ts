export {
  answeredRows,
  type BilingualColumn,
  bilingualColumn,
  columnsIn,
  type ExportSpec,
  exportAnswer,
  keyedRows,
  pagedRows,
  placedRows,
} from './export-answer.ts';
export type { CellType, CellValue, SheetColumn, SheetRow, SheetSpec } from './model.ts';
export type {
  BadCell,
  DateCell,
  ReadCell,
  ReadLimits,
  ReadRow,
  ReadSheet,
} from './read/model.ts';
export { defaultLimits } from './read/model.ts';
export { type ReadOptions, readWorkbook } from './read/read-workbook.ts';
export { refusalText, type SheetReason, type SheetRefusal } from './read/refusals.ts';
export { columnName } from './read/sheet-parser.ts';
export { type FormColumn, type FormSpec, formBytes } from './write-form.ts';
export { type MarkedRow, type MarkedSpec, writeMarked } from './write-marked.ts';
export { sheetBytes, writeSheet, XLSX } from './write-sheet.ts';
