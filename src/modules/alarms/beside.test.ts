import { expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  cleared,
  dispatcher,
  get,
  idOf,
  inFirm,
  look,
  one,
  signal,
} from '../../../tests/support/alarms.ts';
import { callerWith } from '../../../tests/support/api.ts';

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
