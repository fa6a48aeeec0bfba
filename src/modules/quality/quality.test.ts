import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, openTestApi } from '../../../tests/support/api.ts';
import { CITY, counties, get } from '../../../tests/support/overview.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import { LedgerChecks, RefusedLines } from './index.ts';
import type { Quality, Row, Verified } from './model.ts';

let api: OpenApi;
let county: string;
beforeAll(async () => {
  api = await openTestApi();
  [county = ''] = await counties(api);
  await stateSomeFaults();
});
afterAll(() => api?.close());

const CODES = ['91371700MA00QUAL01', '91371700MA00QUAL02'];

/** Two enterprises of one name, in no township, in no park; of one, two sources say different things. */
async function stateSomeFaults(): Promise<void> {
  const set = { name: '示例重名化工', jurisdiction: county, industry: ['chemical'] };
  const caller = bureauOf(county);
  const made = CODES.map((record) => ({ type: 'enterprise', record, at: '2026-01-05', set }));
  const stated = await api.city.state(caller, made);
  expect(stated.ok).toBe(true);
  for (const [user, employees, at] of [
    ['one', 120, '2026-02-01'],
    ['two', 80, '2026-02-02'],
  ] as const) {
    const record = must(CODES[0], 'a code');
    const said = { type: 'enterprise', record, at, set: { employees } };
    expect((await api.city.state({ ...caller, user }, [said])).ok).toBe(true);
  }
}

const quality = (caller: Caller, more = ''): Promise<Quality> =>
  get<Quality>(api, caller, `/api/sys/quality${more}`);

async function rowsOf(caller: Caller, to: string): Promise<Row[]> {
  const path = to.replace('/sys/data-quality', '/api/sys/quality/checks');
  const rows: Row[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const cursor: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page: { rows: Row[]; next: string | null } = await get(
      api,
      caller,
      `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor}`,
    );
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

const countOf = ({ checks }: Quality, id: string): number =>
  must(
    checks.find((each) => each.id === id),
    id,
  ).count;

describe('every count', () => {
  test('is its list, and a county sees its own only', async () => {
    for (const caller of [bureauOf(CITY), bureauOf(county)]) {
      const found = await quality(caller);
      const lists = [
        ...found.checks.filter(({ id }) => id !== 'missing'),
        ...found.missing.map(({ lacking: count, to }) => ({ count, to })),
      ];
      for (const { count, to } of lists.filter((each) => each.count < 2000)) {
        const rows = await rowsOf(caller, to);
        expect(rows, to).toHaveLength(count);
        expect(new Set(rows.map(({ key }) => key)).size, to).toBe(count);
      }
    }
    const others = await api.db.owner.query<{ id: string }>(
      `select e.id from rec.enterprise e where e.vt = 'infinity' and not exists (
        select from rec.division_above d where d.id = e.jurisdiction and d.above = $1)`,
      [county],
    );
    const foreign = new Set(others.rows.map(({ id }) => `enterprise/${id}`));
    const stale = await rowsOf(bureauOf(county), '/sys/data-quality/stale');
    expect(stale.filter(({ subject }) => foreign.has(subject ?? ''))).toEqual([]);
    expect(foreign.size).toBeGreaterThan(0);
  });

  test('finds what was put there, and nothing of it before', async () => {
    const caller = bureauOf(county);
    const now = await quality(caller);
    const then = await quality(caller, '?asOf=2026-01-04');
    for (const id of ['same-name', 'no-township', 'no-park']) {
      expect(countOf(now, id) - countOf(then, id), id).toBe(2);
    }
    const differing = await rowsOf(caller, '/sys/data-quality/differing');
    const own = differing.find(({ subject }) => subject === `enterprise/${CODES[0]}`);
    expect(own?.detail.zh).toBe('从业人数：账号 two 80（2026-02-02）；账号 one 120（2026-02-01）');
    expect(own?.to).toBe(`/enterprises/${CODES[0]}`);
    const sources = now.sources.map(({ source }) => source);
    expect(sources).toContain('one');
    const facts = now.sources.reduce((sum, each) => sum + each.facts, 0);
    expect(now.byDay.reduce((sum, each) => sum + each.facts, 0)).toBe(facts);
    const unset = await get<{ rows: unknown[] }>(api, caller, '/api/sys/parameters?unset=true');
    expect(now.system.unset).toBe(unset.rows.length);
    expect(countOf(now, 'late')).toBe(now.sources.reduce((sum, each) => sum + each.late, 0));
  });

  test('goes away as a file of the same rows', async () => {
    const { Workbook } = await import('exceljs');
    const path = '/api/sys/quality/checks/same-name/export';
    const response = await api.call(bureauOf(county), 'GET', path);
    const book = new Workbook();
    await book.xlsx.load(Buffer.from(await response.arrayBuffer()) as never);
    const texts: string[] = [];
    book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => void texts.push(cell.text)));
    expect(texts.filter((text) => text === '示例重名化工')).toHaveLength(2);
  });
});

