import { expect, test } from 'vitest';
import { wpsWorkbook } from '../../../../tests/support/wps-workbook.ts';
import { readWorkbook } from './read-workbook.ts';

test('a file as WPS 表格 saves it: its own parts, Chinese date formats, a picture in a cell', async () => {
  const bytes = wpsWorkbook([
    ['企业名称', '成立日期', '检查日', '时间', '人数', '照片'],
    [
      '曹县甲 & 乙化工',
      { serial: 45352, style: 1 },
      { serial: 45352, style: 2 },
      { serial: 45352.5, style: 3 },
      12,
      { picture: 'ID_7D0A1B2C3D4E4F5A8B9C0D1E2F3A4B5C' },
    ],
    ['', null, null, null, 0.5],
  ]);
  const read = await readWorkbook(bytes);
  expect(read.ok ? read.value.rows.map((row) => row.cells) : read.error).toEqual([
    ['企业名称', '成立日期', '检查日', '时间', '人数', '照片'],
    [
      '曹县甲 & 乙化工',
      { date: '2024-03-01' },
      { date: '2024-03-01' },
      { date: '2024-03-01T12:00:00' },
      12,
      '=DISPIMG("ID_7D0A1B2C3D4E4F5A8B9C0D1E2F3A4B5C",1)',
    ],
    [null, null, null, null, 0.5],
  ]);
});
