import { describe, expect, test } from 'vitest';
import type { At } from '../../../tests/support/api.ts';
import { callerWith } from '../../../tests/support/api.ts';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { demoCity } from '../../../tests/support/demo-city.ts';
import { formatDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Role } from '../../law/roles.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { reading } from '../identity/index.ts';
import { Tasks } from '../tasks/index.ts';
import type { LetterWhole } from './contract.ts';
import { act, answer, attach, editDraft, makeDraft } from './index.ts';
import { ledgerOf, wordOf } from './service/files.ts';
import { listLetters, oneLetter } from './service/letters.ts';

const CITY = '371700';
const at = (role: Role, node: string): At => ({ role, nodeKind: 'division', node });
const bureau = callerWith('city-bureau', at('bureau', CITY));
const leader = callerWith('city-leader', at('leader', CITY));
const countyBureau = (node: string): Caller => callerWith(`bureau-${node}`, at('bureau', node));

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };
function value<T>(result: Outcome<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

/** Clauses with overdue duties in counties, the most first. */
async function overdueClauses(db: TestDatabase): Promise<string[]> {
  const { rows } = await db.owner.query<{ id: string }>(
    `select c.id from duty.span s join duty.clause c on c.no = s.clause
     where s.status = 3 and s.vt = 'infinity' and length(s.division) >= 6 and s.division <> $1
     group by 1 order by count(distinct left(s.division, 6)) desc, 1`,
    [CITY],
  );
  return rows.map(({ id }) => id);
}

/** The clause that most enterprises are overdue with. */
async function firmsClause(db: TestDatabase): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    `select c.id from duty.span s join duty.clause c on c.no = s.clause
       join identity.record_scope r on r.subject = s.subject
       join identity.anchor a on a.id = r.anchor
     where s.status = 3 and s.vt = 'infinity' and a.enterprises <> '{}'
     group by 1 order by count(distinct a.enterprises[1]) desc, 1 limit 1`,
  );
  return must(rows[0], 'a clause').id;
}

const today = (city: LiveCity): string => formatDay(city.today());

async function opened() {
  const { db, city } = await demoCity();
  const [clause = ''] = await overdueClauses(db);
  return { db, city, clause, tasks: new Tasks(city, async () => []) };
}

const make = async (city: LiveCity, clause: string, over: object = {}): Promise<string> =>
  value(
    await makeDraft(city, bureau, { kind: 'reminder', clauses: [clause], to: 'counties', ...over }),
  ).id;

const see = async (city: LiveCity, caller: Caller, id: string): Promise<LetterWhole> =>
  value(await oneLetter(city, caller, id));

const step = async (
  city: LiveCity,
  caller: Caller,
  id: string,
  action: 'submit' | 'approve' | 'return' | 'withdraw' | 'discard',
  note?: string,
) => {
  const { version } = await see(city, bureau, id);
  return act(city, caller, id, { action, version, ...(note ? { note } : {}) });
};

const open = async (tasks: Tasks, caller: Caller, box: 'todo' | 'done' | 'read' = 'todo') => {
  const page = value(await tasks.inbox.page(caller, { box, limit: 200 }));
  return page.rows.filter(({ kind }) => kind !== 'duty' && kind !== 'chase');
};

