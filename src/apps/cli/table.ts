/** Columns for a terminal: Chinese characters take two places. */

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += WIDE.test(char) ? 2 : 1;
  return width;
}

/** Filled up to a width, or cut to it with an ellipsis. */
export function fitted(text: string, width: number): string {
  const missing = width - widthOf(text);
  if (missing >= 0) return text + ' '.repeat(missing);
  let shown = '';
  for (const char of text) {
    if (widthOf(shown + char) > width - 1) break;
    shown += char;
  }
  return fitted(`${shown}…`, width);
}

/** One line a row; what stands beyond the widths runs free. */
export function table(widths: readonly number[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i < widths.length ? fitted(cell, widths[i] ?? 0) : cell)).join('  ');
  return rows.map((cells) => `${line(cells).trimEnd()}\n`).join('');
}
