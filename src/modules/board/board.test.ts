import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { openDemoCity } from '../../../tests/support/demo-city.ts';
import type { Day } from '../../kernel/calendar.ts';
import { addMonths, formatDay, parseDay } from '../../kernel/calendar.ts';
import type { Result } from '../../kernel/result.ts';
import { must } from '../../kernel/result.ts';
import type { Line, NodeKind } from '../../law/roles.ts';
import type { Grant, LiveCity } from '../identity/index.ts';
import { scopeOf } from '../identity/index.ts';
import { CityFigures } from '../overview/index.ts';
import { boardContract } from './contract.ts';
import type { BoardRow, DutyRow } from './model.ts';
import { dutyStatuses } from './model.ts';
import { dutyPath } from './rules/duty-path.ts';
import { boardOf } from './service/board.ts';
import { clauseOf } from './service/clause.ts';
import { dutiesOf } from './service/duties.ts';
import { dutyOf } from './service/duty.ts';
import { boardSheet, dutiesSheet } from './service/exports.ts';
import { trendOfClause } from './service/trend.ts';

const callerAt = (nodeKind: NodeKind, node: string, lines: readonly Line[] = ['chem', 'trade']) => {
  const role = nodeKind === 'division' ? 'bureau' : nodeKind === 'park' ? 'park' : 'principal';
  const grant: Grant = { id: 'G', role, nodeKind, node, lines, from: '2024-01-01', until: null };
  return { user: 'U', grants: [grant], ...scopeOf([grant]) };
};

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const dayIn = (text: string): Day => value(parseDay(text));
const boardQuery = (more: object = {}) => boardContract.board.query.parse(more);
const dutiesQuery = (more: object = {}) => boardContract.duties.query.parse(more);

let db: TestDatabase;
let city: LiveCity;
let figures: CityFigures;
const deps = { city: () => city, figures: () => figures };
const all = callerAt('division', '371700');

let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, city, close } = await openDemoCity());
  figures = new CityFigures(city);
});
afterAll(() => close());

const rowsOf = (board: Awaited<ReturnType<typeof boardOf>>): BoardRow[] =>
  value(board).plans.flatMap(({ sections }) =>
    sections.flatMap(({ tasks }) => tasks.flatMap(({ clauses }) => clauses)),
  );

