import { expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import { KEY, type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { type Live, takeCall } from './index.ts';
import { readingsOf } from './rules/readings.ts';
import { endKey, giveKey } from './service/gateways.ts';
import { outcomesOf } from './service/outcomes.ts';
import { readingsPoints } from './service/tags.ts';

const basic = (key: string): string => `Basic ${Buffer.from(`G1:${key}`).toString('base64')}`;

async function send(live: Live, batch: unknown, key = KEY) {
  const body = Buffer.from(typeof batch === 'string' ? batch : JSON.stringify(batch));
  return takeCall(live, basic(key), body);
}

/** Everything that the journal holds, as [tag, ms since the world began, value]. */
async function stored({ db, now }: LiveWorld) {
  const { rows } = await db.owner.query<{ readings: Buffer }>(
    'select readings from live.journal order by seq',
  );
  return rows.flatMap(({ readings }) => {
    const { tags, times, values } = readingsOf(readings);
    return [...tags].map((tag, at) => [tag, (times[at] ?? 0) - now, values[at]]);
  });
}

test('a batch is stored before its answer, bad rows named, once however often it is sent', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const batch = {
    t: world.now,
    rows: [
      ['LI-101', 0, 5],
      ['X-9', 0, 1],
      [2, -10, 40.5],
    ],
  };
  expect(await send(live, batch)).toEqual({
    body: {
      accepted: 2,
      duplicate: false,
      refused: [{ outcome: 'unknownTag', count: 1, row: 1, sample: 'X-9' }],
    },
  });
  expect(await send(live, batch)).toMatchObject({ body: { accepted: 0, duplicate: true } });
  const numbers = await numbersOf(world);
  const expected = [
    [numbers.get('G1-LI-101'), 0, 5],
    [numbers.get('G1-TI-102'), -10, 40.5],
  ];
  expect(await stored(world)).toEqual(expected);
  await live.keep();
  const { rows } = await world.db.owner.query(
    'select code, rows::int, sample from live.unknown_tag',
  );
  expect(rows).toEqual([{ code: 'X-9', rows: 1, sample: '1' }]);
  // As the page of data quality shows it: to whoever sees the gateway.
  const bureau = callerWith('b', { role: 'bureau', nodeKind: 'division', node: '371700' });
  expect(must(await outcomesOf(live, bureau, null))).toMatchObject({
    ...{ rows: 2, gateways: 1, unclaimed: 1 },
    outcomes: [
      // The same twice by HTTP.
      { code: 'duplicate', rows: 3, gateways: 1 },
      { code: 'unknownTag', rows: 1, gateways: 1 },
    ],
    worst: [{ id: 'G1', accepted: 2, refused: 1, outcomes: { unknownTag: 1 } }],
  });
  const stranger = callerWith('s', { role: 'principal', nodeKind: 'enterprise', node: 'E2' });
  expect(must(await outcomesOf(live, stranger, null))).toMatchObject({
    rows: 0,
    gateways: 0,
    worst: [],
  });
});

test('the same bytes without a time are other readings whenever they come', async () => {
  const world = await liveWorld();
  const live = await world.open();
  for (const second of [0, 10]) {
    world.now = (world.now + 1000 * second) as Moment;
    const receipt = { body: { accepted: 1, duplicate: false } };
    expect(await send(live, { rows: [['LI-101', 0, 5]] })).toMatchObject(receipt);
  }
  expect((await stored(world)).map(([, time]) => time)).toEqual([-10_000, 0]);
});

test('nobody sends with another key; what is no batch is refused with how to mend it', async () => {
  const world = await liveWorld();
  const live = await world.open();
  expect(await send(live, { rows: [] }, 'wrong')).toEqual({ refusal: { code: 'signed-out' } });
  expect(await takeCall(live, null, Buffer.from('{}'))).toEqual({
    refusal: { code: 'signed-out' },
  });
  expect(await send(live, '{"rows":')).toMatchObject({ refusal: { code: 'bad-request' } });
  expect(await stored(world)).toEqual([]);
});

test('limits speak after their on-delay; a start says again what was perhaps not said', async () => {
  const world = await liveWorld();
  const begun = world.now;
  const first = await world.open();
  const at = async (live: Live, second: number, rows: unknown[]) => {
    world.now = (begun + 1000 * second) as Moment;
    await send(live, { t: world.now, rows });
    await live.handed();
  };
  await at(first, 0, [
    ['LI-101', 0, 8.5],
    ['GI-103', 0, 30],
  ]);
  await first.keep();
  await at(first, 20, [['LI-101', 0, 8.6]]);
  await at(first, 40, [['LI-101', 0, 8.7]]);
  const told = world.said.map(
    ({ source, rule, state, since }) => `${source} ${rule} ${state} ${(since - begun) / 1000}`,
  );
  expect(told).toEqual(['tag/G1-GI-103 high raised 0', 'tag/G1-LI-101 high raised 0']);
  expect(world.said[1]).toMatchObject({
    ...{ level: 'yellow', kind: 'level', enterprise: 'E1', facility: 'TK1', limit: 8, value: 8.7 },
    ...{ unit: 'm', trust: 'live', at: begun + 40_000 },
  });
  // As after a kill: nothing of the second part was kept but the journal.
  await first.intake.close();
  const before = world.said.splice(0);
  const second = await world.open();
  expect(world.said).toEqual([before[1]]);
  await at(second, 60, [
    ['LI-101', 0, 7.7],
    ['GI-103', 0, 1],
  ]);
  expect(world.said.slice(1).map(({ rule, state }) => `${rule} ${state}`)).toEqual([
    'high cleared',
    'high cleared',
  ]);
});

test('numbers go on after the journal was dropped, so that a start replays what came since', async () => {
  const world = await liveWorld();
  const first = await world.open();
  await send(first, { t: world.now, rows: [['TI-102', 0, 20]] });
  await first.keep();
  await first.close();
  await world.db.owner.query('delete from live.journal');
  world.now = (world.now + 1000) as Moment;
  const second = await world.open();
  await send(second, { t: world.now, rows: [['GI-103', 0, 30]] });
  await second.handed();
  // As after a kill: what was judged since was not kept.
  await second.intake.close();
  const said = world.said.splice(0);
  await world.open();
  expect(said.map(({ rule }) => rule)).toEqual(['high']);
  expect(world.said).toEqual(said);
});

test('what could not be kept is kept the next time; rows are counted once over a kill', async () => {
  const world = await liveWorld();
  const counted = async () => {
    const { rows } = await world.db.owner.query(
      'select outcome, rows::int from live.outcome_count order by 1',
    );
    return rows.map(({ outcome, rows: count }) => `${outcome} ${count}`);
  };
  const first = await world.open();
  const rows = [
    ['GI-103', 0, 30],
    ['X-9', 0, 1],
  ];
  await send(first, { t: world.now, rows });
  await world.db.owner.query('alter table live.progress rename to hidden');
  await expect(first.keep()).rejects.toThrow('progress');
  await world.db.owner.query('alter table live.hidden rename to progress');
  await first.keep();
  expect(await counted()).toEqual(['accepted 1', 'unknownTag 1']);
  await send(first, { t: world.now, rows: [['TI-102', 0, 20], ...rows.slice(1)] });
  await first.handed();
  // As after a kill.
  await first.intake.close();
  const second = await world.open();
  await second.keep();
  expect(await counted()).toEqual(['accepted 2', 'unknownTag 2']);
  world.said.splice(0);
  world.now = (world.now + 1000) as Moment;
  await send(second, { t: world.now, rows: [['GI-103', 0, 1]] });
  await second.handed();
  expect(world.said.map(({ rule, state }) => `${rule} ${state}`)).toEqual(['high cleared']);
});

test('a silent gateway is one incident; a silent tag speaks for itself', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const begun = world.now;
  const after = async (minutes: number) => {
    world.now = (begun + 60_000 * minutes) as Moment;
    live.sweep();
    await live.handed();
    const said = world.said.splice(0);
    // Nothing of it is held back as a consequence of the gateway's silence.
    expect(said.map(({ trust }) => trust)).not.toContain('upstreamDown');
    return said.map(({ source, rule, state }) => `${source} ${rule} ${state}`);
  };
  await send(live, {
    t: begun,
    rows: ['LI-101', 'TI-102', 'GI-103', 'PI-104'].map((c) => [c, 0, 1]),
  });
  expect(await after(4)).toEqual([]);
  expect(await after(6)).toEqual(['gateway/G1 gatewayLost raised']);
  expect(await after(60)).toEqual([]);
  await send(live, { t: world.now, rows: ['LI-101', 'TI-102', 'GI-103'].map((c) => [c, 0, 1]) });
  expect(await after(61)).toEqual(['gateway/G1 gatewayLost cleared', 'tag/G1-PI-104 lost raised']);
  await send(live, { t: world.now, rows: [['PI-104', 0, 1]] });
  expect(await after(62)).toEqual(['tag/G1-PI-104 lost cleared']);
});

