import { expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import { KEY, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import { MOST_UNCLAIMED } from './rules/outcomes.ts';
import { takeMessage, takePublished } from './service/doors.ts';
import { giveKey } from './service/gateways.ts';
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

test('codes nobody claimed are bounded, age out, and wait no longer once they are tags', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const send = async (codes: readonly string[]): Promise<void> => {
    const gateway = must(live.config.gatewayOf('G1'), 'its gateway');
    const rows = codes.map((code) => [code, 0, 5]);
    await live.intake.offer(gateway, Buffer.from(JSON.stringify({ rows })));
    await live.keep();
  };
  const waiting = async (): Promise<string[]> => {
    const sql = 'select code from live.unknown_tag order by code';
    const { rows } = await world.db.owner.query<{ code: string }>(sql);
    return rows.map(({ code }) => code);
  };
  const bureau = callerWith('b', { role: 'bureau', nodeKind: 'division', node: '371700' });
  const sums = async () => {
    const answer = await outcomesOf(live, bureau, null);
    if (!answer.ok) throw new Error('not seen');
    const { unclaimed, outcomes } = answer.value;
    return { unclaimed, unlisted: outcomes.find(({ code }) => code === 'unlisted')?.rows ?? 0 };
  };
  const names = (from: number, count: number): string[] =>
    Array.from({ length: count }, (_, at) => `X-${String(from + at).padStart(4, '0')}`);
  await send(names(0, MOST_UNCLAIMED - 10));
  await send(names(1000, 30));
  // Those that wait already are counted on.
  await send(names(0, 1));
  expect(await sums()).toEqual({ unclaimed: MOST_UNCLAIMED, unlisted: 20 });
  await world.state([
    {
      type: 'tag',
      record: 'NEW',
      set: { name: '新', code: 'X-0000', gateway: 'G1', quantity: 'level' },
    },
  ]);
  live.reload();
  await live.reloaded();
  expect(await waiting()).not.toContain('X-0000');
  expect(await waiting()).toHaveLength(MOST_UNCLAIMED - 1);
  world.now = (world.now + 31 * 86_400_000) as Moment;
  expect(await sums()).toMatchObject({ unclaimed: 0 });
  // What no database takes as it came costs nothing else.
  await send(['X-9999', 'A\0B', '\uD800', '\uD801']);
  expect(await waiting()).toEqual(expect.arrayContaining(['X-9999', 'A\uFFFDB', '\uFFFD']));
  expect(await waiting()).toHaveLength(3);
});

test('a gateway of no enterprise sends on the topic that is shown with its key', async () => {
  const world = await liveWorld();
  await world.state([
    { type: 'gateway', record: 'G9', set: { name: '公用网关', jurisdiction: '371700' } },
    {
      ...{ type: 'tag', record: 'G9-A' },
      set: { name: '甲', code: 'A', gateway: 'G9', quantity: 'level' },
    },
  ]);
  const live = await world.open();
  const bureau = callerWith('b', { role: 'bureau', nodeKind: 'division', node: '371700' });
  const given = await giveKey(live, bureau, { id: 'G9', ip: '127.0.0.1' });
  if (!given.ok) throw new Error(JSON.stringify(given.error));
  const { key, username, topic } = given.value;
  const who = must(live.config.signIn(username, key), 'it signs in');
  const payload = Buffer.from(JSON.stringify({ rows: [['A', 0, 5]] }));
  expect(await takeMessage(live, who, topic, payload)).toBe('taken');
  expect(await takeMessage(live, who, 'zhiben/v1/E1/G9/readings', payload)).toBe('not-allowed');
});
