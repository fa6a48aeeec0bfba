import { expect, test } from 'vitest';
import { testApi } from '../../../tests/support/api.ts';
import { callsOf, who } from '../../../tests/support/firm.ts';
import { must } from '../../kernel/result.ts';
import type { RiskActed, RiskWhole } from './answers-contract.ts';

test('no path states a level beside the graded events: form, undo, retirement, bare facts', {
  timeout: 240_000,
}, async () => {
  const api = await testApi();
  const { call } = callsOf(() => api);
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select id from rec.enterprise where live and vt = 'infinity' order by id limit 1`,
  );
  const firm = must(rows[0], 'an enterprise').id;
  const manager = who('safetyManager', firm);
  const made = await call<RiskActed>(manager, 'POST', '/api/risks', { name: '打磨工位' });
  const event = { name: '砂轮破裂', method: 'ls', likelihood: 3, severity: 5 };
  const graded = await call<RiskActed>(manager, 'POST', `/api/risks/${made.id}/events`, {
    ...{ ...event, version: made.version },
  });
  const page = `/api/risks/${made.id}`;
  const whole = await call<RiskWhole>(manager, 'GET', page);
  const part = must(whole.events[0], 'an event').id;
  const item = `/api/records/riskItem/${made.id}`;
  const one = `/api/records/riskEvent/${part}`;
  const { version } = await call<{ version: number }>(manager, 'GET', one);
  const ofPoint = { version: graded.version };
  const reason = { reason: '不要了' };
  const tried: [string, string, object][] = [
    [
      'POST',
      '/api/records/riskItem',
      { set: { name: '自填', identifiedOn: '2026-11-01', level: 'blue' } },
    ],
    ['POST', '/api/records/riskEvent', { set: { name: '自填', riskItem: made.id, level: 'blue' } }],
    ['PATCH', item, { ...ofPoint, set: { level: 'blue' } }],
    ['PATCH', item, { ...ofPoint, set: { reviewDueOn: '2036-11-01' } }],
    ['POST', `${item}/undo`, ofPoint],
    ['POST', `${item}/retire`, { ...ofPoint, ...reason }],
    ['PATCH', one, { version, set: { level: 'blue' } }],
    ['POST', `${one}/undo`, { version }],
    ['POST', `${one}/retire`, { version, ...reason }],
  ];
  for (const [method, path, body] of tried) {
    const answer = await api.call(manager, method, path, body);
    expect([method, path, answer.status]).not.toContain(200);
    expect([path, JSON.stringify(await answer.json())]).toEqual([
      path,
      expect.stringMatching(/流程|页面/),
    ]);
  }
  const bare = { record: made.id, at: '2026-11-24', type: 'riskItem' };
  for (const fact of [
    { ...bare, set: { level: 'blue' } },
    { ...bare, retired: true },
    { ...bare, type: 'riskEvent', record: part, set: { level: 'blue' } },
  ]) {
    const { error } = (await api.city.state(manager, [fact])) as { error?: object };
    expect(error).toMatchObject({
      code: 'forbidden',
      detail: { zh: expect.stringContaining('风险') },
    });
  }
  // What is not graded is the form's still.
  await call(manager, 'PATCH', item, { ...ofPoint, set: { note: '二车间' } });
  expect((await call<RiskWhole>(manager, 'GET', page)).row.level).toBe(whole.row.level);
  expect(api.faults).toEqual([]);
});
