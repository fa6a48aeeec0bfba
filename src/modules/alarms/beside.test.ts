import { expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  at,
  cleared,
  desk,
  dispatcher,
  get,
  idOf,
  inFirm,
  listed,
  look,
  one,
  signal,
} from '../../../tests/support/alarms.ts';
import { callerWith } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';
import type { Role } from '../../law/roles.ts';
import type { Caller } from '../identity/index.ts';
import type { AlarmReplay } from './contract.ts';
import { alone } from './store/take.ts';

const w = alarmWorld();

test('no path states an alarm beside its disposal: form, undo, retirement, bare facts', async () => {
  await w.alarms.take([signal(w)]);
  const id = await idOf(w);
  expect((await act(w, dispatcher(w), id, 'acknowledge')).status).toBe(200);
  await w.alarms.take([cleared(w, 3)]);
  expect([await look(w), w.faults]).toMatchObject([{ stated: 1 }, []]);
  const { api, firm, county } = w;
  const bureau = callerWith('bureau', { role: 'bureau', nodeKind: 'division', node: county });
  const record = `/api/records/alarm/${id}`;
  const { version } = await get<{ version: number }>(w, bureau, record);
  const set = { kind: 'gas', enterprise: firm, raisedAt: '2026-11-20T09:00:00+08:00' };
  const tried: [string, string, object][] = [
    ['POST', '/api/records/alarm', { set }],
    ['PATCH', record, { version, set: { falseAlarm: true } }],
    ['POST', `${record}/undo`, { version }],
    ['POST', `${record}/retire`, { version, reason: '不要了' }],
  ];
  for (const caller of [bureau, dispatcher(w), inFirm(w, 'principal')]) {
    for (const [method, path, body] of tried) {
      const answer = await api.call(caller, method, path, body);
      expect([method, path, answer.status]).not.toContain(200);
      const told = JSON.stringify(await answer.json());
      if (caller === bureau)
        expect([path, told]).toEqual([path, expect.stringMatching(/流程|只能撤销本人/)]);
    }
  }
  for (const fact of [
    { type: 'alarm', record: 'AL-X', at: '2026-11-20', set },
    { type: 'alarm', record: id, at: '2026-11-21', set: { falseAlarm: true } },
    { type: 'alarm', record: id, at: '2026-11-21', retired: true },
  ]) {
    const { error } = (await api.city.state(bureau, [fact])) as { error?: object };
    expect(error).toMatchObject({
      code: 'forbidden',
      detail: { zh: expect.stringContaining('报警页面') },
    });
  }
  expect((await one(w, dispatcher(w), id)).row.state.code).toBe('returned');
  const { rows } = await api.db.owner.query(
    `select "falseAlarm" from rec.alarm where id = $1 and vt = 'infinity' and live`,
    [id],
  );
  expect([rows, w.faults, api.faults]).toEqual([[{ falseAlarm: null }], [], []]);
});

test('an order is made of a real alarm by whoever may, filled in, once, and each names the other', async () => {
  await w.alarms.take([signal(w, { level: 'red' })]);
  const id = await idOf(w);
  await look(w);
  const { api, firm, county } = w;
  const at = (role: Role, node = county) => callerWith(role, { role, nodeKind: 'division', node });
  const officer = at('officer');
  const body = {
    ...{ kind: 'suspend-and-rectify', until: '2026-12-31', clauses: '《安全生产法》第六十五条' },
    text: '储罐压力超高限',
  };
  const order = async (caller: Caller, set: object = body) => {
    const answer = await api.call(caller, 'POST', `/api/alarms/${id}/orders`, set);
    return { status: answer.status, ...((await answer.json()) as { record?: string }) };
  };
  // Not before somebody has said that it is real, and not by whom it is not for.
  expect((await order(officer)).status).toBe(409);
  expect((await act(w, dispatcher(w), id, 'acknowledge')).status).toBe(200);
  expect(
    (await act(w, dispatcher(w), id, 'judge', { verdict: 'false', reason: '误碰' })).status,
  ).toBe(200);
  expect((await order(officer)).status).toBe(409);
  expect((await act(w, dispatcher(w), id, 'judge', { verdict: 'real' })).status).toBe(200);
  const shown = async (caller: Caller) => (await one(w, caller, id)).order.may;
  for (const caller of [dispatcher(w), inFirm(w, 'principal'), at('leader')]) {
    expect([(await order(caller)).status, await shown(caller)]).toEqual([403, false]);
  }
  expect((await order(at('officer', w.other))).status).toBe(403);
  expect((await order(officer, { ...body, clauses: '' })).status).toBe(400);
  expect(await shown(officer)).toBe(true);
  const { status, record } = await order(officer);
  expect([status, (await order(officer)).record]).toEqual([200, record]);
  const { made } = await one(w, inFirm(w, 'principal'), id);
  expect(made.map((each) => [each.type, each.id])).toEqual([['penalty', record]]);
  const { rows } = await api.db.owner.query(
    `select "alarm", "enterprise", "kind", "validUntil"::text until, "note" from rec.penalty
     where id = $1 and vt = 'infinity'`,
    [record],
  );
  const note = '责令停产停业整顿：储罐压力超高限';
  expect(rows).toEqual([{ alarm: id, enterprise: firm, kind: body.kind, until: body.until, note }]);
  expect([w.faults, api.faults]).toEqual([[], []]);
});

