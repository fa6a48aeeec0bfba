import {
  AlignmentType,
  BorderStyle,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { LineOptions } from './layout.ts';
import { fonts, line, size, textWidth } from './layout.ts';
import type { Block, TableBlock } from './model.ts';

const DIGITS = '零一二三四五六七八九';

/** 1 to 99 in Chinese. */
export function chineseNumber(n: number): string {
  const ten = Math.floor(n / 10);
  const one = n % 10;
  const tens = ten === 0 ? '' : `${ten === 1 ? '' : DIGITS[ten]}十`;
  return `${tens}${one === 0 && ten > 0 ? '' : DIGITS[one]}`;
}

const numberings: readonly ((n: number) => string)[] = [
  (n) => `${chineseNumber(n)}、`,
  (n) => `（${chineseNumber(n)}）`,
  (n) => `${n}. `,
  (n) => `（${n}）`,
];
const faces = [fonts.hei, fonts.kai, fonts.fangsong, fonts.fangsong] as const;

/** Blocks in their order; headings are counted level by level. */
export function blocksOf(blocks: readonly Block[]): (Paragraph | Table)[] {
  const counts = [0, 0, 0, 0];
  return blocks.flatMap((block): (Paragraph | Table)[] => {
    if (block.kind === 'paragraph') return [line(block.text, { first: 2 })];
    if (block.kind === 'table') return tableOf(block);
    const at = block.level - 1;
    counts[at] = (counts[at] ?? 0) + 1;
    counts.fill(0, at + 1);
    const number = numberings[at]?.(counts[at] ?? 1) ?? '';
    const face = faces[at] ?? fonts.fangsong;
    return [line(`${number}${block.text}`, { first: 2, font: face, keepNext: true })];
  });
}

const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const edges = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE };
/** Rows of tables are set closer: 4号 on 22 pt. */
const inTable: LineOptions = { size: size.four, align: 'center', line: 440 };

function tableOf({ caption, columns, rows }: TableBlock): (Paragraph | Table)[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((textWidth * width) / whole));
  const row = (cells: readonly string[], heading: boolean): TableRow =>
    new TableRow({
      tableHeader: heading,
      cantSplit: true,
      children: widths.map(
        (width, index) =>
          new TableCell({
            width: { size: width, type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            borders: edges,
            children: [
              line(cells[index] ?? '', heading ? { ...inTable, font: fonts.hei } : inTable),
            ],
          }),
      ),
    });
  const table = new Table({
    alignment: AlignmentType.CENTER,
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((cells) => row(cells, false)),
    ],
  });
  const above = caption ? [line(caption, { align: 'center', font: fonts.hei })] : [];
  return [...above, table];
}
