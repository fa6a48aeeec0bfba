import { expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import { KEY, liveWorld } from '../../../tests/support/live.ts';
import { must } from '../../kernel/result.ts';
import { takeMessage, takePublished } from './service/doors.ts';
import { outcomesOf } from './service/outcomes.ts';

test('what became of rows is narrowed to the gateways of a division, and of all below it', async () => {
  const world = await liveWorld();
  await world.state([
    {
      type: 'jurisdiction',
      record: '371721',
      set: { name: '测试县', level: 'county', parent: '371700' },
    },
    {
      type: 'enterprise',
      record: 'E2',
      set: { name: '测试木业', jurisdiction: '371721', industry: ['trade'] },
    },
    { type: 'gateway', record: 'G2', set: { name: '二号网关', enterprise: 'E2' } },
  ]);
  const live = await world.open();
  const gateway = must(live.config.gatewayOf('G1'), 'its gateway');
  await live.intake.offer(gateway, Buffer.from(JSON.stringify({ rows: [['LI-101', 0, 5]] })));
  await live.keep();
  const city = callerWith('b', { role: 'bureau', nodeKind: 'division', node: '371700' });
  const asked = async (division: string | null) => {
    const answer = await outcomesOf(live, city, division);
    return answer.ok ? [answer.value.gateways, answer.value.rows] : answer;
  };
  expect(await asked(null)).toEqual([2, 1]);
  expect(await asked('371700')).toEqual([2, 1]);
  expect(await asked('371721')).toEqual([1, 0]);
});

test('what was stored before and what was sent under another name are counted too', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const who = must(live.config.signIn('G1', KEY), 'it signs in');
  const rows = [
    ['LI-101', 0, 5],
    ['X-9', 0, 5],
  ];
  const payload = Buffer.from(JSON.stringify({ t: world.now, rows }));
  const own = 'zhiben/v1/E1/G1/readings';
  const became = [
    ...[await takeMessage(live, who, own, payload), await takeMessage(live, who, own, payload)],
    await takeMessage(live, who, 'zhiben/v1/E1/G2/readings', payload),
    await takePublished(live, 'elsewhere', 'zhiben/v1/E2/G1/readings', payload),
    await takePublished(live, 'elsewhere', 'zhiben/v1/E2/NONE/readings', payload),
  ];
  expect(became).toEqual(['taken', 'taken', 'not-allowed', 'not-allowed', 'not-allowed']);
  await live.keep();
  const { rows: counted } = await world.db.owner.query(
    'select outcome, rows::int from live.outcome_count order by outcome',
  );
  expect(counted).toEqual([
    { outcome: 'accepted', rows: 1 },
    // Each of its rows, whatever became of them the first time.
    { outcome: 'duplicate', rows: 2 },
    // A message each: nobody reads what is in it.
    { outcome: 'notAllowed', rows: 2 },
    { outcome: 'unknownTag', rows: 1 },
  ]);
});
