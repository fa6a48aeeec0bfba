import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { must } from '../../kernel/result.ts';
import type { SheetColumn, SheetRow } from './model.ts';
import { sheetBytes, sheetName, writeSheet } from './write-sheet.ts';

const columns: readonly SheetColumn[] = [
  { key: 'name', title: '企业名称', type: 'text' },
  { key: 'people', title: '从业人数', type: 'int' },
  { key: 'share', title: '占比', type: 'number' },
  { key: 'day', title: '成立日期', type: 'date' },
  { key: 'moment', title: '更新时间', type: 'datetime' },
  { key: 'open', title: '在册', type: 'bool' },
];

async function sheetWith(rows: readonly SheetRow[]): Promise<ExcelJS.Worksheet> {
  const bytes = await sheetBytes({
    title: '企业台账',
    asOf: '2026-06-30',
    unit: '家',
    scope: '曹县（含乡镇）',
    frozenColumns: 1,
    columns,
    rows,
  });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  return must(book.worksheets[0], 'a sheet');
}

const valuesOf = (sheet: ExcelJS.Worksheet, row: number): unknown[] =>
  (sheet.getRow(row).values as unknown[]).slice(1);

describe('a written sheet', () => {
  test('says what it is, of which day, whose, in which unit; keeps the header in sight', async () => {
    const sheet = await sheetWith([]);
    expect(sheet.name).toBe('企业台账');
    expect(sheet.getCell('A1').value).toBe('企业台账');
    expect(sheet.getCell('A2').value).toBe('截至 2026-06-30　数据范围：曹县（含乡镇）　单位：家');
    expect(valuesOf(sheet, 3)).toEqual(['序号', ...columns.map(({ title }) => title)]);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 3 });
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(sheet.getCell('A1').font).toMatchObject({ name: '宋体', bold: true });
    expect(sheet.getCell('A1').isMerged).toBe(true);
  });

  test('holds real dates and numbers', async () => {
    const sheet = await sheetWith([
      {
        name: '甲',
        people: '120',
        share: '0.5',
        day: '2024-03-01',
        moment: new Date('2024-03-01T16:30:00Z'),
        open: true,
      },
      { name: null, people: 9007199254740993n, day: 'unknown', open: false, share: 1 / 3 },
    ]);
    expect(valuesOf(sheet, 4)).toEqual([
      1,
      '甲',
      120,
      0.5,
      new Date('2024-03-01T00:00:00Z'),
      new Date('2024-03-02T00:30:00Z'),
      '是',
    ]);
    expect(sheet.getCell('E4').numFmt).toBe('yyyy-mm-dd');
    expect(sheet.getCell('B4').font).toMatchObject({ name: '仿宋' });
    // Too long for a double, and no date: they stay what they were.
    expect(sheet.getCell('C5').value).toBe('9007199254740993');
    expect(sheet.getCell('E5').value).toBe('unknown');
    expect(sheet.getCell('G5').value).toBe('否');
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1+1',
    "=cmd|' /C calc'!A0",
    '_x0041_',
    'a\u0001b',
  ])('text stays text: %j', async (name) => {
    const sheet = await sheetWith([{ name }]);
    const cell = sheet.getCell('B4');
    expect(cell.type).toBe(ExcelJS.ValueType.String);
    expect(cell.numFmt).toBe('@');
    expect(String(cell.value)).toBe(name.replace('\u0001', '').replace('_x0041_', '_x005F_x0041_'));
  });

  test('a text longer than a cell is cut, and says so', async () => {
    const sheet = await sheetWith([{ name: '长'.repeat(40_000) }]);
    const written = String(sheet.getCell('B4').value);
    expect(written).toHaveLength(32_767);
    expect(written.endsWith('…')).toBe(true);
  });

  test('names of sheets lose what Excel does not allow', () => {
    expect(sheetName("a[b]:c*d?e/f\\g'h")).toBe('a b  c d e f g h');
    expect(sheetName('字'.repeat(40))).toHaveLength(31);
    expect(sheetName('??')).toBe('Sheet1');
  });

  test('a fault among the rows ends the file with it', async () => {
    function* rows(): Generator<SheetRow> {
      yield { name: '甲' };
      throw new Error('gone');
    }
    const reading = sheetBytes({ title: 't', asOf: '2026-06-30', columns, rows: rows() });
    await expect(reading).rejects.toThrow('gone');
  });

  test('a reader that goes away stops the rows', async () => {
    let taken = 0;
    const ended = Promise.withResolvers<void>();
    function* rows(): Generator<SheetRow> {
      try {
        for (;;) {
          taken += 1;
          yield { name: '甲' };
        }
      } finally {
        ended.resolve();
      }
    }
    const out = writeSheet({ title: 't', asOf: '2026-06-30', columns, rows: rows() });
    for await (const _ of out) break;
    await ended.promise;
    expect(taken).toBeGreaterThan(0);
  });
});
