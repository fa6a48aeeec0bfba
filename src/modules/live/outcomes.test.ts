import { expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import { liveWorld } from '../../../tests/support/live.ts';
import { must } from '../../kernel/result.ts';
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
