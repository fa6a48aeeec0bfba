// Each list under each of its orders: the same rows, page by page as at once, and so in its file.
import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { alarmFilters, alarmOrders } from '../../src/modules/alarms/model.ts';
import { listAlarms } from '../../src/modules/alarms/store/list.ts';
import { assignmentOrders } from '../../src/modules/assignments/model.ts';
import { reading } from '../../src/modules/identity/index.ts';
import { letterOrders } from '../../src/modules/letters/model.ts';
import { reportOrders } from '../../src/modules/reports/model.ts';
import { inboxOrders } from '../../src/modules/tasks/model.ts';
import type { Queryable } from '../../src/platform/db/index.ts';
import type { TestApi } from '../support/api.ts';
import { bureauOf, testApi } from '../support/api.ts';

type Row = Readonly<Record<string, unknown>>;
type Caller = ReturnType<typeof bureauOf>;

interface Ordered {
  readonly path: string;
  readonly orders: readonly string[];
  /** What each order goes by; null: comes last, either way. */
  readonly by: Readonly<Record<string, (row: Row) => string | number | null>>;
  readonly id: string;
  readonly file: readonly [query: string, heading: string];
}

const CITY = '371700';
const KEY = `d:${CITY}:trade`;
const LEVELS = ['blue', 'yellow', 'orange', 'red'];
const text = (name: string) => (row: Row) => row[name] as string | null;

const LISTS: readonly Ordered[] = [
  {
    ...{ path: '/api/alarms?', orders: alarmOrders, id: 'id', file: ['id', '编号'] },
    by: { received: text('receivedAt'), level: ({ level }) => LEVELS.indexOf(String(level)) },
  },
  {
    ...{ path: '/api/todos?', orders: inboxOrders, id: 'id', file: ['due', '期限'] },
    by: { due: text('due'), opened: text('openedOn') },
  },
  {
    ...{ path: '/api/letters?', orders: letterOrders, id: 'id', file: ['title', '标题'] },
    by: { made: text('title'), due: text('due') },
  },
  {
    ...{ path: '/api/assignments?', orders: assignmentOrders, id: 'id', file: ['title', '任务'] },
    by: { made: text('title'), due: text('due') },
  },
  {
    ...{ path: '/api/tips?', orders: reportOrders, id: 'id', file: ['id', '编号'] },
    by: { date: text('date'), due: text('due') },
  },
];

async function pageOf(api: TestApi, caller: Caller, path: string) {
  const answer = await api.call(caller, 'GET', path);
  expect(answer.status, `${path} ${String(api.faults)}`).toBe(200);
  return (await answer.json()) as { rows: Row[]; next: string | null };
}