test('a new limit holds from the next reading on', async () => {
  const world = await liveWorld();
  const live = await world.open();
  await send(live, { t: world.now, rows: [['PI-104', 0, 1.2]] });
  await world.state([{ type: 'tag', record: 'G1-PI-104', set: { high: 1, onDelay: 0 } }]);
  await live.reloaded();
  world.now = (world.now + 1000) as Moment;
  await send(live, { t: world.now, rows: [['PI-104', 0, 1.2]] });
  await live.handed();
  expect(world.said.map(({ rule, limit }) => [rule, limit])).toEqual([['high', 1]]);
});

async function numbersOf({ db }: LiveWorld): Promise<Map<string, number>> {
  const { rows } = await db.owner.query<{ tag: string; no: number }>(
    'select tag, no from live.tag_number',
  );
  return new Map(rows.map(({ tag, no }) => [tag, no]));
}

test('what was packed reads as it came, thinned with its peaks', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const begun = world.now;
  for (let minute = 0; minute < 180; minute += 1) {
    world.now = (begun + 60_000 * minute) as Moment;
    const value = minute === 90 ? 9.9 : 5 + (minute % 7) / 10;
    await send(live, {
      t: world.now,
      rows: [
        ['LI-101', 0, value],
        ['TI-102', 0, 20],
      ],
    });
  }
  const caller = callerWith('b', { role: 'bureau', nodeKind: 'division', node: '371700' });
  const span = { from: iso(begun), until: iso(begun + 180 * 60_000), id: 'G1-LI-101' };
  const before = must(await readingsPoints(live, caller, { ...span, points: 1000 }));
  expect(before.points).toHaveLength(180);
  expect(await live.pack()).toMatchObject({ hours: 2, readings: 240 });
  expect(must(await readingsPoints(live, caller, { ...span, points: 1000 }))).toEqual(before);
  expect(await live.pack()).toMatchObject({ readings: 0 });
  const few = must(await readingsPoints(live, caller, { ...span, points: 10 }));
  expect(few.points.map(({ most }) => most)).toContain(9.9);
  expect(few.points.reduce((sum, { readings }) => sum + readings, 0)).toBe(180);
  const stranger = callerWith('s', { role: 'principal', nodeKind: 'enterprise', node: 'E2' });
  expect(await readingsPoints(live, stranger, { ...span, points: 10 })).toMatchObject({
    error: { code: 'not-visible' },
  });
});

const iso = (ms: number): string => new Date(ms).toISOString();

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

test('who gave a gateway a key and who ended it stands in the audit, without the key', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const caller = callerWith('b', { role: 'bureau', nodeKind: 'division', node: '371700' });
  const asked = { id: 'G1', ip: '127.0.0.1' };
  world.now = (world.now + 1000) as Moment;
  const { key } = must(await giveKey(live, caller, asked));
  must(await endKey(live, caller, asked));
  const { rows } = await world.db.owner.query<{ action: string }>(
    'select account, action, object, outcome, ip, detail from identity.audit order by pos',
  );
  const entry = { object: 'gateway/G1', outcome: 'done', detail: {} };
  expect(rows).toEqual([
    { ...entry, account: 'test', action: 'key-give', ip: null },
    { ...entry, account: 'b', action: 'key-give', ip: '127.0.0.1' },
    { ...entry, account: 'b', action: 'key-end', ip: '127.0.0.1' },
  ]);
  expect(JSON.stringify(rows)).not.toContain(key);
});
