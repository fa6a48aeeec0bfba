import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, openTestApi } from '../../../tests/support/api.ts';
import { CITY, counties, get } from '../../../tests/support/overview.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { ById, Table, TopicId } from './model.ts';
import { isRecordTopic, topics } from './rules/topics.ts';

let api: OpenApi;
let county: string;
beforeAll(async () => {
  api = await openTestApi();
  [county = ''] = await counties(api);
});
afterAll(() => api?.close());

const table = (caller: Caller, topic: TopicId, by: ById, more = ''): Promise<Table> =>
  get<Table>(api, caller, `/api/statistics?topic=${topic}&by=${by}${more}`);

interface Listed {
  readonly rows: readonly { key: string; subject: string; to: string; on: string | null }[];
  readonly next: string | null;
  readonly total?: number | null;
}

/** How many rows the page shows to which a number leads. */
async function countBehind(caller: Caller, link: string): Promise<number> {
  const [path = '', query = ''] = link.split('?');
  if (path === '/enterprises') {
    const page = await get<Listed>(api, caller, `/api/enterprises?${query}&limit=200`);
    return must(page.total, 'few enough to be counted');
  }
  const clause = /^\/plan\/(.+)$/.exec(path)?.[1];
  const base = clause ? `/api/plan/clauses/${clause}/duties` : '/api/statistics/rows';
  let n = 0;
  const seen = new Set<string>();
  for (let after: string | null = ''; after !== null; ) {
    const cursor: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page: Listed = await get(api, caller, `${base}?${query}&limit=200${cursor}`);
    for (const { key } of page.rows) if (key) seen.add(key);
    n += page.rows.length;
    after = page.next;
  }
  if (!clause) expect(seen.size).toBe(n);
  return n;
}

/** Longer lists are paged through no further. */
const MOST_FOLLOWED = 400;
const SUMS = new Set(['findings', 'amount', 'deaths', 'rate']);

/** Up to so many numbers of a table are followed to their rows. */
async function followed(caller: Caller, found: Table, most: number): Promise<number> {
  const all = [...found.rows, ...(found.total ? [{ ...found.total, name: { zh: '合计' } }] : [])];
  const cells = all.flatMap(({ values, links, name }) =>
    found.columns.flatMap(({ key }, i) => {
      const link = links[i];
      return link && !SUMS.has(key) && (values[i] ?? 0) < MOST_FOLLOWED
        ? [{ link, value: values[i], at: `${name.zh} ${key}` }]
        : [];
    }),
  );
  const step = Math.max(1, Math.floor(cells.length / most));
  const some = cells.filter((_, index) => index % step === 0);
  for (const { link, value, at } of some) {
    expect(await countBehind(caller, link), `${found.topic} ${found.by} ${at}: ${link}`).toBe(
      value,
    );
  }
  return some.length;
}

