// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text of a form has.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u2060\ufeff]/g;
const SPACE = /[\u00a0\u2000-\u200a\u3000]/g;

/** As a person would have typed it: no invisible signs, plain spaces, none at the ends. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(CONTROL, '')
    .replaceAll(SPACE, ' ')
    .replaceAll('\r\n', '\n')
    .trim();
}

/** Full-width digits, letters and signs as plain ones: ２０２４－０３ is 2024-03. */
export function plainSigns(text: string): string {
  return cleanText(text).normalize('NFKC');
}

/** What headings are compared by: 企业名称 * , 企业名称（必填） and 企业 名称： are one. */
export function headingKey(text: string): string {
  return plainSigns(text)
    .replaceAll(/[(][^)]*[)]/g, '')
    .replaceAll(/[\s*:：_/、,，.。-]/g, '')
    .toLowerCase();
}

/** What names of codes and records are compared by. */
export function nameKey(text: string): string {
  return plainSigns(text).replaceAll(/\s/g, '').toLowerCase();
}

/** Items of a list in one cell: 动火、高处 or 动火，高处 or one a line. */
export function itemsOf(text: string): string[] {
  return cleanText(text)
    .split(/[、,，;；\n]+/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Spellings under which a record may be kept: brackets of either width, divisions in full or not. */
export function nameVariants(text: string): string[] {
  const clean = cleanText(text);
  const plain = plainSigns(text);
  const wide = plain.replaceAll('(', '（').replaceAll(')', '）');
  const short = plain.replace(/^.{2,3}省/, '').replace(/^.{2,4}市(?=.)/, '');
  return [...new Set([clean, plain, wide, short])].filter((name) => name !== '');
}
