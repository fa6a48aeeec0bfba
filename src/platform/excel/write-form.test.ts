import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { must } from '../../kernel/result.ts';
import { readWorkbook } from './read/read-workbook.ts';
import { formBytes } from './write-form.ts';
import { writeMarked } from './write-marked.ts';

async function opened(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  return must(book.worksheets[0], 'a sheet');
}

async function read(bytes: Uint8Array) {
  const result = await readWorkbook(bytes);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

test('a form: red star, example, comments, drop-downs, a hidden mark', async () => {
  const column = { type: 'text', note: null, choices: [], several: false } as const;
  const bytes = await formBytes({
    title: '隐患导入模板',
    guide: '填写说明',
    columns: [
      { ...column, title: '企业', required: true, example: '甲', note: '填代码' },
      { ...column, title: '来源', required: false, example: '', choices: ['自查', '检查'] },
    ],
    mark: { sheet: '_zhiben', texts: ['zhiben-template/1', 'hazard'] },
    words: { pick: '请选择', exampleNote: '示例' },
  });
  const sheet = await opened(bytes);
  const heading = sheet.getCell('A3');
  expect(heading.text).toBe('企业 *');
  expect(JSON.stringify(heading.value)).toContain('FFC4161C');
  expect(sheet.getCell('B3').value).toBe('来源');
  expect(JSON.stringify(heading.note)).toContain('填代码');
  expect(JSON.stringify(sheet.getCell('A4').note)).toContain('示例');
  expect(sheet.getCell('A4').value).toBe('甲');
  expect(sheet.getCell('B2000').dataValidation).toMatchObject({
    type: 'list',
    formulae: ['_choices!$B$1:$B$2'],
  });
  // Typed in later, a code stays text.
  expect(sheet.getColumn(1).numFmt).toBe('@');
  expect((await read(bytes)).marks).toEqual({
    _choices: ['自查', '检查'],
    _zhiben: ['zhiben-template/1', 'hazard'],
  });
});

test('a template that LibreOffice saved again is still known, with its comments', async () => {
  const bytes = await readFile(new URL('./read/cases/libreoffice-template.xlsx', import.meta.url));
  const sheet = await read(bytes);
  expect(sheet.marks._zhiben?.slice(0, 2)).toEqual(['zhiben-template/1', 'hazard']);
  expect(sheet.rows[2]?.cells.slice(0, 2)).toEqual(['编号', '企业 *']);
});

test('a file given back: its cells, comments where something is wrong, why at the end', async () => {
  const out = writeMarked({
    name: '错误',
    headings: ['名称', '日期', '人数'],
    noteTitle: '错误说明',
    rows: [
      {
        cells: ['=1+1', { date: '2024-03-01' }, { bad: 'error', shown: '#N/A' }],
        marks: [
          { column: 0, text: '名称不对' },
          { column: 2, text: '不是数字' },
        ],
        note: '名称：名称不对；人数：不是数字',
      },
      { cells: [null, { date: '2024-03-01T08:00:00' }, 3], marks: [], note: '' },
    ],
  });
  const bytes = Buffer.concat(await Array.fromAsync<Uint8Array>(out));
  const sheet = await opened(bytes);
  expect(JSON.stringify(sheet.getCell('A2').note)).toContain('名称不对');
  expect(JSON.stringify(sheet.getCell('C2').note)).toContain('不是数字');
  expect(sheet.getCell('B2').note).toBeUndefined();
  expect((await read(bytes)).rows.map(({ cells }) => cells)).toEqual([
    ['名称', '日期', '人数', '错误说明'],
    ['=1+1', { date: '2024-03-01' }, '#N/A', '名称：名称不对；人数：不是数字'],
    [null, { date: '2024-03-01T08:00:00' }, 3],
  ]);
});
