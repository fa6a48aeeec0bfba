import { escapeXml } from './workbook-files.ts';
import { type Part, zipOf } from './zip.ts';

/**
 * A workbook as WPS 表格 (WPS Office 12, Chinese) saves it, from what is publicly known of its files:
 * its own property parts (KSOProductBuildVer, ICV), `etc` names of www.wps.cn, styles by the Chinese
 * built-in formats (31 年月日, 57 月日) without codes of their own, rows with spans, pictures in cells
 * as DISPIMG formulas with `xl/cellimages.xml`. It was not saved by WPS, which does not run here.
 */
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const ETC = 'http://www.wps.cn/officeDocument/2017/etCustomData';

/** Styles of cells: 0 plain, 1 年月日 (31), 2 月日 (57), 3 a moment, 4 a text. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><numFmts count="5"><numFmt numFmtId="41" formatCode="_ * #,##0_ ;_ * \\-#,##0_ ;_ * &quot;-&quot;_ ;_ @_ "/><numFmt numFmtId="42" formatCode="_ &quot;￥&quot;* #,##0_ ;_ &quot;￥&quot;* \\-#,##0_ ;_ &quot;￥&quot;* &quot;-&quot;_ ;_ @_ "/><numFmt numFmtId="43" formatCode="_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ "/><numFmt numFmtId="44" formatCode="_ &quot;￥&quot;* #,##0.00_ ;_ &quot;￥&quot;* \\-#,##0.00_ ;_ &quot;￥&quot;* &quot;-&quot;??_ ;_ @_ "/><numFmt numFmtId="176" formatCode="yyyy/m/d\\ h:mm;@"/></numFmts><fonts count="1"><font><sz val="11"/><color theme="1"/><name val="宋体"/><charset val="134"/><scheme val="minor"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment vertical="center"/></xf><xf numFmtId="43" fontId="0" fillId="0" borderId="0" applyFont="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><alignment vertical="center"/></xf><xf numFmtId="31" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="57" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="176" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStylePreset3_Accent1"/></styleSheet>`;

export type WpsCell =
  | string
  | number
  | null
  | { readonly serial: number; readonly style: 1 | 2 | 3 }
  | { readonly picture: string };

const columnOf = (index: number): string => String.fromCharCode(65 + index);

function cellXml(cell: WpsCell, at: string, strings: string[]): string {
  if (cell === null) return `<c r="${at}" s="0"/>`;
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    strings.push(cell);
    return `<c r="${at}" s="4" t="s"><v>${strings.length - 1}</v></c>`;
  }
  if ('serial' in cell) return `<c r="${at}" s="${cell.style}"><v>${cell.serial}</v></c>`;
  const call = `DISPIMG(&quot;${cell.picture}&quot;,1)`;
  return `<c r="${at}" t="str"><f>_xlfn.${call}</f><v>=${call}</v></c>`;
}

function sheetXml(rows: readonly (readonly WpsCell[])[], strings: string[]): string {
  const width = Math.max(...rows.map((row) => row.length));
  const written = rows.map((row, index) => {
    const cells = row.map((cell, column) =>
      cellXml(cell, `${columnOf(column)}${index + 1}`, strings),
    );
    return `<row r="${index + 1}" spans="1:${width}" ht="14.25" customHeight="1">${cells.join('')}</row>`;
  });
  const last = `${columnOf(width - 1)}${rows.length}`;
  return `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${DOCUMENT}/relationships" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:etc="${ETC}"><sheetPr/><dimension ref="A1:${last}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="9" defaultRowHeight="13.5" outlineLevelRow="2"/><cols><col min="1" max="${width}" width="20.625" customWidth="1"/></cols><sheetData>${written.join('')}</sheetData><pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/><headerFooter/></worksheet>`;
}

const rels = (of: readonly (readonly [string, string])[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${of
    .map(([type, target], index) => {
      const kind = type.startsWith('http') ? type : `${DOCUMENT}/relationships/${type}`;
      return `<Relationship Id="rId${index + 1}" Type="${kind}" Target="${target}"/>`;
    })
    .join('')}</Relationships>`;

const override = (part: string, type: string): string =>
  `<Override PartName="${part}" ContentType="application/vnd.${type}+xml"/>`;
const SHEET = 'openxmlformats-officedocument.spreadsheetml';
const TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${override('/xl/workbook.xml', `${SHEET}.sheet.main`)}${override('/xl/worksheets/sheet1.xml', `${SHEET}.worksheet`)}${override('/xl/styles.xml', `${SHEET}.styles`)}${override('/xl/sharedStrings.xml', `${SHEET}.sharedStrings`)}${override('/xl/cellimages.xml', 'wps-officedocument.cellimage')}${override('/docProps/app.xml', 'openxmlformats-officedocument.extended-properties')}${override('/docProps/core.xml', 'openxmlformats-package.core-properties')}${override('/docProps/custom.xml', 'openxmlformats-officedocument.custom-properties')}</Types>`;

const property = (id: number, name: string, value: string): string =>
  `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${id}" name="${name}"><vt:lpwstr>${value}</vt:lpwstr></property>`;

export function wpsWorkbook(rows: readonly (readonly WpsCell[])[]): Uint8Array {
  const strings: string[] = [];
  const sheet = sheetXml(rows, strings);
  const items = strings.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('');
  const part = (name: string, bytes: string): Part => ({ name, bytes });
  return zipOf([
    part('[Content_Types].xml', TYPES),
    part(
      '_rels/.rels',
      rels([
        ['officeDocument', 'xl/workbook.xml'],
        [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
        ['extended-properties', 'docProps/app.xml'],
        ['custom-properties', 'docProps/custom.xml'],
      ]),
    ),
    part(
      'docProps/app.xml',
      `${HEAD}<Properties xmlns="${DOCUMENT}/extended-properties"><Application>WPS Office_12.1.0.16120_F1E327BC-269C-435d-A152-05C5408002CA</Application><DocSecurity>0</DocSecurity></Properties>`,
    ),
    part(
      'docProps/core.xml',
      `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties"/>`,
    ),
    part(
      'docProps/custom.xml',
      `${HEAD}<Properties xmlns="${DOCUMENT}/custom-properties" xmlns:vt="${DOCUMENT}/docPropsVTypes">${property(2, 'ICV', '0B1C2D3E4F5061728394A5B6C7D8E9F0_13')}${property(3, 'KSOProductBuildVer', '2052-12.1.0.16120')}</Properties>`,
    ),
    part(
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}/relationships"><fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/><workbookPr/><bookViews><workbookView windowWidth="28800" windowHeight="12375"/></bookViews><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      rels([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
        ['http://www.wps.cn/officeDocument/2020/cellImage', 'cellimages.xml'],
      ]),
    ),
    part('xl/worksheets/sheet1.xml', sheet),
    part('xl/styles.xml', STYLES),
    part(
      'xl/sharedStrings.xml',
      `${HEAD}<sst xmlns="${MAIN}" count="${strings.length}" uniqueCount="${strings.length}">${items}</sst>`,
    ),
    part('xl/cellimages.xml', `${HEAD}<etc:cellImages xmlns:etc="${ETC}"/>`),
  ]);
}
