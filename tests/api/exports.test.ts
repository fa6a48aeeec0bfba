// What is exported is what the screen shows: the filtered rows, the shown columns, the day.
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { formatDay } from '../../src/kernel/calendar.ts';
import type { Caller } from '../../src/modules/identity/index.ts';
import type { TestApi } from '../support/api.ts';
import { bureauOf, testApi } from '../support/api.ts';
import { CITY, counties, get } from '../support/overview.ts';

interface Sheet {
  readonly title: string;
  readonly asOf: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

async function sheetOf(api: TestApi, caller: Caller, path: string): Promise<Sheet> {
  const response = await api.call(caller, 'GET', path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get('content-type')).toContain('spreadsheetml');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  const [sheet] = book.worksheets;
  const lines: unknown[][] = [];
  sheet?.eachRow(
    { includeEmpty: true },
    (row) => void lines.push([...(row.values as [])].slice(1)),
  );
  const [title = [], asOf = [], heads = [], ...rows] = lines;
  return { title: String(title[0]), asOf: String(asOf[0]), heads: heads.map(String), rows };
}

/** Rows of a list of one page. */
async function listed(api: TestApi, caller: Caller, path: string): Promise<number> {
  const { rows } = await get<{ rows: unknown[] }>(api, caller, path);
  return rows.length;
}

/** As many rows, only the columns shown, with the day. */
async function listsOf(api: TestApi): Promise<void> {
  const caller = bureauOf(CITY);
  const lists: readonly [list: string, file: string, heads: readonly string[]][] = [
    [
      '/api/todos?late=true&limit=200',
      '/api/todos/export?late=true&columns=task,due,more',
      ['序号', '事项', '期限', '剩余工作日'],
    ],
    [
      '/api/messages',
      '/api/messages/export?columns=title,at&language=en',
      ['No.', 'Message', 'Time'],
    ],
    ['/api/letters', '/api/letters/export?columns=title,state', ['序号', '标题', '状态']],
    [
      '/api/metrics',
      '/api/metrics/export?columns=name,value,unit',
      ['序号', '指标', '现值', '单位'],
    ],
    ['/api/completeness', '/api/completeness/export?columns=rank,name', ['序号', '名次', '区划']],
    [
      '/api/sys/parameters?unset=true',
      '/api/sys/parameters/export?unset=true&columns=parameter,value',
      ['序号', '参数', '现行值'],
    ],
    ['/api/sys/accounts?limit=200', '/api/sys/accounts/export?columns=login', ['序号', '登录名']],
  ];
  for (const [list, file, heads] of lists) {
    const sheet = await sheetOf(api, caller, file);
    expect(sheet.heads, file).toEqual(heads);
    expect(sheet.rows.length, file).toBe(await listed(api, caller, list));
    const day = file.includes('asOf') ? '2024-06-30' : formatDay(api.city.today());
    // Accounts are no facts of the city: their day is the real one.
    if (!file.includes('accounts')) expect(sheet.asOf, file).toContain(day);
  }
}

/** In its own scope; text that looks like a formula stays text. */
async function disputesOf(api: TestApi): Promise<void> {
  const [county = '', other = ''] = await counties(api);
  const body = { division: county, metric: 'drills-held', asOf: '2026-06-30', text: '=1+1 异议' };
  const raised = await api.call(bureauOf(county), 'POST', '/api/ranking/disputes', body);
  expect(raised.status).toBe(200);
  const file = '/api/ranking/disputes/export?columns=divisionName,text';
  const own = await sheetOf(api, bureauOf(county), file);
  expect(own.rows).toHaveLength(1);
  expect(own.rows[0]?.[2]).toBe('=1+1 异议');
  expect((await sheetOf(api, bureauOf(other), file)).rows).toEqual([]);
  const fields = await sheetOf(api, bureauOf(county), '/api/completeness/export?by=fields');
  expect(fields.title).toBe('填报完整度（按字段）');
  expect(fields.rows.length).toBeGreaterThan(10);
}

test('lists go out as the screen shows them; who takes the accounts away stands in the audit', async () => {
  const api = await testApi();
  await listsOf(api);
  await disputesOf(api);
  const { rows } = await api.db.owner.query<{ account: string }>(
    `select account from identity.audit where action = 'export' and object = 'accounts'`,
  );
  expect(rows).toEqual([{ account: bureauOf(CITY).user }]);
}, 120_000);
