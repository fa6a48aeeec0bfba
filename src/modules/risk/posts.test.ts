import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { bureauOf, testApi } from '../../../tests/support/api.ts';
import { callsOf, who } from '../../../tests/support/firm.ts';
import { must } from '../../kernel/result.ts';

test('the authority sees and exports post duties within its scope, and changes nothing', {
  timeout: 240_000,
}, async () => {
  const api = await testApi();
  const { call, status } = callsOf(() => api);
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select distinct "enterprise" as id from rec.person where live and vt = 'infinity' order by id limit 2`,
  );
  const [firm, other] = rows.map(({ id }) => id);
  const city = bureauOf('371700');
  const manager = who('safetyManager', must(firm, 'a firm'));
  type Posts = { people: { id: string }[]; may: boolean };
  const { people } = await call<Posts>(manager, 'GET', '/api/posts');
  const { id: person } = must(people[0], 'a person');
  await call(manager, 'POST', '/api/posts/duties', { person, duties: '当班巡检' });
  const given = { person, score: 91.5, consequence: 'reward' };
  await call(manager, 'POST', '/api/posts/appraisals', given);
  const path = `/api/posts/export?enterprise=${firm}`;
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await (await api.call(city, 'GET', path)).arrayBuffer());
  const cells: string[] = [];
  book.worksheets[0]?.eachRow((row) => void cells.push(JSON.stringify(row.values)));
  expect(cells.length - 3).toBe(people.length);
  expect(cells.filter((row) => row.includes('当班巡检') && row.includes('91.5'))).toHaveLength(1);
  expect((await call<Posts>(city, 'GET', `/api/posts?enterprise=${firm}`)).may).toBe(false);
  expect(await status(city, 'POST', '/api/posts/appraisals', given)).toBe(403);
  expect(await status(who('safetyManager', must(other, 'one beside')), 'GET', path)).toBe(403);
});