test('a letter: list kept, approved, numbered, in the inbox, answered, stated', async () => {
  const { db, city, clause, tasks } = await opened();
  const id = await make(city, clause);
  const draft = await see(city, bureau, id);
  expect(draft).toMatchObject({ state: 'draft', number: null, asOf: today(city), sent: true });
  expect(draft.rows).toBe(draft.items.length);
  // The starter values say so (todo.letter.answerWithin).
  expect([draft.answerWithin, draft.text]).toEqual([5, expect.stringContaining('5个工作日')]);
  const text = `${draft.text}\n补充说明。`;
  value(await editDraft(city, bureau, id, { version: 1, title: '提醒函', text, answerWithin: 3 }));
  value(await step(city, bureau, id, 'submit'));
  expect((await open(tasks, leader)).map(({ title }) => title.zh)).toEqual(['审批：《提醒函》']);
  const [first] = draft.deliveries;
  const county = countyBureau(must(first, 'an addressee').addressee.slice(2));
  const hidden = { ok: false, error: { code: 'not-visible' } };
  expect(await oneLetter(city, county, id)).toEqual(hidden);
  const sent = value(await step(city, leader, id, 'approve'));
  expect(sent).toMatchObject({
    state: 'delivered',
    number: `菏应急函〔${today(city).slice(0, 4)}〕1号`,
    actions: [],
  });
  expect(await open(tasks, leader)).toEqual([]);
  const [todo] = await open(tasks, county);
  expect(todo).toMatchObject({ kind: 'letter', workingDays: 3, link: `/letters/${id}` });
  expect(todo?.sender.zh).toContain('应急管理局');
  const received = await see(city, county, id);
  const node = `d:${county.grants[0]?.node}`;
  expect(received.deliveries.map(({ addressee, mine }) => [addressee, mine])).toEqual([
    [node, true],
  ]);
  expect(received.steps).toEqual([]);
  expect(received.items.length).toBeLessThanOrEqual(draft.items.length);
  const notice = async () => {
    const { rows } = await db.owner.query(
      `select kind, jurisdictions, "answeredOn"::text, "acknowledgedBy" from rec.notice
       where id = $1 and vt = 'infinity'`,
      [`letter-${id}`],
    );
    return rows[0];
  };
  expect(await notice()).toMatchObject({ kind: 'reminder-letter', answeredOn: null });
  const file = { name: '整改报告.pdf', bytes: new Uint8Array([1, 2]) };
  value(await attach(city, county, id, node, file));
  const given = value(await answer(city, county, id, { addressee: node, text: '已全部办结' }));
  expect(given.deliveries[0]).toMatchObject({ answer: '已全部办结', file: '整改报告.pdf' });
  expect(await open(tasks, county)).toEqual([]);
  expect((await open(tasks, county, 'done')).length).toBe(1);
  for (const { addressee } of draft.deliveries.slice(1)) {
    const other = countyBureau(addressee.slice(2));
    value(await answer(city, other, id, { addressee, text: '已办结' }));
  }
  expect((await see(city, bureau, id)).state).toBe('answered');
  expect(await notice()).toMatchObject({ answeredOn: today(city) });
});

describe('refused', () => {
  test('what the state, the role or the version does not allow', async () => {
    const { city, clause } = await opened();
    const id = await make(city, clause);
    const code = (code: string) => ({ ok: false, error: { code } });
    expect(await step(city, leader, id, 'approve')).toMatchObject(code('wrong-state'));
    expect(await step(city, leader, id, 'submit')).toMatchObject(code('forbidden'));
    const stale = await act(city, bureau, id, { action: 'submit', version: 7 });
    expect(stale).toMatchObject({ error: { code: 'conflict', current: { id, version: 1 } } });
    value(await step(city, bureau, id, 'submit'));
    expect(await step(city, bureau, id, 'approve')).toMatchObject(code('forbidden'));
    const edit = { version: 2, title: 'x', text: 'y', answerWithin: 5 };
    expect(await editDraft(city, bureau, id, edit)).toMatchObject(code('wrong-state'));
    expect(await step(city, leader, id, 'return')).toMatchObject(code('needs-note'));
    expect(value(await step(city, leader, id, 'return', '请核实数据')).state).toBe('draft');
    value(await step(city, bureau, id, 'submit'));
    expect(value(await step(city, bureau, id, 'withdraw')).state).toBe('draft');
    expect(value(await step(city, bureau, id, 'discard')).state).toBe('discarded');
    expect(await step(city, bureau, id, 'submit')).toMatchObject(code('wrong-state'));
  });

  test('a list of nothing, an author of no bureau, an answer of somebody else', async () => {
    const { city, clause, tasks } = await opened();
    const body = {
      ...{ kind: 'reminder' as const, to: 'counties' as const },
      clauses: ['X-1.1'],
    };
    expect(await makeDraft(city, bureau, body)).toMatchObject({ error: { code: 'empty-list' } });
    expect(await makeDraft(city, leader, body)).toMatchObject({ error: { code: 'no-issuer' } });
    const id = await make(city, clause);
    value(await step(city, bureau, id, 'submit'));
    value(await step(city, leader, id, 'approve'));
    const { deliveries } = await see(city, bureau, id);
    const addressee = must(deliveries[0], 'one').addressee;
    const refused = (code: string) => ({ ok: false, error: { code } });
    const given = { addressee, text: 'x' };
    expect(await answer(city, bureau, id, given)).toMatchObject(refused('not-visible'));
    const grid = callerWith('grid', at('grid', addressee.slice(2)));
    expect(await answer(city, grid, id, given)).toMatchObject(refused('forbidden'));
    const exe = { name: 'a.exe', bytes: new Uint8Array() };
    const mine = countyBureau(addressee.slice(2));
    expect(await attach(city, mine, id, addressee, exe)).toMatchObject(refused('file-kind'));
    value(await answer(city, mine, id, given));
    expect(await answer(city, mine, id, given)).toMatchObject(refused('wrong-state'));
    expect(await step(city, bureau, id, 'withdraw')).toMatchObject(refused('wrong-state'));
    expect((await open(tasks, mine)).length).toBe(0);
  });
});

