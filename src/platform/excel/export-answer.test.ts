import { expect, test } from 'vitest';
import { exportAnswer, keyedRows, pagedRows } from './export-answer.ts';
import { readWorkbook } from './read/read-workbook.ts';

const columns = [
  { key: 'name', title: '名称', type: 'text' },
  { key: 'code', title: '代码', type: 'text' },
  { key: 'count', title: '数量', type: 'int' },
] as const;

async function* rows() {
  const page = async (cursor: string | null) => {
    const at = Number(cursor ?? 0);
    const row = { name: `第${at}家`, code: 'x', count: at };
    return { rows: [row], next: at < 2 ? String(at + 1) : null };
  };
  yield* pagedRows(page);
}

test('the rows of all pages, the columns of the screen in its order', async () => {
  const shown = ['count', 'name', 'gone'];
  const spec = { title: '企业 台账/甲', asOf: '2026-06-30', unit: '家', scope: '曹县' };
  const answer = exportAnswer({ ...spec, columns, shown, rows: rows() });
  expect(answer.name).toBe('企业_台账_甲_2026-06-30.xlsx');
  if (answer.bytes instanceof Uint8Array) throw new Error('it is streamed');
  const read = await readWorkbook(Buffer.concat(await Array.fromAsync(answer.bytes)));
  if (!read.ok) throw new Error(read.error.reason);
  expect(read.value.rows.map(({ cells }) => cells).slice(1)).toEqual([
    Array.from({ length: 3 }, () => '截至 2026-06-30　数据范围：曹县　单位：家'),
    ['序号', '数量', '名称'],
    [1, 0, '第0家'],
    [2, 1, '第1家'],
    [3, 2, '第2家'],
  ]);
});

test('pages that go on after their last row: each row once, and no page after a short one', async () => {
  const asked: unknown[] = [];
  const all = Array.from({ length: 1200 }, (_, n) => ({ key: 'k', id: String(n) }));
  const page = async (after: readonly [string, string] | null, limit: number) => {
    asked.push(after);
    const from = after === null ? 0 : Number(after[1]) + 1;
    return all.slice(from, from + limit);
  };
  expect(await Array.fromAsync(keyedRows(page))).toEqual(all);
  expect(asked).toEqual([null, ['k', '499'], ['k', '999']]);
});