test('rows refused at import show to whoever covers their importer, without their cells', async () => {
  const { owner } = api.db;
  const importer = bureauOf(county, ['chem']);
  await owner.query(
    `insert into sheets.import (id, type, owner, keys, write_keys, roles, file_name, file_hash,
       sheet, sheets, from_template, headings, mapping, formulas, hidden_rows, row_count, state,
       created_at)
     values ('Q1', 'person', $1, $2, $3, '{}', '人员.xlsx', 'x', 's', '{s}', true, '{}', '{}',
       0, 0, 1, 'checked', '2026-03-01')`,
    [importer.user, importer.keys, importer.writeKeys],
  );
  await owner.query(
    `insert into sheets.import_row (import, row, cells, state, errors)
     values ('Q1', 7, '["秘密"]', 'error', '[{"message": {"zh": "日期写错", "en": "bad date"}}]')`,
  );
  const to = '/sys/data-quality/refused';
  for (const caller of [bureauOf(CITY), bureauOf(county), bureauOf(CITY, ['chem'])]) {
    const rows = await rowsOf(caller, to);
    expect(rows.map(({ name, detail }) => [name, detail.zh])).toEqual([
      ['人员.xlsx', '人员第 7 行：日期写错'],
    ]);
    expect(JSON.stringify(rows)).not.toContain('秘密');
  }
  const [, other = ''] = await counties(api);
  for (const caller of [bureauOf(other), bureauOf(CITY, ['trade'])]) {
    expect(await rowsOf(caller, to)).toEqual([]);
  }
});

test('a division narrows what has one: as many as its county counts, and each is its list', async () => {
  const own = await quality(bureauOf(county));
  const narrowed = await quality(bureauOf(CITY), `?division=${county}`);
  const whole = await quality(bureauOf(CITY));
  for (const { id, byDivision, count, to } of narrowed.checks.filter((c) => c.id !== 'missing')) {
    expect(count, id).toBe(countOf(byDivision ? own : whole, id));
    expect(to.includes('division='), id).toBe(byDivision);
    if (count < 2000) expect(await rowsOf(bureauOf(CITY), to), id).toHaveLength(count);
  }
  expect(countOf(narrowed, 'stale')).toBeLessThan(countOf(whole, 'stale'));
  expect(countOf(narrowed, 'same-name')).toBeGreaterThan(0);
  const firms = ({ missing }: Quality) => missing.find(({ type }) => type === 'enterprise');
  expect(firms(narrowed)).toMatchObject({ byDivision: true, records: firms(own)?.records });
});

test('refused lines of imports: the newest thousand, for whoever sees the whole city', async () => {
  const refused = new RefusedLines();
  const [reason, mend] = [
    { zh: '缺少“record”', en: 'record is missing' },
    { zh: '请补上', en: 'add it' },
  ];
  for (let line = 1; line <= 2345; line++) {
    refused.add({ line, code: 'missingKey', path: 'record', reason, mend });
  }
  const at = new Date('2026-11-20T10:05:00+08:00');
  await refused.keep(api.db.owner, { fileName: '事实.ndjson', at });
  const to = '/sys/data-quality/not-imported';
  const rows = await rowsOf(bureauOf(CITY), to);
  expect(rows).toHaveLength(1000);
  expect(countOf(await quality(bureauOf(CITY)), 'not-imported')).toBe(1000);
  expect(rows[0]).toMatchObject({ name: '事实.ndjson', on: '2026-11-20' });
  expect(rows[0]?.detail.zh).toBe(
    '第 1346 行 record：缺少“record”；请补上（2026-11-20 10:05 导入，共拒绝 2345 行）',
  );
  expect(rows.at(-1)?.detail.en).toContain('line 2345 record');
  for (const caller of [bureauOf(county), bureauOf(CITY, ['chem'])]) {
    expect(await rowsOf(caller, to)).toEqual([]);
  }
  expect(countOf(await quality(bureauOf(CITY), '?asOf=2026-11-19'), 'not-imported')).toBe(0);
});

describe('the ledger', () => {
  const admin = callerWith('sys', { role: 'systemAdmin', nodeKind: 'division', node: CITY });
  interface State {
    readonly facts: number;
    readonly runs: readonly Verified[];
    readonly mayStart: boolean;
  }
  const state = (caller: Caller): Promise<State> => get<State>(api, caller, '/api/sys/ledger');
  const start = (caller: Caller) => api.call(caller, 'POST', '/api/sys/ledger/verifications', {});
  const checks = () => LedgerChecks.of(api.city, () => undefined);

  test('is verified by the system administrator, who sees no record', async () => {
    expect((await start(bureauOf(CITY))).status).toBe(403);
    expect((await api.call(admin, 'GET', '/api/sys/quality')).status).toBe(403);
    const before = await state(admin);
    expect(before).toMatchObject({ runs: [], mayStart: true });
    const answers = await Promise.all([start(admin), start(admin)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await checks().settled();
    const after = await state(bureauOf(CITY));
    expect(after.mayStart).toBe(false);
    expect(after.runs).toMatchObject([{ state: 'sound', checked: before.facts, by: 'sys' }]);
  });

  test('that somebody altered is found broken, at its place', async () => {
    await api.db.owner.query('alter table ledger.fact disable trigger all');
    await api.db.owner.query(
      `update ledger.fact set by = 'nobody' where seq = (select max(seq) from ledger.fact)`,
    );
    expect((await start(admin)).status).toBe(200);
    await checks().settled();
    const [last] = (await state(admin)).runs;
    expect(last).toMatchObject({ state: 'broken', problem: { kind: 'altered' } });
    expect(api.faults).toEqual([]);
  });
});
