import {
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import { blocksOf } from './blocks.ts';
import {
  empty,
  fonts,
  LINE,
  type LineOptions,
  line,
  page,
  RED,
  run,
  SPACING,
  size,
} from './layout.ts';
import type { Attachment, OfficialDocument } from './model.ts';

/** 2026年11月25日: arabic numerals, no leading zeros. */
export function dateInWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** The mark shrinks until it fits one line. */
function markSize(mark: string): number {
  const fits = Math.floor((156 / 25.4) * 72 * 2) / Math.max(1, [...mark].length + 1);
  return Math.min(size.mark, Math.floor(fits));
}

function head({ mark, number }: OfficialDocument): Paragraph[] {
  const half = markSize(mark);
  const rule = { style: BorderStyle.SINGLE, size: 12, color: RED, space: 11 };
  return [
    line(mark, {
      ...{ align: 'center', font: fonts.song, size: half, colour: RED },
      ...{ before: 1100, line: Math.max(LINE, half * 12) },
    }),
    ...empty(2),
    new Paragraph({
      alignment: 'center',
      widowControl: false,
      spacing: { line: LINE, lineRule: 'exact', before: 0, after: 0 },
      border: { bottom: rule },
      children: [run(number ?? '（文号待编）')],
    }),
  ];
}

/** 附件说明: one line after the body; a single one has no number. */
function listOf(attachments: readonly Attachment[]): Paragraph[] {
  if (attachments.length === 0) return [];
  const lines = attachments.map(({ title }, index) => {
    const number = attachments.length === 1 ? '' : `${index + 1}. `;
    return line(index === 0 ? `附件：${number}${title}` : `${number}${title}`, {
      first: index === 0 ? 2 : 5,
      align: 'left',
    });
  });
  return [...empty(1), ...lines];
}

/** Signature over the date, four characters from the right; the bookmark is where the seal goes. */
function signature({ signer, date, note = null }: OfficialDocument): Paragraph[] {
  const day = date === null ? '（日期待签）' : dateInWords(date);
  // The signature stands in the middle over the date, whose digits are half as wide.
  const width = (text: string): number =>
    [...text].reduce((sum, each) => sum + (/[0-9]/.test(each) ? 0.5 : 1), 0);
  const right = Math.max(2, 4 + (width(day) - width(signer)) / 2);
  const seal = new Bookmark({ id: 'seal', children: [run(signer)] });
  return [
    ...empty(2),
    new Paragraph({
      alignment: 'right',
      keepNext: true,
      widowControl: false,
      spacing: { line: LINE, lineRule: 'exact', before: 0, after: 0 },
      indent: { right: Math.round(right * 315) },
      children: [seal],
    }),
    line(day, { align: 'right', right: 4 }),
    ...(note === null ? [] : [line(`（${note}）`, { first: 2, align: 'left' })]),
  ];
}

function attached(
  { title, blocks }: Attachment,
  index: number,
  all: number,
): (Paragraph | Table)[] {
  const name = all === 1 ? '附件' : `附件${index + 1}`;
  return [
    line(name, { align: 'left', font: fonts.hei, newPage: true }),
    ...empty(1),
    line(title, { align: 'center', font: fonts.song, size: size.two, line: 640 }),
    ...empty(1),
    ...blocksOf(blocks),
  ];
}

/** 版记: who gets a copy, who printed it and when; thick lines outside, a thin one between. */
function colophon({ copyTo, signer, date }: OfficialDocument): Paragraph[] {
  const of = (text: string, top: number, bottom: number): Paragraph =>
    new Paragraph({
      widowControl: false,
      spacing: { line: LINE, lineRule: 'exact', before: 0, after: 0 },
      indent: { left: 280, right: 280 },
      tabStops: [
        { type: 'right', position: page.width - page.margin.left - page.margin.right - 280 },
      ],
      border: {
        ...(top
          ? { top: { style: BorderStyle.SINGLE, size: top, color: '000000', space: 1 } }
          : {}),
        ...(bottom
          ? { bottom: { style: BorderStyle.SINGLE, size: bottom, color: '000000', space: 1 } }
          : {}),
      },
      children: [run(text, { size: size.four })],
    });
  const printed = `${signer}办公室\t${date === null ? '' : `${dateInWords(date)}印发`}`;
  return [
    ...empty(1),
    ...(copyTo === null ? [] : [of(`抄送：${copyTo}。`, 8, 6)]),
    of(printed, copyTo === null ? 8 : 0, 8),
  ];
}

/** — 1 —: at the outer edge, one character in. */
function pageNumber(side: 'left' | 'right'): Footer {
  const dash: LineOptions = { font: fonts.plain, size: size.four };
  const number = new TextRun({
    children: [PageNumber.CURRENT],
    font: fonts.plain,
    size: size.four,
  });
  const runs = [run('— ', dash), number, run(' —', dash)];
  return new Footer({ children: [line(runs, { align: side, [side]: 1 })] });
}

/** The document as a .docx file. */
export async function officialDocument(document: OfficialDocument): Promise<Uint8Array> {
  const { title, to, body, attachments, signer } = document;
  const children = [
    ...head(document),
    ...empty(1),
    line(title, { align: 'center', font: fonts.song, size: size.two, line: 640 }),
    ...empty(1),
    ...(to === null ? [] : [line(`${to}：`, { align: 'left' })]),
    ...blocksOf(body),
    ...listOf(attachments),
    ...signature(document),
    ...attachments.flatMap((each, index) => attached(each, index, attachments.length)),
    ...colophon(document),
  ];
  const file = new Document({
    creator: signer,
    title,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: fonts.fangsong, size: size.three, characterSpacing: SPACING },
          paragraph: { spacing: { line: LINE, lineRule: 'exact', before: 0, after: 0 } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { ...page.margin, header: 850, footer: 1400, gutter: 0 },
          },
          grid: { linePitch: LINE },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
