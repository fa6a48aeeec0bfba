import type { Style } from 'exceljs';
import type { CellType } from './model.ts';

const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
const body = { name: '仿宋', size: 11 };

/** Shared objects: the writer knows a style that it has seen by identity. */
export const titleStyle: Partial<Style> = {
  font: { name: '宋体', size: 16, bold: true },
  alignment: { horizontal: 'center', vertical: 'middle' },
};
export const lineStyle: Partial<Style> = {
  font: body,
  alignment: { horizontal: 'left', vertical: 'middle', wrapText: true },
};
export const headerStyle: Partial<Style> = {
  font: { name: '宋体', size: 11, bold: true },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } },
  border,
};

// The format @ keeps a text a text when somebody edits the cell: =… never becomes a formula.
const formats: Readonly<Record<CellType, string>> = {
  text: '@',
  bool: '@',
  int: '0',
  number: 'General',
  date: 'yyyy-mm-dd',
  datetime: 'yyyy-mm-dd hh:mm',
};

const cell = (type: CellType): Partial<Style> => ({
  font: body,
  numFmt: formats[type],
  alignment: {
    horizontal: type === 'text' ? 'left' : type === 'int' || type === 'number' ? 'right' : 'center',
    vertical: 'middle',
    wrapText: type === 'text',
  },
  border,
});

export const cellStyles: Readonly<Record<CellType, Partial<Style>>> = {
  text: cell('text'),
  bool: cell('bool'),
  int: cell('int'),
  number: cell('number'),
  date: cell('date'),
  datetime: cell('datetime'),
};

/** A number or a date that came as another text. */
export const plainText = cell('text');

const widths: Readonly<Record<CellType, number>> = {
  text: 20,
  bool: 8,
  int: 12,
  number: 14,
  date: 13,
  datetime: 18,
};

/** Wide enough for its title on at most two lines. */
export function widthOf({ type, title, width }: WidthOf): number {
  if (width !== undefined) return width;
  const half = [...title].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0);
  return Math.min(40, Math.max(widths[type], Math.ceil(half / 2) + 4));
}

interface WidthOf {
  readonly type: CellType;
  readonly title: string;
  readonly width?: number;
}