async function pages(api: TestApi, caller: Caller, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  let after = '';
  do {
    const page = await pageOf(api, caller, `${path}&limit=2${after}`);
    rows.push(...page.rows);
    after = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (after !== '' && rows.length < 200);
  return rows;
}

/** Seven of each thing that the small city has none of; two of them alike, two without a deadline. */
async function stated({ db }: TestApi): Promise<void> {
  const days = [3, 1, 2, 2, 5, 4, 6];
  const made = (n: number): string => `2026-10-0${n}T08:00:00.000${n}5+08:00`;
  for (const [index, n] of days.entries()) {
    const due = index < 2 ? null : `2026-11-0${8 - n}`;
    await db.owner.query(
      `insert into letters.letter (id, kind, issuer, issuer_name, keys, title, text, as_of,
         answer_within, state, author, author_name, made_at, due)
       values ($1, 'reminder', $2, '局', array[$3], $4, '', '2026-10-01',
         5, 'draft', 'a', '甲', $5, $6)`,
      [randomUUID(), CITY, KEY, `件 ${n}`, made(n), due],
    );
    await db.owner.query(
      `insert into assignments.assignment (id, clause, title, text, statuses, as_of, due, minutes,
         issuer, issuer_name, keys, author, author_name, made_at)
       values ($1, 'TRADE-5.3', $2, '', array['overdue'], '2026-10-01', $3, 10,
         $4, '局', array[$5], 'a', '甲', $6)`,
      [randomUUID(), `件 ${n}`, `2026-11-0${8 - n}`, CITY, KEY, made(n)],
    );
    await db.owner.query(
      `insert into alarms.alarm (id, source, rule, since, received_at, taken_at, climb_from, level,
         kind, enterprise, trust)
       select $1, $2, 'high', $3, $3, $3, $3, $4, 'gas', id, 'good' from rec.enterprise
       where vt = 'infinity' limit 1`,
      [`AL-${index}`, `tag-${index}`, made(n), LEVELS[index % 4]],
    );
    await db.owner.query(
      `insert into tasks.todo (key, kind, owner, keys, roles, clause, subjects, overdue, due,
         opened_on)
       values ($1, 'duty', $2, array[$5], array['bureau'], 'TRADE-5.3', 1, 0, $3, $4)`,
      [`test-${index}`, `d:${CITY}`, due, `2026-10-0${n}`, KEY],
    );
    await db.owner.query(
      `select identity.note($1, null, 'x', 'export', null, 'done', '{}', null)`,
      [made(n)],
    );
  }
}

function expectOrdered({ by, id }: Ordered, sort: string, rows: readonly Row[]): void {
  const down = sort.startsWith('-');
  const value = by[sort.replace(/^-/, '')];
  const values = rows.map((row) => value?.(row) ?? null);
  const known = values.filter((each) => each !== null);
  const sorted = known.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  expect(known, sort).toEqual(down ? sorted.toReversed() : sorted);
  expect(values.slice(known.length), 'what has none comes last').toEqual(
    values.slice(known.length).map(() => null),
  );
  expect(new Set(rows.map((row) => row[id])).size, sort).toBe(rows.length);
}

/** The column of the file, as the rows of the list stand. */
async function filed(api: TestApi, caller: Caller, list: Ordered, sort: string): Promise<string[]> {
  const [columns, heading] = list.file;
  const path = `${list.path.replace('?', '/export?')}&sort=${sort}&columns=${columns}`;
  const answer = await api.call(caller, 'GET', path);
  expect(answer.status, path).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await answer.arrayBuffer());
  const lines: unknown[][] = [];
  book.worksheets[0]?.eachRow((row) => void lines.push(row.values as unknown[]));
  const head = lines.findIndex((line) => line.includes(heading));
  const at = lines[head]?.indexOf(heading) ?? 0;
  return lines.slice(head + 1).map((line) => {
    const cell = line[at] ?? '';
    return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
  });
}

test('each list goes on page by page in each of its orders, and its file likewise', async () => {
  const api = await testApi();
  await stated(api);
  const bureau = bureauOf(CITY);
  for (const list of LISTS) {
    const usual = await pages(api, bureau, list.path);
    expect(usual.length, list.path).toBeGreaterThan(2);
    for (const sort of list.orders) {
      const rows = await pages(api, bureau, `${list.path}sort=${sort}`);
      expectOrdered(list, sort, rows);
      const ids = (of: readonly Row[]): unknown[] => of.map((row) => row[list.id]);
      expect(new Set(ids(rows)), sort).toEqual(new Set(ids(usual)));
      if (sort === list.orders[0]) expect(ids(rows), 'the usual one').toEqual(ids(usual));
      const [column] = list.file;
      const shown = rows.map((row) => String(row[column] ?? ''));
      expect(await filed(api, bureau, list, sort), `${list.path} ${sort}`).toEqual(shown);
    }
  }
});

