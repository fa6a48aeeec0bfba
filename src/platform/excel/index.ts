export type { CellType, CellValue, SheetColumn, SheetRow, SheetSpec } from './model.ts';
export { sheetBytes, writeSheet, XLSX } from './write-sheet.ts';
