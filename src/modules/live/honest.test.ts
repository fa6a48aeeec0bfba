import { expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import { KEY, type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { type Live, takeCall } from './index.ts';
import { tagsPage } from './service/tags.ts';

const basic = `Basic ${Buffer.from(`G1:${KEY}`).toString('base64')}`;

async function send(live: Live, t: number, rows: readonly unknown[]): Promise<void> {
  const taken = await takeCall(live, basic, Buffer.from(JSON.stringify({ t, rows })));
  expect(taken).toMatchObject({ body: { refused: [] } });
}

/** Goes on by so many seconds, sweeps, and gives what was said since. */
async function after(world: LiveWorld, live: Live, seconds: number): Promise<string[]> {
  world.now = (world.now + 1000 * seconds) as Moment;
  live.sweep();
  await live.handed();
  return heard(world);
}

const heard = (world: LiveWorld): string[] =>
  world.said.splice(0).map(({ source, rule, state }) => `${source} ${rule} ${state}`);

test('what a gateway says first after its silence is judged as of one that speaks again', async () => {
  const world = await liveWorld();
  const live = await world.open();
  await send(live, world.now, [['GI-103', 0, 1]]);
  expect(await after(world, live, 301)).toEqual(['gateway/G1 gatewayLost raised']);
  world.now = (world.now + 1000) as Moment;
  await send(live, world.now, [['GI-103', 0, 60]]);
  await live.handed();
  const said = world.said.splice(0);
  expect(said.map(({ rule, state, trust }) => `${rule} ${state} ${trust}`)).toEqual([
    'gatewayLost cleared live',
    'highHigh raised live',
    'high raised live',
  ]);
  expect(await after(world, live, 1)).toEqual([]);
});

test('a clock that steps back is told, and what comes by it is judged again after a minute', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const clock = () => world.now - 3_600_000;
  await send(live, world.now, [['GI-103', 0, 1]]);
  const said: string[] = [];
  for (let second = 0; second <= 80; second += 10) {
    await send(live, clock(), [['GI-103', 0, 90]]);
    said.push(...(await after(world, live, 10)));
  }
  expect(said).toEqual([
    'gateway/G1 clockBack raised',
    'gateway/G1 clockBack cleared',
    'tag/G1-GI-103 highHigh raised',
    'tag/G1-GI-103 high raised',
  ]);
});

test('nothing but bad values for a minute is a fault of the device, once, over a start', async () => {
  const world = await liveWorld();
  const first = await world.open();
  await send(first, world.now, [['TI-102', 0, 20]]);
  for (let second = 0; second < 50; second += 10) {
    await send(first, world.now, [['TI-102', 1, 0, 2]]);
    expect(await after(world, first, 10)).toEqual([]);
  }
  for (let second = 0; second < 20; second += 10) {
    await send(first, world.now, [['TI-102', 1, 0, 2]]);
    world.now = (world.now + 10_000) as Moment;
  }
  expect(await after(world, first, 1)).toEqual(['tag/G1-TI-102 fault raised']);
  expect(await after(world, first, 1)).toEqual([]);
  await first.close();
  const second = await world.open();
  expect(await after(world, second, 1)).toEqual([]);
  await send(second, world.now, [['TI-102', 0, 21]]);
  expect(await after(world, second, 1)).toEqual(['tag/G1-TI-102 fault cleared']);
});

test.each([
  ['out of use', { set: { inUse: false } }],
  ['out of the ledger', { retired: true }],
])('what a tag was alarmed for ends when it is taken %s, over a start too', async (_, fact) => {
  const world = await liveWorld();
  const first = await world.open();
  for (let minute = 0; minute < 2; minute += 1) {
    world.now = (world.now + 60_000) as Moment;
    await send(first, world.now, [
      ['GI-103', 0, 60],
      ['TI-102', 0, 70],
    ]);
  }
  await first.handed();
  expect(heard(world)).toHaveLength(3);
  const at = new Date(world.now).toISOString();
  await world.state([{ type: 'tag', record: 'G1-GI-103', at, ...fact }]);
  await first.reloaded();
  await first.handed();
  expect(heard(world)).toEqual(['tag/G1-GI-103 highHigh cleared', 'tag/G1-GI-103 high cleared']);
  await first.close();
  await world.state([{ type: 'tag', record: 'G1-TI-102', at, ...fact }]);
  const second = await world.open();
  await second.handed();
  expect(heard(world)).toEqual(['tag/G1-TI-102 high cleared']);
});

test('a tag put back into use is judged anew; a gateway out of use is not silent any more', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const use = async (record: string, inUse: boolean) => {
    const type = record === 'G1' ? 'gateway' : 'tag';
    await world.state([{ type, record, set: { inUse }, at: new Date(world.now).toISOString() }]);
    await live.reloaded();
    await live.handed();
  };
  await use('G1-GI-103', false);
  await send(live, world.now, [['GI-103', 0, 60]]);
  expect(await after(world, live, 1)).toEqual([]);
  await use('G1-GI-103', true);
  await send(live, world.now, [['GI-103', 0, 60]]);
  await live.handed();
  expect(heard(world)).toEqual(['tag/G1-GI-103 highHigh raised', 'tag/G1-GI-103 high raised']);
  expect(await after(world, live, 301)).toEqual(['gateway/G1 gatewayLost raised']);
  await use('G1', false);
  expect(heard(world)).toContain('gateway/G1 gatewayLost cleared');
});

test('a limit that holds from a later moment on is judged from then on', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const later = new Date(world.now + 60_000).toISOString();
  await world.state([
    { type: 'tag', record: 'G1-PI-104', set: { high: 1, onDelay: 0 }, at: later },
  ]);
  await live.reloaded();
  await send(live, world.now, [['PI-104', 0, 1.2]]);
  expect(await after(world, live, 59)).toEqual([]);
  await send(live, world.now, [['PI-104', 0, 1.2]]);
  expect(await after(world, live, 2)).toEqual([]);
  await live.reloaded();
  await send(live, world.now, [['PI-104', 0, 1.2]]);
  await live.handed();
  expect(heard(world)).toEqual(['tag/G1-PI-104 high raised']);
});

test('tags are found by what their values are worth; a bad value is not the good one before', async () => {
  const world = await liveWorld();
  const live = await world.open();
  await send(live, world.now, [
    ['TI-102', 0, 20],
    ['GI-103', 0, 1],
  ]);
  await send(live, world.now, [['TI-102', 1, 0, 2]]);
  const caller = callerWith('b', { role: 'bureau', nodeKind: 'division', node: '371700' });
  const found = async (trust: 'stale' | 'manual') => {
    const page = await tagsPage(live, caller, { trust, limit: 50 });
    return page.ok ? page.value.rows.map(({ id, newest }) => [id, newest?.value]) : page.error;
  };
  expect(await found('stale')).toEqual([['G1-TI-102', null]]);
  expect(await found('manual')).toEqual([]);
  const stranger = callerWith('s', { role: 'principal', nodeKind: 'enterprise', node: 'E2' });
  expect(await tagsPage(live, stranger, { trust: 'stale', limit: 50 })).toMatchObject({
    value: { rows: [] },
  });
});