async function everyDuty(caller: typeof all, id: string, more: object = {}): Promise<DutyRow[]> {
  const rows: DutyRow[] = [];
  for (let after: string | undefined; ; ) {
    const query = dutiesQuery({ limit: '37', ...more, ...(after ? { after } : {}) });
    const page = value(await dutiesOf(deps, caller, { params: { id }, query }));
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

describe('the board', () => {
  test('holds every clause of both plans in order, with the figures of the whole city', async () => {
    const rows = rowsOf(await boardOf(deps, all, boardQuery()));
    const whole = await city.duties.figuresAt(city.today());
    expect(rows).toHaveLength(city.clauses.length);
    const figureOf = new Map(rows.map(({ id, figure }) => [id, figure]));
    for (const { id, status, value: expected, population, met, overdue } of whole.clauses) {
      expect(figureOf.get(id)).toMatchObject({ status, value: expected, population, met, overdue });
    }
    const before = await city.duties.figuresAt(addMonths(city.today(), -3));
    const compared = rows.map(({ id, before: then }) => [id, then]);
    expect(new Map(compared as [string, number | null][])).toEqual(
      new Map(before.clauses.map(({ id, value: then }) => [id, then])),
    );
    expect(rows.some(({ trend }) => trend === 'better')).toBe(true);
    expect(rows[0]?.id).toBe('CHEM-P.1');
  });

  test('as of a day, filtered: each filter leaves what it names', async () => {
    const early = value(await boardOf(deps, all, boardQuery({ asOf: '2024-02-01' })));
    expect(early).toMatchObject({ asOf: '2024-02-01', before: '2024-01-01' });
    const filtered = async (more: object): Promise<BoardRow[]> =>
      rowsOf(await boardOf(deps, all, boardQuery(more)));
    expect((await filtered({ plan: 'trade' })).every(({ id }) => id.startsWith('TRADE-'))).toBe(
      true,
    );
    const missed = await filtered({ status: 'missed' });
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.every(({ figure }) => figure.status === 'missed')).toBe(true);
    const behind = await filtered({ overdue: 'true' });
    expect(behind.every(({ figure }) => figure.overdue > 0)).toBe(true);
    expect((await filtered({ q: 'CHEM-1.2' })).map(({ id }) => id)).toEqual(['CHEM-1.2']);
    const task = await filtered({ plan: 'chem', task: '8' });
    expect(task).toHaveLength(11);
    expect(task.every(({ id }) => id.startsWith('CHEM-8.'))).toBe(true);
    expect(await filtered({ module: 'nothing' })).toEqual([]);
    const refused = await boardOf(deps, all, boardQuery({ asOf: '2023-12-31' }));
    expect(refused).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  test('a county counts its own, and nobody else is behind', async () => {
    const caller = callerAt('division', '371728');
    const whole = new Map(
      rowsOf(await boardOf(deps, all, boardQuery())).map((row) => [row.id, row.figure.population]),
    );
    const rows = rowsOf(await boardOf(deps, caller, boardQuery()));
    const total = rows.reduce((sum, { figure }) => sum + figure.population, 0);
    expect(total).toBeGreaterThan(0);
    expect(rows.every(({ id, figure }) => figure.population <= (whole.get(id) ?? 0))).toBe(true);
    expect(new Set(rows.flatMap(({ behind }) => behind.map(({ id }) => id)))).toEqual(
      new Set(['371728']),
    );
    const nobody = { user: 'N', keys: [], writeKeys: [] };
    const none = rowsOf(await boardOf(deps, nobody, boardQuery()));
    expect(none.every(({ figure }) => figure.population === 0)).toBe(true);
  });
});

describe('a clause', () => {
  test('is told in the plan’s words, with what is inferred marked so', async () => {
    for (const { id } of city.clauses) {
      const clause = value(await clauseOf(deps, all, { params: { id }, query: {} }));
      const { how, bases, quote, figure } = clause;
      for (const words of [how.population, how.requirement, how.due, how.target]) {
        expect(words.zh.length, id).toBeGreaterThan(0);
        expect(words.en.length, id).toBeGreaterThan(0);
      }
      expect(quote.length).toBeGreaterThan(0);
      const basis = figure.target?.basis;
      if (basis) expect(bases.map((each) => each.basis)).toContain(basis);
    }
    const unknown = await clauseOf(deps, all, { params: { id: 'CHEM-99.9' }, query: {} });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'not-visible' } });
  });

  test('in one county: its figure is that of a county’s caller, its only county itself', async () => {
    const params = { id: 'CHEM-1.1' };
    const part = value(await clauseOf(deps, all, { params, query: { division: '371728' } }));
    const own = callerAt('division', '371728');
    const seen = value(await clauseOf(deps, own, { params, query: {} }));
    expect(part.figure).toEqual(seen.figure);
    expect(part.division).toMatchObject({ id: '371728', name: '东明县' });
    expect(part.counties.map(({ id }) => id)).toEqual(['371728']);
    expect(seen.counties).toEqual(part.counties);
    const other = value(await clauseOf(deps, own, { params, query: { division: '371721' } }));
    expect(other.figure.population).toBe(0);
  });

  test('its trend has the figures of each day', async () => {
    for (const id of ['CHEM-1.1', 'CHEM-1.3', 'CHEM-8.2', 'TRADE-6.3']) {
      const { points } = value(await trendOfClause(deps, all, { params: { id }, query: {} }));
      expect(points.at(-1)?.day).toBe(formatDay(city.today()));
      for (const index of [0, 1, 11, 20, points.length - 1]) {
        const point = must(points[index], 'a point');
        const { clauses } = await city.duties.figuresAt(dayIn(point.day));
        const expected = must(
          clauses.find((each) => each.id === id),
          id,
        );
        const { status, population, met, late, pending, overdue, unknown } = expected;
        expect(point, `${id} ${point.day}`).toMatchObject({
          ...{ status, population, met, late, pending, overdue, unknown },
          value: expected.value,
        });
      }
    }
  });
});

