import type { IRunOptions } from 'docx';
import { AlignmentType, LineRuleType, Paragraph, TextRun } from 'docx';

/**
 * GB/T 9704-2012: A4, text area 156 × 225 mm, 22 lines of 28 characters of 3号仿宋. In Word: size 16
 * pt, lines of exactly 28.9 pt, characters 0.25 pt closer.
 */
export const MM = 1440 / 25.4;
export const page = {
  width: 11906,
  height: 16838,
  margin: {
    top: Math.round(37 * MM),
    right: Math.round(26 * MM),
    bottom: Math.round(35 * MM),
    left: Math.round(28 * MM),
  },
} as const;
export const textWidth = page.width - page.margin.left - page.margin.right;

export const LINE = 578;
/** Twentieths of a point between characters. */
export const SPACING = -5;
/** Half points. */
export const size = { three: 32, two: 44, four: 28, mark: 96 } as const;
/** Width of one character of the body, in twips. */
export const CHARACTER = size.three * 10 + SPACING;
export const RED = 'E60012';

const LATIN = 'Times New Roman';
const font = (eastAsia: string) => ({ ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia });
export const fonts = {
  song: font('方正小标宋简体'),
  fangsong: font('仿宋_GB2312'),
  hei: font('黑体'),
  kai: font('楷体_GB2312'),
  plain: { ...font('宋体'), ascii: '宋体', hAnsi: '宋体' },
} as const;

export interface LineOptions {
  readonly font?: (typeof fonts)[keyof typeof fonts];
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right' | 'both';
  /** Characters that the first line is set in. */
  readonly first?: number;
  /** Characters left free at the right, and at the left. */
  readonly right?: number;
  readonly left?: number;
  readonly before?: number;
  readonly newPage?: boolean;
  readonly keepNext?: boolean;
  readonly colour?: string;
  readonly line?: number;
}

/** Half points: a run of the body is also spaced, so that 28 characters fill a line. */
export function run(text: string, { font: face, size: s, colour }: LineOptions = {}): TextRun {
  const half = s ?? size.three;
  const options: IRunOptions = {
    text,
    font: face ?? fonts.fangsong,
    size: half,
    ...(half === size.three ? { characterSpacing: SPACING } : {}),
    ...(colour ? { color: colour } : {}),
  };
  return new TextRun(options);
}

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
} as const;

export function line(text: string | readonly TextRun[], options: LineOptions = {}): Paragraph {
  const { align = 'both', first = 0, left = 0, right = 0, before = 0 } = options;
  return new Paragraph({
    alignment: alignments[align],
    widowControl: false,
    keepNext: options.keepNext ?? false,
    pageBreakBefore: options.newPage ?? false,
    spacing: { line: options.line ?? LINE, lineRule: LineRuleType.EXACT, before, after: 0 },
    indent: {
      firstLine: first * CHARACTER,
      left: left * CHARACTER,
      right: right * CHARACTER,
    },
    children: typeof text === 'string' ? [run(text, options)] : [...text],
  });
}

export const empty = (count: number): Paragraph[] =>
  Array.from({ length: count }, () => line('', { align: 'left' }));
