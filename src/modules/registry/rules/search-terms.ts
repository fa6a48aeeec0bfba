/**
 * What a record is found by: pieces of its texts, kept in one array under a GIN index. Texts in
 * Chinese are cut into single characters and pairs, letters and digits into runs of three; a piece
 * with a caret stands at a text's beginning. A match of pieces is then checked against the texts.
 */
export interface SearchTexts {
  /** As people write them: the name, former names, document numbers. */
  readonly written: readonly string[];
  /** As people type them: pinyin, initials, codes. */
  readonly typed: readonly string[];
  /** First letters of the syllables: looked into two by two. */
  readonly initials?: readonly string[];
}

const MOST_TEXT = 200;
const LONGEST_BEGINNING = 4;

/** Upper and lower case, full and half width and spaces make no difference. */
export function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '').slice(0, MOST_TEXT);
}

/** Letters and digits only? Then it may be pinyin, initials or a code. */
export function isTyped(query: string): boolean {
  return /^[a-z0-9]+$/.test(query);
}

function runs(text: string, length: number): string[] {
  const signs = [...text];
  return signs.slice(length - 1).map((_, i) => signs.slice(i, i + length).join(''));
}

function beginnings(text: string): string[] {
  const signs = [...text].slice(0, LONGEST_BEGINNING);
  return signs.map((_, i) => `^${signs.slice(0, i + 1).join('')}`);
}

/** Every piece of a record's texts, each once. */
export function piecesOf({ written, typed, initials = [] }: SearchTexts): string[] {
  const pieces = new Set<string>();
  const add = (list: readonly string[]): void => {
    for (const piece of list) pieces.add(piece);
  };
  for (const text of written.map(normal)) {
    add(beginnings(text));
    add(runs(text, 1));
    add(runs(text, 2));
  }
  for (const text of typed.map(normal)) {
    add(beginnings(text));
    add(runs(text, 3));
  }
  for (const text of initials.map(normal)) {
    add(beginnings(text));
    add(runs(text, 2));
    add(runs(text, 3));
  }
  return [...pieces];
}

/** Pieces that a text beginning with the query must have. */
export function beginningOf(query: string): string {
  return `^${[...query].slice(0, LONGEST_BEGINNING).join('')}`;
}

/** Pieces that a text with the query in it must have; null: too short to look inside texts. */
export function piecesWithin(query: string): string[] | null {
  const signs = [...query].length;
  if (isTyped(query)) {
    if (signs === 1) return null;
    return [...new Set(runs(query, Math.min(signs, 3)))];
  }
  return signs === 1 ? [query] : [...new Set(runs(query, 2))];
}

/** A piece longer than any of a text: the county in which a record lies, or that it is not in one. */
export const IN_COUNTY = '@';
export const NO_COUNTY = 'none';

const BETWEEN = '\n';

/** All texts in one, each begun by a line: what a match of pieces is checked against. */
export function textOf({ written, typed, initials = [] }: SearchTexts): string {
  return [...new Set([...written, ...typed, ...initials].map(normal))]
    .filter((text) => text !== '')
    .map((text) => `${BETWEEN}${text}`)
    .join('');
}