test('numbers have no gap and no twin, however many leaders sign at once', async () => {
  const { db, city, clause } = await opened();
  const letters = [];
  for (let n = 0; n < 6; n += 1) letters.push(await make(city, clause));
  for (const id of letters) value(await step(city, bureau, id, 'submit'));
  const approve = (id: string) => act(city, leader, id, { action: 'approve', version: 2 });
  // Each twice: the second finds another version.
  const results = await Promise.all([...letters, ...letters].map(approve));
  const codes = results.filter(({ ok }) => !ok).map((r) => (r.ok ? '' : r.error.code));
  expect(codes).toEqual(Array.from({ length: 6 }, () => 'conflict'));
  const { rows } = await db.owner.query<{ number: number }>(
    'select number from letters.letter order by number',
  );
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
});

describe('who sees what', () => {
  test('an enterprise its own rows only; a circular is read whole', async () => {
    const { db, city, tasks, clause } = await opened();
    const id = await make(city, await firmsClause(db), { to: 'enterprises' });
    value(await step(city, bureau, id, 'submit'));
    value(await step(city, leader, id, 'approve'));
    const all = await see(city, bureau, id);
    const node = must(all.deliveries[0], 'one').addressee;
    const firm = callerWith('firm', {
      ...{ role: 'principal', nodeKind: 'enterprise', node: node.slice(2) },
    });
    const own = await see(city, firm, id);
    expect(own.items.length).toBeGreaterThan(0);
    expect(new Set(own.items.map(({ name }) => name)).size).toBe(1);
    expect(all.items.length).toBeGreaterThan(own.items.length);
    expect(
      value(await listLetters(city, firm, { box: 'received', sort: '-made', limit: 50 })).rows,
    ).toHaveLength(1);
    expect(
      value(await listLetters(city, firm, { box: 'sent', sort: '-made', limit: 50 })).rows,
    ).toEqual([]);
    const kinds = ['letters.letter', 'letters.item', 'letters.delivery', 'letters.step'];
    const nobody = callerWith('x', { role: 'worker', nodeKind: 'enterprise', node: 'E-X' });
    for (const table of kinds) {
      const { rows } = await reading(city.web, nobody, (c) => c.query(`select from ${table}`));
      expect(rows, table).toEqual([]);
    }
    const circular = await make(city, clause, { kind: 'circular' });
    value(await step(city, bureau, circular, 'submit'));
    expect(value(await step(city, leader, circular, 'approve')).number).toBe(
      `菏应急通报〔${today(city).slice(0, 4)}〕1号`,
    );
    const whole = await see(city, bureau, circular);
    const county = countyBureau(must(whole.deliveries[0], 'one').addressee.slice(2));
    expect((await see(city, county, circular)).items).toEqual(whole.items);
    expect((await open(tasks, county, 'read')).map(({ kind }) => kind)).toEqual(['read']);
  });

  test('files hold what is seen; others get none', async () => {
    const { city, clause } = await opened();
    const id = await make(city, clause);
    const word = value(await wordOf(city, bureau, id, null));
    expect(
      Buffer.from(word.bytes as Uint8Array)
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(word.name).toMatch(/^草稿 .*\.docx$/);
    expect(value(await ledgerOf(city, bureau, id)).name).toMatch(/\.xlsx$/);
    const county = countyBureau('371721');
    for (const file of [wordOf(city, county, id, null), ledgerOf(city, county, id)]) {
      expect(await file).toMatchObject({ ok: false, error: { code: 'not-visible' } });
    }
  });

  test('a late answer comes back to the issuer', async () => {
    const { db, city, clause, tasks } = await opened();
    const id = await make(city, clause);
    value(await step(city, bureau, id, 'submit'));
    value(await step(city, leader, id, 'approve'));
    await db.owner.query(`update tasks.todo set due = due - 40 where kind = 'letter'`);
    await tasks.board.refresh();
    const late = async () =>
      value(await tasks.inbox.page(bureau, { box: 'todo', kind: 'chase', limit: 200 })).rows.filter(
        ({ link }) => link === `/letters/${id}`,
      );
    const { deliveries } = await see(city, bureau, id);
    expect(await late()).toHaveLength(deliveries.length);
    for (const { addressee } of deliveries) {
      value(await answer(city, countyBureau(addressee.slice(2)), id, { addressee, text: '已办' }));
    }
    await tasks.board.refresh();
    expect(await late()).toEqual([]);
  });
});