test('the records of an enterprise go by what their list shows, and by nothing masked', async () => {
  const api = await testApi();
  const bureau = bureauOf(CITY);
  const { rows: firms } = await api.db.owner.query<{ id: string }>(
    `select "enterprise" id from rec.person where vt = 'infinity' and live and "enterprise" is not null group by 1 order by count(*) desc limit 1`,
  );
  const path = `/api/enterprises/${firms[0]?.id}/records/person?`;
  const { columns } = (await pageOf(api, bureau, path)) as unknown as {
    columns: { name: string; orders: boolean }[];
  };
  const sorted = columns.filter(({ orders }) => orders).map(({ name }) => name);
  expect(sorted).toEqual(expect.arrayContaining(['name', 'certificateValidUntil']));
  const usual = await pages(api, bureau, path);
  expect(usual.length).toBeGreaterThan(1);
  for (const name of sorted) {
    const at = columns.findIndex((column) => column.name === name);
    const value = (row: Row): string | null =>
      (row.values as { value: string | null }[])[at]?.value ?? null;
    for (const sort of [name, `-${name}`]) {
      const rows = await pages(api, bureau, `${path}sort=${sort}`);
      expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(usual.map(({ id }) => id)));
      if (name.endsWith('Until')) {
        expectOrdered(
          { path, orders: [], id: 'id', file: ['', ''], by: { [name]: value } },
          sort,
          rows,
        );
      }
    }
  }
  for (const name of ['certificateNo', 'enterprise', 'nothing']) {
    const answer = await api.call(bureau, 'GET', `${path}sort=${name}`);
    expect(answer.status, name).toBe(400);
  }
});

test('the duties of a clause: of each status the latest deadline first', async () => {
  const api = await testApi();
  const bureau = bureauOf(CITY);
  const path = '/api/plan/clauses/TRADE-5.3/duties?status=met&';
  const walk = async (sort: string): Promise<Row[]> => {
    const rows: Row[] = [];
    let after = '';
    do {
      const page = await pageOf(api, bureau, `${path}limit=5&sort=${sort}${after}`);
      rows.push(...page.rows);
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
    } while (after !== '');
    return rows;
  };
  const [earliest, latest] = [await walk('due'), await walk('-due')];
  expect(earliest.length).toBeGreaterThan(5);
  expect(latest).toEqual(earliest.toReversed());
});

test('alarms by level are walked along their index, from wherever a page begins', async () => {
  const { city } = await testApi();
  const plan = await reading(city.web, bureauOf('371728'), async (client) => {
    await client.query('set local enable_seqscan = off');
    await client.query('set local enable_sort = off');
    const lines: string[] = [];
    const explaining = {
      query: async (sql: string, values: unknown[]) => {
        const { rows } = await client.query(`explain ${sql}`, values);
        lines.push(...rows.map((row) => String(row['QUERY PLAN'])));
        return { rows: [] };
      },
    } as unknown as Queryable;
    const filters = alarmFilters.parse({ sort: '-level' });
    await listAlarms(explaining, { filters, after: ['3', '1780000000000000', 'AL-1'], limit: 51 });
    return lines.join('\n');
  });
  expect(plan).toMatch(/Index Scan Backward using alarm_by_level.*\n *Index Cond: .*received_at/);
});

test('a cursor of another order, or made up, is refused', async () => {
  const api = await testApi();
  await stated(api);
  const bureau = bureauOf(CITY);
  for (const { path, orders } of LISTS) {
    const { next } = await pageOf(api, bureau, `${path}sort=${orders[0]}&limit=2`);
    const made = (parts: readonly string[]): string =>
      Buffer.from(JSON.stringify(parts)).toString('base64url');
    for (const [sort, cursor] of [
      [orders[1] ?? '', next ?? ''],
      [orders[0] ?? '', made([orders[0] ?? '', 'x', 'y'])],
      [orders[0] ?? '', made([orders[0] ?? '', '2024-02-31', 'y'])],
      [orders[0] ?? '', made([orders[0] ?? ''])],
    ]) {
      const answer = await api.call(bureau, 'GET', `${path}sort=${sort}&cursor=${cursor}`);
      expect(answer.status, `${path} ${sort} ${cursor}`).toBe(400);
    }
  }
});
