import { type Part, zipOf } from './zip.ts';

/** A cell as a program would write it: a text, a number, or XML of its own. */
export type FixtureCell = string | number | null | { readonly xml: string };
export type FixtureRows = readonly (readonly FixtureCell[])[];

/** Programs differ in how they write the same sheet. */
export type Program = 'excel' | 'wps' | 'libreOffice' | 'openXmlSdk';

export interface FixtureOptions {
  readonly program?: Program;
  readonly date1904?: boolean;
  /** Beside what every workbook has; one of the same name takes its place. */
  readonly more?: readonly Part[];
  readonly afterRows?: string;
  readonly beforeRows?: string;
  readonly hiddenRows?: readonly number[];
  readonly hiddenSheet?: { readonly name: string; readonly rows: FixtureRows };
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Styles of the cells: 0 plain, 1 built-in date, 2 年月日, 3 a moment. */
export const styleXml = `<numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs>`;

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A serial number with a style of `styleXml`. */
export const dated = (serial: number, style: 1 | 2 | 3): FixtureCell => ({
  xml: `s="${style}"><v>${serial}</v>`,
});

/** A workbook in the form of one of the programs. */
export function workbookFile(rows: FixtureRows, options: FixtureOptions = {}): Uint8Array {
  const { program = 'excel', more = [], hiddenSheet } = options;
  const strings: string[] = [];
  const parts: Part[] = [
    { name: '_rels/.rels', bytes: rels([['officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', bytes: bookXml(options) },
    { name: 'xl/worksheets/sheet1.xml', bytes: sheetXml(rows, options, strings) },
  ];
  const relations: [string, string][] = [['worksheet', 'worksheets/sheet1.xml']];
  if (hiddenSheet) {
    relations.push(['worksheet', '/xl/worksheets/sheet2.xml']);
    const bytes = sheetXml(hiddenSheet.rows, { program }, strings);
    parts.push({ name: 'xl/worksheets/sheet2.xml', bytes });
  }
  // The SDK writes the bare least: no styles, no shared strings, no properties.
  if (program !== 'openXmlSdk') {
    relations.push(['styles', 'styles.xml']);
    const styles = `${HEAD}<styleSheet xmlns="${MAIN}">${styleXml}</styleSheet>`;
    parts.push({ name: 'xl/styles.xml', bytes: styles });
    parts.push({ name: 'docProps/app.xml', bytes: appXml(program) });
  }
  if (strings.length > 0) {
    relations.push(['sharedStrings', 'sharedStrings.xml']);
    const items = strings.map((text) => `<si>${stringXml(text, program)}</si>`).join('');
    const xml = `${HEAD}<sst xmlns="${MAIN}" count="${strings.length}">${items}</sst>`;
    parts.push({ name: 'xl/sharedStrings.xml', bytes: xml });
  }
  parts.push({ name: 'xl/_rels/workbook.xml.rels', bytes: rels(relations) });
  parts.push({ name: '[Content_Types].xml', bytes: contentTypes() });
  const replaced = new Set(more.map(({ name }) => name));
  return zipOf([...parts.filter(({ name }) => !replaced.has(name)), ...more]);
}

function rels(relations: readonly (readonly [string, string])[]): string {
  const each = relations.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${REL}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

export function contentTypes(book = 'sheet.main+xml'): string {
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${book}"/></Types>`;
}

function bookXml({ date1904, hiddenSheet }: FixtureOptions): string {
  const properties = date1904 ? '<workbookPr date1904="1"/>' : '<workbookPr/>';
  const hidden = hiddenSheet
    ? `<sheet name="${hiddenSheet.name}" sheetId="2" state="hidden" r:id="rId2"/>`
    : '';
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}">${properties}<sheets><sheet name="台账" sheetId="1" r:id="rId1"/>${hidden}</sheets></workbook>`;
}

const applications = {
  excel: '<Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion>',
  wps: '<Application>WPS 表格</Application><AppVersion>12.1</AppVersion>',
  libreOffice: '<Application>LibreOffice/24.8.4.2$Linux_X86_64</Application>',
};
const appXml = (program: Exclude<Program, 'openXmlSdk'>): string =>
  `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">${applications[program]}</Properties>`;

/** Excel notes how a text is read aloud, and splits it where fonts change. */
function stringXml(text: string, program: Program): string {
  if (program !== 'excel') return `<t xml:space="preserve">${escapeXml(text)}</t>`;
  const [first = '', rest = ''] = [text.slice(0, 1), text.slice(1)];
  return `<r><t xml:space="preserve">${escapeXml(first)}</t></r><r><rPr><b/></rPr><t xml:space="preserve">${escapeXml(rest)}</t></r><rPh sb="0" eb="1"><t>yin</t></rPh>`;
}

function sheetXml(rows: FixtureRows, options: FixtureOptions, strings: string[]): string {
  const { program = 'excel', beforeRows = '', afterRows = '', hiddenRows = [] } = options;
  const x = program === 'openXmlSdk' ? 'x:' : '';
  const written = rows.map((cells, index) => {
    const number = index + 1;
    const hidden = hiddenRows.includes(number) ? ' hidden="1"' : '';
    const each = cells.map((cell, column) =>
      cellXml(cell, place(column, number), program, strings),
    );
    const at = program === 'openXmlSdk' ? '' : ` r="${number}"`;
    return `<${x}row${at}${hidden}>${each.join('')}</${x}row>`;
  });
  const data = `<${x}sheetData>${written.join('')}</${x}sheetData>`;
  const space = x === '' ? 'xmlns' : 'xmlns:x';
  return `${HEAD}<${x}worksheet ${space}="${MAIN}">${beforeRows}${data}${afterRows}</${x}worksheet>`;
}

/** Of columns A to Z. */
const place = (column: number, row: number): string => `${String.fromCharCode(65 + column)}${row}`;

function cellXml(cell: FixtureCell, at: string, program: Program, strings: string[]): string {
  const x = program === 'openXmlSdk' ? 'x:' : '';
  const r = program === 'openXmlSdk' ? '' : ` r="${at}"`;
  if (cell === null) return `<${x}c${r}/>`;
  if (typeof cell === 'object') return `<${x}c${r} ${cell.xml}</${x}c>`;
  if (typeof cell === 'number') return `<${x}c${r}><${x}v>${cell}</${x}v></${x}c>`;
  if (program === 'openXmlSdk') {
    return `<x:c t="inlineStr"><x:is><x:t>${escapeXml(cell)}</x:t></x:is></x:c>`;
  }
  strings.push(cell);
  return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
}