describe('duties', () => {
  test('pages hold every duty once, the overdue first; filters keep to what they name', async () => {
    const { clauses } = await city.duties.figuresAt(city.today());
    const busy = clauses.filter(({ overdue, met }) => overdue > 40 && met > 40).slice(0, 3);
    expect(busy.length).toBeGreaterThan(0);
    for (const { id, population, overdue } of busy) {
      const rows = await everyDuty(all, id);
      expect(rows).toHaveLength(population);
      expect(new Set(rows.map(({ duty }) => duty)).size).toBe(population);
      expect(rows.slice(0, overdue).every(({ status }) => status === 'overdue')).toBe(true);
      const [first] = rows;
      const named = await everyDuty(all, id, { q: first?.subject.id ?? '' });
      expect(named.length).toBeGreaterThan(0);
      expect(named.every(({ subject }) => subject.id === first?.subject.id)).toBe(true);
      expect(await everyDuty(all, id, { status: 'overdue' })).toEqual(rows.slice(0, overdue));
    }
    const query = dutiesQuery({ after: 'bnVsbA' });
    const lost = await dutiesOf(deps, all, { params: { id: 'CHEM-1.1' }, query });
    expect(lost).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  test('a county, a park, an enterprise and a line see theirs; another’s is not visible', async () => {
    const { rows } = await db.owner.query<{ id: string; county: string; park: string }>(
      `select id, left(jurisdiction, 6) county, park from rec.enterprise where vt = 'infinity' and park is not null order by id limit 1`,
    );
    const one = must(rows[0], 'an enterprise in a park');
    const whole = await everyDuty(all, 'CHEM-1.1');
    const of = (row: DutyRow): string => must(row.enterprise, 'of an enterprise').id;
    for (const caller of [
      callerAt('division', one.county),
      callerAt('division', one.county, ['chem']),
      callerAt('park', one.park),
      callerAt('enterprise', one.id),
    ]) {
      const own = await everyDuty(caller, 'CHEM-1.1');
      expect(own.map(of)).toContain(one.id);
      const ours = new Set(own.map(({ duty }) => duty));
      const other = must(
        whole.find(({ duty }) => !ours.has(duty)),
        'a duty elsewhere',
      );
      for (const duty of [
        other.duty,
        dutyPath({ subject: 'enterprise/nobody', period: null, triggerKey: '' }),
        'x',
      ]) {
        const answer = await dutyOf(deps, caller, { params: { id: 'CHEM-1.1', duty }, query: {} });
        expect(answer).toEqual({ ok: false, error: { code: 'not-visible' } });
      }
      const { rows: sheet } = { rows: own };
      expect(sheet.every((row) => ours.has(row.duty))).toBe(true);
    }
  });

  test('each status is explained, with facts that the caller may see', async () => {
    const { clauses } = await city.duties.figuresAt(city.today());
    let proved = 0;
    for (const status of dutyStatuses) {
      const some = clauses.filter((each) => each[status] > 0).slice(0, 4);
      for (const { id } of some) {
        const query = dutiesQuery({ status, limit: '1' });
        const { rows } = value(await dutiesOf(deps, all, { params: { id }, query }));
        const row = must(rows[0], `a duty of ${id}`);
        const params = { id, duty: row.duty };
        const duty = value(await dutyOf(deps, all, { params, query: {} }));
        expect(duty).toMatchObject(row);
        expect(duty.explanation.length).toBeGreaterThanOrEqual(6);
        const last = must(duty.explanation.at(-1), 'the status');
        expect(last.zh).toMatch(/^状态：/);
        expect(last.en).toMatch(/^Status: /);
        if (duty.facts.length > 0) proved += 1;
        for (const fact of duty.facts) expect(fact.by.length).toBeGreaterThan(0);
      }
    }
    expect(proved).toBeGreaterThan(2);
  });
});

test('what nobody knows is said to be unknown, and why', async () => {
  const { city: other, close: end } = await openDemoCity();
  onTestFinished(end);
  const caller = callerAt('division', '371700');
  // An enterprise that has reported nothing of its equipment: shares of nothing are not known.
  const stated = await other.state(caller, [
    {
      type: 'enterprise',
      record: '91371700MA00TEST01',
      at: '2025-01-10',
      set: { name: '示例化工', jurisdiction: '371728', industry: ['chemical', 'hazchem'] },
    },
  ]);
  expect(stated).toMatchObject({ ok: true });
  const { clauses } = await other.duties.figuresAt(other.today());
  const clause = must(
    clauses.find(({ unknown }) => unknown > 0),
    'a clause with an unknown duty',
  );
  const its = { city: () => other, figures: () => new CityFigures(other) };
  const params = { id: clause.id };
  const page = value(
    await dutiesOf(its, caller, { params, query: dutiesQuery({ status: 'unknown' }) }),
  );
  const { duty } = must(page.rows[0], 'an unknown duty');
  const explained = value(await dutyOf(its, caller, { params: { ...params, duty }, query: {} }));
  expect(explained.status).toBe('unknown');
  expect(explained.explanation.at(-1)?.zh).toContain('不明（不算完成），因为');
  expect(explained.explanation.at(-1)?.en).toContain('unknown (which does not count as met)');
});

test('exports hold what the lists show', async () => {
  const query = boardContract.boardExport.query.parse({ plan: 'chem' });
  const board = value(await boardSheet(deps, all, query));
  const duties = value(
    await dutiesSheet(deps, all, {
      params: { id: 'CHEM-1.1' },
      query: boardContract.dutiesExport.query.parse({ status: 'overdue' }),
    }),
  );
  for (const file of [board, duties]) {
    expect(file.name).toContain(`${formatDay(city.today())}.xlsx`);
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.bytes as AsyncIterable<Uint8Array>) chunks.push(chunk);
    expect(Buffer.concat(chunks).subarray(0, 2).toString()).toBe('PK');
  }
});
