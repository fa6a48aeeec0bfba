import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { FixtureRows, Program } from '../../../../tests/support/workbook-files.ts';
import { contentTypes, dated, workbookFile } from '../../../../tests/support/workbook-files.ts';
import { type Part, zipOf } from '../../../../tests/support/zip.ts';
import { must } from '../../../kernel/result.ts';
import { sheetBytes } from '../write-sheet.ts';
import type { ReadCell, ReadLimits, ReadSheet } from './model.ts';
import { defaultLimits } from './model.ts';
import { parseWorkbook } from './parse-workbook.ts';
import { readWorkbook } from './read-workbook.ts';
import { refusalText, refusalTexts } from './refusals.ts';

async function read(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<ReadSheet> {
  const result = await readWorkbook(bytes, { limits });
  if (!result.ok) throw new Error(refusalText(result.error).en);
  return result.value;
}

async function cells(bytes: Uint8Array): Promise<readonly (readonly ReadCell[])[]> {
  return (await read(bytes)).rows.map((row) => row.cells);
}

/** Without a thread of its own: quick. */
async function reasonOf(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<string> {
  const result = await parseWorkbook(bytes, { ...defaultLimits, ...limits }, null);
  return result.ok ? 'read' : result.error.reason;
}

async function inThread(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<string> {
  const result = await readWorkbook(bytes, { limits });
  return result.ok ? 'read' : result.error.reason;
}

const rows: FixtureRows = [
  ['企业名称', '信用代码', '人数'],
  ['曹县甲 & 乙化工', '91371721MA00000001', 12],
  [' 带空格 ', null, 0.5],
];
const plain = [
  ['企业名称', '信用代码', '人数'],
  ['曹县甲 & 乙化工', '91371721MA00000001', 12],
  [' 带空格 ', null, 0.5],
];
const programs: readonly Program[] = ['excel', 'wps', 'libreOffice', 'openXmlSdk'];

describe('what the programs write', () => {
  test.each(programs)('%s', async (program) => {
    expect(await cells(workbookFile(rows, { program }))).toEqual(plain);
  });

  test('a file that LibreOffice Calc saved', async () => {
    const bytes = await readFile(new URL('./cases/libreoffice-calc.xlsx', import.meta.url));
    expect(await cells(bytes)).toEqual([
      ['企业名称', '统一社会信用代码', '成立日期', '从业人数', '备注'],
      ['曹县东方化工有限公司', '91371721MA00000001', { date: '2015-03-02' }, 120, '=1+1'],
      ['单县宏达机械有限公司', '91371722MA00000002', { date: '2019-11-30' }, 45.5, '多行\n文本'],
    ]);
  });

  test('our own writer', async () => {
    const bytes = await sheetBytes({
      title: '台账',
      asOf: '2026-06-30',
      columns: [
        { key: 'name', title: '名称', type: 'text' },
        { key: 'day', title: '日期', type: 'date' },
      ],
      rows: [{ name: '=1+1', day: '2024-03-01' }],
    });
    const line = '截至 2026-06-30';
    expect(await cells(bytes)).toEqual([
      ['台账', '台账', '台账'],
      [line, line, line],
      ['序号', '名称', '日期'],
      [1, '=1+1', { date: '2024-03-01' }],
    ]);
  });

  test('dates by built-in and own formats, and moments; in both epochs', async () => {
    const row = [dated(45352, 1), dated(45352, 2), dated(45352.5, 3), dated(59, 1), dated(1, 1)];
    expect(await cells(workbookFile([row]))).toEqual([
      [
        { date: '2024-03-01' },
        { date: '2024-03-01' },
        { date: '2024-03-01T12:00:00' },
        { date: '1900-02-28' },
        { date: '1900-01-01' },
      ],
    ]);
    const mac = workbookFile([[dated(43890, 1), dated(0, 2)]], { date1904: true });
    expect(await cells(mac)).toEqual([[{ date: '2024-03-01' }, { date: '1904-01-01' }]]);
  });

  test('formulas: the saved value is taken, none is worked out', async () => {
    const sheet = await read(
      workbookFile([
        [
          { xml: 't="str"><f>A2&amp;"|x!"</f><v>甲</v>' },
          { xml: '><f>SUM(A1:A9)</f><v>7</v>' },
          { xml: '><f>SUM(A1:A9)</f>' },
          { xml: 't="e"><f>1/0</f><v>#DIV/0!</v>' },
          { xml: 't="b"><v>1</v>' },
        ],
      ]),
    );
    expect(sheet.rows[0]?.cells).toEqual([
      '甲',
      7,
      { bad: 'formulaWithoutValue', shown: '' },
      { bad: 'error', shown: '#DIV/0!' },
      true,
    ]);
    expect(sheet.formulas).toBe(4);
  });

  test('merged cells all have the value; blanks at the end are gone; hidden rows are told', async () => {
    const sheet = await read(
      workbookFile(
        [
          ['基本情况', null, '联系方式'],
          ['名称', '代码', '电话'],
          ['甲', 'x', '1', null, '  '],
          [null, null],
          ['乙', 'y', '2'],
        ],
        {
          hiddenRows: [5],
          afterRows:
            '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1:C1"/><mergeCell ref="A9:XFD9"/></mergeCells>',
        },
      ),
    );
    expect(sheet.rows).toEqual([
      { number: 1, hidden: false, cells: ['基本情况', '基本情况', '联系方式'] },
      { number: 2, hidden: false, cells: ['名称', '代码', '电话'] },
      { number: 3, hidden: false, cells: ['甲', 'x', '1'] },
      { number: 5, hidden: true, cells: ['乙', 'y', '2'] },
    ]);
    expect(sheet.hiddenRows).toBe(1);
  });

  test('hidden sheets say what the template is, and are not read as data', async () => {
    const hiddenSheet = { name: '_zhiben', rows: [['zhiben-template/1', 'hazard']] };
    const sheet = await read(workbookFile(rows, { hiddenSheet }));
    expect(sheet.marks).toEqual({ _zhiben: ['zhiben-template/1', 'hazard'] });
    expect(sheet.sheets).toEqual(['台账']);
  });

  test('numbers of more digits than a number holds stay as they are written', async () => {
    const long = { xml: '><v>371702199001011234</v>' };
    expect(await cells(workbookFile([[long, 'x']]))).toEqual([['371702199001011234', 'x']]);
  });
});

const oleHead = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const part = (name: string, bytes: string | Uint8Array = ''): Part => ({ name, bytes });
const withPart = (...more: Part[]): Uint8Array => workbookFile(rows, { more });
const formula = (text: string): Uint8Array =>
  workbookFile([[{ xml: `t="str"><f>${text}</f><v>x</v>` }]]);
const external = (type: string): string =>
  `<Relationships><Relationship Id="r" Type="http://x/${type}" Target="http://example.org/" TargetMode="External"/></Relationships>`;
const sheet = (xml: string): Uint8Array =>
  withPart(part('xl/worksheets/sheet1.xml', `<worksheet>${xml}</worksheet>`));

describe('what is refused', () => {
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'empty'],
    ['an old .xls', Buffer.concat([oleHead, Buffer.alloc(600)]), 'oldFormat'],
    [
      'a workbook with a password',
      Buffer.concat([oleHead, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ],
    [
      'a part with a password',
      withPart({ ...part('xl/a.xml', 'x'), encrypted: true }),
      'encrypted',
    ],
    ['a renamed CSV', Buffer.from('名称,代码\n甲,1\n'), 'notWorkbook'],
    ['one byte', Buffer.from('P'), 'notWorkbook'],
    ['a web page', Buffer.from('<html><table></table></html>'), 'notWorkbook'],
    [
      'a Word file',
      zipOf([part('[Content_Types].xml', '<Types/>'), part('word/document.xml')]),
      'notWorkbook',
    ],
    ['an ODS file', zipOf([part('mimetype'), part('content.xml')]), 'notWorkbook'],
    ['an empty archive', zipOf([]), 'notWorkbook'],
    ['half a file', workbookFile(rows).slice(0, 900), 'malformed'],
    ['a file with broken XML', sheet('<sheetData><row>'), 'malformed'],
    [
      'entities',
      withPart(part('xl/sharedStrings.xml', '<!DOCTYPE a [<!ENTITY b "c">]><sst/>')),
      'malformed',
    ],
    [
      'text that is not UTF-8',
      withPart(part('xl/sharedStrings.xml', Buffer.from('<sst>\xff</sst>', 'latin1'))),
      'malformed',
    ],
    ['XML without an end to its depth', sheet('<a>'.repeat(100)), 'malformed'],
    [
      'a text that is not there',
      sheet('<sheetData><row><c t="s"><v>99</v></c></row></sheetData>'),
      'malformed',
    ],
    ['rows that go back', sheet('<sheetData><row r="2"/><row r="1"/></sheetData>'), 'malformed'],
    [
      'cells of other rows',
      sheet('<sheetData><row r="2"><c r="A3"><v>1</v></c></row></sheetData>'),
      'malformed',
    ],
    ['two parts of one name', withPart(part('xl/a.xml', '1'), part('xl/a.xml', '2')), 'malformed'],
    ['an empty sheet', sheet('<sheetData/>'), 'noSheet'],
    ['macros', withPart(part('xl/vbaProject.bin', 'x')), 'macros'],
    [
      'the type of a .xlsm',
      withPart(part('[Content_Types].xml', contentTypes('sheet.macroEnabled.main+xml'))),
      'macros',
    ],
    [
      'links to other workbooks',
      withPart(part('xl/externalLinks/externalLink1.xml', '<x/>')),
      'externalLinks',
    ],
    ['data connections', withPart(part('xl/connections.xml', '<x/>')), 'externalLinks'],
    [
      'an outside template',
      withPart(part('xl/worksheets/_rels/sheet1.xml.rels', external('attachedTemplate'))),
      'externalLinks',
    ],
    ['embedded objects', withPart(part('xl/embeddings/oleObject1.bin', 'x')), 'embedded'],
    ['DDE', formula("cmd|'/C calc'!A0"), 'dde'],
    ['a formula into another file', formula("'C:\\[a.xlsx]S'!A1"), 'externalLinks'],
    [
      'a formula that calls the network',
      formula('WEBSERVICE(&quot;http://x&quot;)'),
      'dangerousFormula',
    ],
    ['a huge cell', workbookFile([['x'.repeat(32_768)]]), 'hugeCell'],
  ])('%s', async (_, bytes, reason) => {
    expect(await reasonOf(bytes)).toBe(reason);
  });

  test('links in cells are only text', async () => {
    const rels = part('xl/worksheets/_rels/sheet1.xml.rels', external('hyperlink'));
    expect(await reasonOf(withPart(rels))).toBe('read');
  });

  test('bombs: by size, by ratio, by number of parts, and those that lie of their size', async () => {
    const zeros = '0'.repeat(6 << 20);
    expect(await reasonOf(withPart(part('xl/a.xml', zeros)))).toBe('suspiciousRatio');
    expect(await reasonOf(withPart(part('xl/a.xml', zeros)), { unpackedBytes: 1 << 20 })).toBe(
      'tooLargeInside',
    );
    const many = Array.from({ length: 30 }, (_, index) => part(`xl/${index}.xml`));
    expect(await reasonOf(withPart(...many), { parts: 20 })).toBe('tooManyParts');
    const liar = { ...part('xl/sharedStrings.xml', `<sst>${zeros}</sst>`), declaredSize: 100 };
    expect(await reasonOf(withPart(liar))).toBe('malformed');
  });

  test('too many rows and columns; blank ones do not count', async () => {
    const tall = workbookFile(Array.from({ length: 12 }, (_, index) => [index]));
    expect(await reasonOf(tall, { rows: 11 })).toBe('tooManyRows');
    expect(await reasonOf(tall, { rows: 12 })).toBe('read');
    const far = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"/></row></sheetData>';
    expect(await reasonOf(sheet(far))).toBe('read');
    expect(await reasonOf(sheet(far.replace('"XFD1"/>', '"XFD1"><v>1</v></c>')))).toBe(
      'tooManyColumns',
    );
    expect(
      await reasonOf(sheet('<sheetData><row r="1048576"><c><v>1</v></c></row></sheetData>')),
    ).toBe('read');
  });

  test('what takes too long or too much is ended, and the next file is read', async () => {
    const wide = workbookFile(
      Array.from({ length: 20_000 }, (_, row) =>
        Array.from({ length: 20 }, (_, at) => `${row}/${at}`),
      ),
    );
    expect(await inThread(wide, { milliseconds: 1 })).toBe('tooSlow');
    expect(await inThread(wide, { megabytes: 8 })).toBe('tooMuchMemory');
    expect(await inThread(oleHead)).toBe('oldFormat');
    expect(await inThread(workbookFile(rows))).toBe('read');
  });

  test('every reason is said in both languages, with the place', () => {
    for (const { zh, en } of Object.values(refusalTexts)) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[A-Z]/);
    }
    const text = refusalText({ reason: 'dde', where: 'B2' });
    expect(text.zh.endsWith('（B2）')).toBe(true);
    expect(must(text.en, 'a text').endsWith('(B2)')).toBe(true);
  });
});
