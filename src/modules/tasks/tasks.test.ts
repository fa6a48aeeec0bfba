import { describe, expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { demoCity } from '../../../tests/support/demo-city.ts';
import { must } from '../../kernel/result.ts';
import type { Line, NodeKind, Role } from '../../law/roles.ts';
import type { Caller, Statement } from '../identity/index.ts';
import { Tasks } from './index.ts';

const callerAs = (
  user: string,
  role: Role,
  nodeKind: NodeKind,
  node: string,
  lines: readonly Line[] = ['chem', 'trade'],
): Caller => callerWith(user, { role, nodeKind, node, lines });

const query = { box: 'todo', limit: 200 } as const;

async function opened() {
  const { db, city } = await demoCity();
  const people = [{ id: 'U-2', name: '示例乙' }];
  const tasks = new Tasks(city, async () => people);
  await tasks.board.refresh();
  return { db, city, tasks };
}

/** The owner with the most open to-dos of a kind of node. */
async function busiest(db: TestDatabase, pattern: string): Promise<string> {
  const { rows } = await db.owner.query<{ owner: string }>(
    `select owner from tasks.todo where owner ~ $1 group by 1 order by count(*) desc, 1 limit 1`,
    [pattern],
  );
  return must(rows[0], pattern).owner.slice(2);
}

const inbox = async (tasks: Tasks, caller: Caller, over: object = {}) => {
  const page = await tasks.inbox.page(caller, { ...query, ...over });
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
};

describe('to-dos of the made-up city', () => {
  test('a second look gives nothing new; the badge counts the rows', async () => {
    const { db, city, tasks } = await opened();
    const again = await new Tasks(city, async () => []).board.refresh();
    expect(again).toEqual({ opened: 0, changed: 0, closed: 0 });
    const firm = await busiest(db, '^e:');
    const county = await busiest(db, '^d:[0-9]{6}$');
    for (const caller of [
      callerAs('U-1', 'principal', 'enterprise', firm),
      callerAs('U-3', 'bureau', 'division', county),
    ]) {
      const page = await inbox(tasks, caller);
      expect(page.rows.length).toBeGreaterThan(3);
      expect(page.counts.todo).toBe(page.rows.length);
      expect(new Set(page.rows.map(({ id }) => id)).size).toBe(page.rows.length);
      const dues = page.rows.map(({ due }) => due ?? '9999');
      expect(dues).toEqual(dues.toSorted());
    }
  });

  test('pages join without a gap; filters and past days are asked of the same rows', async () => {
    const { db, tasks } = await opened();
    const caller = callerAs('U-3', 'bureau', 'division', await busiest(db, '^d:[0-9]{6}$'));
    const whole = await inbox(tasks, caller);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await inbox(tasks, caller, { limit: 7, ...(cursor ? { cursor } : {}) });
      found.push(...page.rows.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(found).toEqual(whole.rows.map(({ id }) => id));
    const trade = await inbox(tasks, caller, { plan: 'trade' });
    expect(trade.rows.every(({ clause }) => clause?.startsWith('TRADE'))).toBe(true);
    expect(trade.rows.length).toBe(
      whole.rows.filter(({ clause }) => clause?.startsWith('TRADE')).length,
    );
    const late = await inbox(tasks, caller, { late: true });
    expect(late.rows.length).toBe(whole.rows.filter((row) => row.late).length);
    expect((await inbox(tasks, caller, { asOf: '2024-01-01' })).rows).toEqual([]);
    const odd = await tasks.inbox.page(caller, { ...query, cursor: 'x' });
    expect(odd).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    const future = await tasks.inbox.page(caller, { ...query, asOf: '2027-01-01' });
    expect(future).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  test('nobody sees those of another node, another line or another role', async () => {
    const { db, tasks } = await opened();
    const county = await busiest(db, '^d:[0-9]{6}$');
    const bureau = callerAs('U-3', 'bureau', 'division', county);
    const chem = callerAs('U-4', 'bureau', 'division', county, ['chem']);
    const all = await inbox(tasks, bureau);
    const chemOnly = await inbox(tasks, chem);
    expect(chemOnly.rows.map(({ id }) => id)).toEqual(
      all.rows.filter(({ clause }) => clause?.startsWith('CHEM')).map(({ id }) => id),
    );
    expect((await inbox(tasks, callerAs('U-5', 'officer', 'division', county))).rows).toEqual([]);
    const firm = callerAs('U-1', 'principal', 'enterprise', await busiest(db, '^e:'));
    const id = must(all.rows[0], 'one').id;
    const hidden = { ok: false, error: { code: 'not-visible' } };
    expect(await tasks.inbox.one(firm, id)).toEqual(hidden);
    expect(await tasks.inbox.one(firm, '999999')).toEqual(hidden);
    expect(await tasks.inbox.note(firm, id, 'x')).toEqual(hidden);
    expect(await tasks.inbox.read(firm, id)).toEqual(hidden);
  });

  test('it closes by itself when the duty is met', async () => {
    const { db, city, tasks } = await opened();
    const { rows } = await db.owner.query<{ enterprise: string; hazards: string[] }>(
      `select h.enterprise, array_agg(distinct h.id) hazards
       from duty.span s join duty.clause c on c.no = s.clause and c.id = 'TRADE-8.8'
         join rec.hazard h on s.subject = 'hazard/' || h.id and h.vt = 'infinity'
       where s.status = 3 and s.vt = 'infinity' group by 1 order by 1 limit 1`,
    );
    const { enterprise, hazards } = must(rows[0], 'an enterprise with overdue hazards');
    const caller = callerAs('U-1', 'safetyManager', 'enterprise', enterprise);
    const mine = async () =>
      (await inbox(tasks, caller)).rows.find(({ clause }) => clause === 'TRADE-8.8');
    expect(await mine()).toMatchObject({ kind: 'duty', late: true });
    const closed = hazards.map(
      (record): Statement => ({
        ...{ type: 'hazard', record, at: '2026-06-30' },
        set: { closedOn: '2026-06-30', verifiedOn: '2026-06-30' },
      }),
    );
    expect((await city.state(caller, closed, { by: 'loop' })).ok).toBe(true);
    const { closed: count } = await tasks.board.refresh();
    expect(count).toBeGreaterThan(0);
    expect(await mine()).toBeUndefined();
    const done = await inbox(tasks, caller, { box: 'done' });
    expect(done.rows.map(({ clause }) => clause)).toContain('TRADE-8.8');
  });
});

describe('work on a to-do', () => {
  test('read, noted, handed over to a colleague, who alone has it then', async () => {
    const { db, tasks } = await opened();
    const node = await busiest(db, '^e:');
    const one = callerAs('U-1', 'principal', 'enterprise', node);
    const two = callerAs('U-2', 'safetyManager', 'enterprise', node);
    const first = must((await inbox(tasks, one)).rows[0], 'one');
    expect(first.unread).toBe(true);
    await tasks.inbox.read(one, first.id);
    await tasks.inbox.note(one, first.id, '已联系检测机构');
    expect(await tasks.inbox.one(one, first.id)).toMatchObject({
      ok: true,
      value: { unread: false, notes: 1, remarks: [{ name: 'U-1', text: '已联系检测机构' }] },
    });
    expect(await tasks.inbox.one(two, first.id)).toMatchObject({ value: { unread: true } });
    const { version } = first;
    const outsider = await tasks.inbox.handOver(one, first.id, { to: 'U-9', version });
    expect(outsider).toMatchObject({ error: { code: 'no-colleague' } });
    const stale = await tasks.inbox.handOver(one, first.id, { to: 'U-2', version: version + 5 });
    expect(stale).toMatchObject({ error: { code: 'conflict' } });
    expect((await tasks.inbox.handOver(one, first.id, { to: 'U-2', version })).ok).toBe(true);
    const ids = async (caller: Caller, box = 'todo') =>
      (await inbox(tasks, caller, { box })).rows.map(({ id }) => id);
    expect(await ids(one)).not.toContain(first.id);
    expect(await ids(one, 'started')).toEqual([first.id]);
    expect(await ids(two)).toContain(first.id);
  });
});

describe('messages and feedback', () => {
  test('new to-dos are told once, merged, with the reason; read by each for himself', async () => {
    const { db, tasks } = await opened();
    const node = await busiest(db, '^e:');
    const one = callerAs('U-1', 'principal', 'enterprise', node);
    const two = callerAs('U-2', 'safetyManager', 'enterprise', node);
    // Quiet hours of none, so that the hour of the test does not matter.
    const now = { quietFrom: '00:00', quietUntil: '00:00', dailyCap: 50, digestAt: '08:30' };
    for (const each of [one, two]) await tasks.messages.set(each, now);
    const list = await tasks.messages.list(one, false);
    expect(list.rows.length).toBeGreaterThan(0);
    expect(list.unread).toBe(list.rows.length);
    expect(list.rows[0]?.why.zh).toContain('您是企业主要负责人');
    await tasks.messages.read(
      one,
      list.rows.map(({ id }) => id),
    );
    expect((await tasks.messages.list(one, true)).rows).toEqual([]);
    expect((await tasks.messages.list(two, true)).rows).toHaveLength(list.rows.length);
    expect(await tasks.messages.settings(one)).toMatchObject({ own: true, dailyCap: 50 });
    const other = callerAs('U-7', 'principal', 'enterprise', 'E-NOWHERE');
    expect((await tasks.messages.list(other, false)).rows).toEqual([]);
    expect(await tasks.messages.settings(other)).toMatchObject({ own: false, digestAt: '08:30' });
  });

  test('feedback is seen by its writer and by the bureau of the city, which answers', async () => {
    const { tasks } = await opened();
    const writer = callerAs('U-1', 'worker', 'enterprise', 'E-1');
    const city = callerAs('U-2', 'bureau', 'division', '371700');
    const county = callerAs('U-3', 'bureau', 'division', '371721');
    const body = { kind: 'suggestion', page: '/plan', text: '希望导出带公式' } as const;
    const { id } = await tasks.feedback.give(writer, body);
    expect((await tasks.feedback.page(county, null)).rows).toEqual([]);
    expect((await tasks.feedback.page(city, null)).rows).toMatchObject([
      { id, mayAnswer: true, answer: null, text: '希望导出带公式' },
    ]);
    expect(await tasks.feedback.answer(county, id, '收到')).toMatchObject({ ok: false });
    expect(await tasks.feedback.answer(writer, id, '收到')).toMatchObject({ ok: false });
    expect(await tasks.feedback.answer(city, id, '收到')).toMatchObject({ ok: true });
    expect((await tasks.feedback.page(writer, null)).rows).toMatchObject([
      { id, mayAnswer: false, answer: '收到' },
    ]);
  });
});