test('a closed incident is replayed: alarms, acts, escalations and messages in their order', async () => {
  const unit = { facility: 'F1' };
  const more = { ...unit, rule: 'highHigh', level: 'red', kind: 'gas', limit: 50 } as const;
  const second = { ...unit, source: 'tag/T2', tags: ['P1'] };
  await w.alarms.take([signal(w, more), signal(w, second)]);
  w.now = at(2);
  await look(w);
  await w.alarms.take([cleared(w, 6, more), cleared(w, 8, second)]);
  const mine = dispatcher(w);
  const { id } = must((await desk(w, mine)).incidents[0], 'an incident').lead;
  const steps = [
    ['acknowledge', {}],
    ['judge', { verdict: 'real' }],
    ['dispose', { measure: '关阀' }],
    ['close', {}],
  ] as const;
  for (const [index, [name, given]] of steps.entries()) {
    w.now = at(10 + index);
    expect((await act(w, mine, id, name, given, { whole: true })).status, name).toBe(200);
  }
  const path = `/api/alarms/${id}/replay`;
  const replay = await get<AlarmReplay>(w, mine, path);
  expect(replay).toMatchObject({ ended: true, cut: false, total: 2 });
  expect([replay.from, replay.until].map((time) => Date.parse(time))).toEqual([at(-30), at(18)]);
  expect(replay.tags).toEqual([
    { id: 'T1', limit: 50 },
    { id: 'T2', limit: 1.6 },
    { id: 'P1', limit: null },
  ]);
  const own = replay.marks.filter(({ alarm }) => alarm === id);
  expect(own.map(({ kind, title }) => `${kind} ${title.en}`)).toEqual([
    'signal raised (device clock)',
    'signal received',
    'climb nobody answered: up to the enterprise',
    'delivery message in the platform → enterprise: sent',
    'signal cleared (device clock)',
    ...['acknowledge', 'say what it is', 'start disposal', 'close'].map((name) => `act ${name}`),
  ]);
  const times = replay.marks.map((mark) => Date.parse(mark.at));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect((await w.api.call(dispatcher(w, w.other), 'GET', path)).status).toBe(403);
});

test('an act on a whole incident waits for a taking that changes its alarms in another order', async () => {
  const more = { rule: 'highHigh', level: 'red' } as const;
  await w.alarms.take([signal(w, { facility: 'F1' }), signal(w, { facility: 'F1', ...more })]);
  const { incidents } = await desk(w, dispatcher(w));
  const { id } = must(incidents[0], 'an incident').lead;
  const { others } = await one(w, dispatcher(w), id);
  const { owner } = w.api.db;
  const taking = await owner.connect();
  const touch = (alarm: string | undefined) =>
    taking.query('update alarms.alarm set received_at = received_at where id = $1', [alarm]);
  const waits = async (): Promise<boolean> => {
    const { rowCount } = await owner.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    return rowCount === 1;
  };
  try {
    await taking.query('begin');
    await alone(taking);
    await touch(others[0]?.id);
    const acting = act(w, dispatcher(w), id, 'acknowledge', {}, { whole: true });
    while (!(await waits())) await Promise.resolve();
    await touch(id);
    await taking.query('commit');
    expect(await acting).toMatchObject({ status: 200, body: { count: 2 } });
  } finally {
    taking.release();
  }
});

test("what is of no enterprise is the whole city's: it sees, answers and is told", async () => {
  const lost = { source: 'broker/m', rule: 'brokerLost', kind: 'lost-data' } as const;
  await w.alarms.take([signal(w, { ...lost, enterprise: '' })]);
  const id = await idOf(w);
  const city = dispatcher(w, '371700');
  expect((await listed(w, dispatcher(w))).rows).toEqual([]);
  const [row] = (await desk(w, city)).incidents;
  expect(row?.enterprise).toEqual({ id: '', name: 'broker/m' });
  w.now = at(24 * 60);
  await look(w);
  expect(w.faults).toEqual([]);
  const { rows } = await w.api.db.owner.query('select distinct owner from tasks.message');
  expect(rows).toEqual([{ owner: 'd:371700' }]);
  expect((await act(w, city, id, 'acknowledge')).status).toBe(200);
});
