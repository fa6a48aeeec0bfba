import type { Archive } from './archive.ts';
import { isBuiltInDate, showsDate } from './formats.ts';
import type { ReadLimits } from './model.ts';
import { Unreadable } from './refusals.ts';
import { attributeOf, readXml } from './xml.ts';

export interface SheetPart {
  readonly name: string;
  readonly part: string;
  readonly visible: boolean;
}

export interface BookParts {
  readonly sheets: readonly SheetPart[];
  readonly strings: string | null;
  readonly styles: string | null;
  readonly date1904: boolean;
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** What the workbook consists of, by its relations: the names of parts are each program's own. */
export async function readBook(archive: Archive): Promise<BookParts> {
  await refuseMacroTypes(archive);
  await refuseExternalRelations(archive);
  const root = [...(await relations(archive, '_rels/.rels', '')).values()];
  const book = root.find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (book === undefined || !archive.has(book)) throw new Unreadable('notWorkbook');
  if (book.endsWith('.bin')) throw new Unreadable('notWorkbook', book);
  const folder = book.slice(0, book.lastIndexOf('/') + 1);
  const rels = `${folder}_rels/${book.slice(folder.length)}.rels`;
  const parts = await relations(archive, rels, folder);
  const ofType = (type: string): string | null =>
    [...parts.values()].find((each) => each.type.endsWith(`/${type}`))?.target ?? null;
  const { sheets, date1904 } = await readSheetList(archive, book, parts);
  return { sheets, date1904, strings: ofType('sharedStrings'), styles: ofType('styles') };
}

async function readSheetList(
  archive: Archive,
  book: string,
  parts: ReadonlyMap<string, Relation>,
): Promise<Pick<BookParts, 'sheets' | 'date1904'>> {
  const sheets: SheetPart[] = [];
  let date1904 = false;
  let workbook = false;
  await readXml(book, archive.text(book), {
    open(name, attributes) {
      if (name === 'workbook') workbook = true;
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const found = parts.get(attributeOf(attributes, 'id') ?? '');
      if (!found?.type.endsWith('/worksheet')) return;
      const visible = (attributes.state ?? 'visible') === 'visible';
      sheets.push({ name: attributes.name ?? '', part: found.target, visible });
    },
  });
  if (!workbook) throw new Unreadable('notWorkbook');
  return { sheets, date1904 };
}

async function refuseMacroTypes(archive: Archive): Promise<void> {
  const part = '[Content_Types].xml';
  await readXml(part, archive.text(part), {
    open(_, { ContentType: type = '' }) {
      if (/macroEnabled|vbaProject/i.test(type)) throw new Unreadable('macros');
    },
  });
}

/** A link in a cell is only text to us; anything else from outside is not taken. */
async function refuseExternalRelations(archive: Archive): Promise<void> {
  for (const part of archive.names) {
    if (!part.endsWith('.rels')) continue;
    await readXml(part, archive.text(part), {
      open(name, { TargetMode: mode, Type: type = '' }) {
        if (name !== 'Relationship' || mode !== 'External') return;
        if (!type.endsWith('/hyperlink')) throw new Unreadable('externalLinks', part);
      },
    });
  }
}

async function relations(
  archive: Archive,
  part: string,
  folder: string,
): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  if (!archive.has(part)) throw new Unreadable('notWorkbook');
  await readXml(part, archive.text(part), {
    open(name, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (name === 'Relationship') found.set(id, { type, target: resolve(folder, target) });
    },
  });
  return found;
}

/** Targets are relative to the folder, or absolute. */
function resolve(folder: string, target: string): string {
  const path = new URL(target, `file:///${folder}`).pathname;
  return decodeURIComponent(path.slice(1));
}

/** Of each cell style: does it show a date? */
export async function readStyles(archive: Archive, part: string | null): Promise<boolean[]> {
  const dates: boolean[] = [];
  if (part === null || !archive.has(part)) return dates;
  const codes = new Map<number, string>();
  let inCells = false;
  await readXml(part, archive.text(part), {
    open(name, attributes) {
      if (name === 'cellXfs') inCells = true;
      const id = Number(attributes.numFmtId ?? 0);
      if (name === 'numFmt') codes.set(id, attributes.formatCode ?? '');
      if (name !== 'xf' || !inCells) return;
      const code = codes.get(id);
      dates.push(code === undefined ? isBuiltInDate(id) : showsDate(code));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

/** Texts that cells name by number; how they are read aloud (`rPh`) is left out. */
export async function readStrings(
  archive: Archive,
  part: string | null,
  limits: ReadLimits,
): Promise<string[]> {
  const strings: string[] = [];
  if (part === null || !archive.has(part)) return strings;
  let text = '';
  let taking = false;
  let aloud = false;
  await readXml(part, archive.text(part), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') aloud = true;
      taking = name === 't' && !aloud;
    },
    text(more) {
      if (!taking) return;
      text += more;
      if (text.length > limits.cellChars) throw new Unreadable('hugeCell', part);
    },
    close(name) {
      taking = false;
      if (name === 'rPh') aloud = false;
      if (name === 'si') strings.push(plainText(text));
    },
  });
  return strings;
}

/** `_x000D_` stands for a character that XML does not have. */
export function plainText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