describe('every number', () => {
  test('is as many rows as its link leads to, and rows by division add up', async () => {
    let n = 0;
    const [all, own] = [bureauOf(CITY), bureauOf(county, ['chem'])];
    for (const caller of [all, own]) {
      for (const { id, bys } of topics.filter((topic) => topic.id !== 'metrics')) {
        for (const by of bys) {
          const shown = await table(caller, id, by, by === 'month' ? '&period=quarter' : '');
          n += await followed(caller, shown, caller === all ? 2 : 1);
        }
        const { rows, total, columns } = await table(caller, id, 'division', '&period=all');
        for (const [i, { share }] of columns.entries()) {
          const sum = rows.reduce((all, { values }) => all + (values[i] ?? 0), 0);
          if (!share) expect(sum, `${id} ${columns[i]?.key}`).toBeCloseTo(total?.values[i] ?? 0, 6);
        }
      }
    }
    expect(n).toBeGreaterThan(50);
  });

  test('of duties is the board’s, of indicators the metric page’s, as of any day', async () => {
    for (const caller of [bureauOf(CITY), bureauOf(county)]) {
      const { rows } = await table(caller, 'duties', 'clause', '&asOf=2025-05-31');
      const { plans } = await get<{ plans: { sections: { tasks: { clauses: Clause[] }[] }[] }[] }>(
        api,
        caller,
        '/api/plan/board?asOf=2025-05-31',
      );
      const clauses = plans.flatMap(({ sections }) =>
        sections.flatMap(({ tasks }) => tasks.flatMap((task) => task.clauses)),
      );
      const owed = clauses.filter(({ figure }) => figure.population > 0);
      expect(rows.map(({ key }) => key).sort()).toEqual(owed.map(({ id }) => id).sort());
      for (const { id, figure: f } of owed) {
        const own = must(rows.find(({ key }) => key === id)?.values, id);
        expect(own.slice(0, 6), id).toEqual([
          ...[f.population, f.met, f.late, f.pending, f.overdue, f.unknown],
        ]);
      }
      const indicators = await table(caller, 'metrics', 'division', '&asOf=2025-05-31');
      const { rows: metrics } = await get<{ rows: { id: string; value: number | null }[] }>(
        api,
        caller,
        '/api/metrics?asOf=2025-05-31',
      );
      expect(indicators.total?.values).toEqual(metrics.map(({ value }) => value));
      const months = await table(caller, 'duties', 'month', '&asOf=2025-05-31&period=month');
      const whole = await table(caller, 'duties', 'plan', '&asOf=2025-05-31');
      expect(months.rows.at(-1)?.values).toEqual(whole.total?.values);
    }
  });

  test('agrees with the metric that speaks of the same', async () => {
    const caller = bureauOf(CITY);
    const value = async (id: string): Promise<number> =>
      (await get<{ metric: { bad: number } }>(api, caller, `/api/metrics/${id}`)).metric.bad;
    const column = async (topic: TopicId, measure: string, more = ''): Promise<number | null> => {
      const { columns, total } = await table(caller, topic, 'division', more);
      return total?.values[columns.findIndex(({ key }) => key === measure)] ?? null;
    };
    expect(await column('hazards', 'majorOverdue', '&period=all')).toBe(
      await value('major-hazard-overdue'),
    );
    expect(await column('incidents', 'fatal')).toBe(await value('fatal-accidents'));
    expect(await column('duties', 'overdue')).toBe(await value('overdue-duties'));
    const graded = await table(caller, 'enterprises', 'division');
    const at = (key: string): number =>
      graded.total?.values[graded.columns.findIndex((each) => each.key === key)] ?? 0;
    expect(at('red') + at('orange')).toBe(await value('red-orange-firms'));
  });
});

interface Clause {
  readonly id: string;
  readonly figure: Readonly<
    Record<'population' | 'met' | 'late' | 'pending' | 'overdue' | 'unknown', number>
  >;
}

test('filters narrow, and nothing of another county counts or shows', async () => {
  const city = await table(bureauOf(CITY), 'hazards', 'division', '&period=all');
  const one = must(
    city.rows.find(({ key }) => key === county),
    'the county',
  );
  const own = await table(bureauOf(county), 'hazards', 'division', '&period=all');
  expect(own.total?.values).toEqual(one.values);
  const other = city.rows.find(({ key, values }) => key !== county && (values[0] ?? 0) > 0);
  expect(other).toBeDefined();
  const chem = await table(bureauOf(CITY), 'duties', 'plan', '&line=chem');
  expect(chem.rows.map(({ values }) => (values[0] ?? 0) > 0)).toEqual([true, false]);
});

test('what cannot be counted so is refused, and so is a number that is not there', async () => {
  const caller = bureauOf(CITY);
  for (const path of [
    '/api/statistics?topic=penalties&by=module',
    '/api/statistics?topic=duties&asOf=2023-12-31',
    '/api/statistics/rows?topic=duties&measure=nothing',
    '/api/statistics/rows?topic=enterprises&measure=total',
    '/api/statistics/rows?topic=duties&measure=total&after=x',
  ]) {
    expect((await api.call(caller, 'GET', path)).status, path).toBe(400);
  }
  const firm = callerWith('F', { role: 'principal', nodeKind: 'enterprise', node: 'x' });
  expect((await api.call(firm, 'GET', '/api/statistics')).status).toBe(403);
});

test('the file holds what the screen shows', async () => {
  const { Workbook } = await import('exceljs');
  const caller = bureauOf(county);
  for (const topic of topics) {
    const by = must(topic.bys[0], 'rows');
    const shown = await table(caller, topic.id, by);
    const path = `/api/statistics/export?topic=${topic.id}&by=${by}`;
    const response = await api.call(caller, 'GET', path);
    const book = new Workbook();
    await book.xlsx.load(Buffer.from(await response.arrayBuffer()) as never);
    const sheet = must(book.worksheets[0], 'a sheet');
    const texts: string[] = [];
    sheet.eachRow((row) => row.eachCell((cell) => void texts.push(cell.text)));
    expect(texts.join('\n')).toContain(shown.title.zh);
    expect(texts.join('\n')).toContain(shown.definition.zh);
    for (const { name } of shown.rows) expect(texts).toContain(name.zh);
    if (isRecordTopic(topic.id)) continue;
    const number = shown.rows[0]?.values[0];
    if (number && !shown.columns[0]?.share) expect(texts).toContain(String(number));
  }
});
