import { expect, test } from 'vitest';
import { bureauOf, testApi } from '../../../tests/support/api.ts';
import { Tasks } from './index.ts';

interface One {
  readonly parameter: unknown;
  readonly history: readonly { readonly seq: number }[];
}

async function body<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text) as T;
}

const SLOW = { timeout: 240_000 };

test(
  'a parameter of to-dos is tried, set for one county and followed there alone',
  SLOW,
  async () => {
    const api = await testApi();
    const { city, db } = api;
    await Tasks.of(city).board.refresh();
    const chased = async (): Promise<Map<string, string>> => {
      const { rows } = await db.owner.query<{ key: string; county: string }>(
        `select t.key, j.id county from tasks.todo t
         join rec.division_above d on d.id = substr(t.owner, 3) and d.vt = 'infinity'
         join rec.jurisdiction j on j.id = d.above and j.level = 'county' and j.vt = 'infinity'
       where t.kind = 'chase' and t.roles = '{grid}' and t.closed_on is null`,
      );
      return new Map(rows.map((row) => [row.key, row.county]));
    };
    const before = await chased();
    const [county = ''] = before.values();
    const path = '/api/sys/parameters/todo.escalate.township.to';
    const { parameter } = await body<One>(await api.call(bureauOf('371700'), 'GET', path));
    expect(parameter).toMatchObject({ value: 'grid', basis: 'general', profile: 'starter' });
    const reason = '本县由县级直接督办';
    const change = { value: 'none', from: '2024-01-01', jurisdiction: county, reason, seq: null };
    const { history } = await body<One>(await api.call(bureauOf(county), 'GET', path));
    const own = { ...change, seq: history[0]?.seq ?? null };
    const tried = await body(await api.call(bureauOf(county), 'POST', `${path}/preview`, own));
    const expected = [...before.values()].filter((each) => each === county).length;
    expect(expected).toBeGreaterThan(0);
    expect(tried).toMatchObject({
      clauses: [],
      changed: 0,
      todos: { opened: 0, closed: expected },
    });
    await body(await api.call(bureauOf(county), 'POST', `${path}/entries`, own));
    await city.settled();
    await Tasks.of(city).board.refresh();
    expect(await chased()).toEqual(new Map([...before].filter(([, each]) => each !== county)));
    expect(api.faults).toEqual([]);
  },
);

test(
  'each division sets after how many days it is told that an answer to its letter is late',
  SLOW,
  async () => {
    const api = await testApi();
    const { city, db } = api;
    const [patient, other] = ['371728', '371721'];
    const name = 'todo.letter.chaseAfter';
    const path = `/api/sys/parameters/${name}`;
    const { parameter, history } = await body<One>(await api.call(bureauOf(patient), 'GET', path));
    expect(parameter).toMatchObject({ value: 1, profile: 'starter' });
    const reason = '本县给足办理时间';
    const seq = history[0]?.seq ?? null;
    const entry = { value: '60', from: '2024-01-01', jurisdiction: patient, reason, seq };
    await body(await api.call(bureauOf(patient), 'POST', `${path}/entries`, entry));
    await city.settled();
    for (const county of [patient, other]) {
      await db.owner.query(
        `insert into tasks.todo (key, kind, owner, keys, roles, object_zh, subjects, overdue, due,
           opened_on, sender, sender_keys)
         values ($1, 'letter', 'e:E1', array['e:E1'], array['principal'], '函', 1, 0, $2,
           '2026-10-01', $3, array[$3])`,
        [`letter-${county}`, '2026-11-10', `d:${county}`],
      );
    }
    await Tasks.of(city).board.refresh();
    const { rows } = await db.owner.query(
      `select key, owner from tasks.todo where kind = 'chase' and key like 'letter-%'`,
    );
    expect(rows).toEqual([{ key: `letter-${other}|late`, owner: `d:${other}` }]);
    expect(api.faults).toEqual([]);
  },
);
