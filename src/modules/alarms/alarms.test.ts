import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  at,
  cleared,
  climbed,
  desk,
  dispatcher,
  dutyOf,
  get,
  idOf,
  inFirm,
  kept,
  listed,
  look,
  one,
  replays,
  restart,
  START,
  signal,
} from '../../../tests/support/alarms.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';

const w = alarmWorld();

describe('taking signals', () => {
  test('in any order, any batches and any number of times they make the same alarms', async () => {
    const all = [
      ...[0, 3, 6].flatMap((n) => [
        signal(w, { since: at(n), at: at(n) }),
        cleared(w, n + 2, { since: at(n) }),
      ]),
      signal(w, { since: at(9), at: at(9) }),
      signal(w, { source: 'tag/T2', since: at(1), tags: ['P1', 'P2'] }),
      // Its end came, its beginning never did; and one that ended unseen.
      cleared(w, 5, { source: 'tag/T3', since: at(4) }),
      signal(w, { source: 'tag/T4', since: at(1) }),
      signal(w, { source: 'tag/T4', since: at(7) }),
    ];
    await w.alarms.take(all);
    const expected = await kept(w);
    expect(expected.map(({ state }) => state)).toEqual([
      ...['returnedUnacknowledged', 'returnedUnacknowledged', 'returnedUnacknowledged'],
      ...['unacknowledged', 'unacknowledged', 'returnedUnacknowledged'],
      ...['returnedUnacknowledged', 'unacknowledged'],
    ]);
    expect(expected.map(({ tags }) => tags)).toContainEqual(['P1', 'P2']);
    const batches = fc.tuple(
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
      fc.integer({ min: 1, max: 9 }),
    );
    await fc.assert(
      fc.asyncProperty(batches, async ([shuffled, size]) => {
        await w.api.db.owner.query('delete from alarms.alarm; delete from alarms.incident');
        for (let n = 0; n < shuffled.length; n += size)
          await w.alarms.take(shuffled.slice(n, n + size));
        expect(await kept(w)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  test('what hangs on a lost link is suppressed and over with it; known work asks for nothing', async () => {
    await w.alarms.take([
      signal(w, { source: 'tag/T1', rule: 'lost', kind: 'lost-data', trust: 'upstreamDown' }),
      signal(w, { source: 'tag/T2', trust: 'outOfService' }),
    ]);
    expect((await kept(w)).map(({ state }) => state)).toEqual(['suppressed', 'outOfService']);
    expect((await desk(w, dispatcher(w))).incidents).toEqual([]);
    await w.alarms.take([cleared(w, 2, { rule: 'lost', trust: 'upstreamDown' })]);
    expect((await kept(w))[0]?.state).toBe('closed');
  });
});

describe('acting', () => {
  test('from the signal to the end of its disposal, as the county, the w.firm and another county see it', async () => {
    await w.alarms.take([signal(w)]);
    const id = await idOf(w);
    const [mine, theirs] = [dispatcher(w), dispatcher(w, w.other)];
    expect((await listed(w, mine)).rows.map((row) => row.id)).toEqual([id]);
    expect((await listed(w, inFirm(w, 'safetyManager'))).rows).toHaveLength(1);
    expect((await listed(w, theirs)).rows).toEqual([]);
    expect((await w.api.call(theirs, 'GET', `/api/alarms/${id}`)).status).toBe(403);
    const stolen = { act: 'acknowledge', version: 0 };
    expect((await w.api.call(theirs, 'POST', `/api/alarms/${id}/acts`, stolen)).status).toBe(403);

    expect((await act(w, mine, id, 'acknowledge')).body).toMatchObject({
      state: 'acknowledged',
      version: 1,
    });
    // On what he had looked at before: refused, with what stands now.
    const late = await w.api.call(mine, 'POST', `/api/alarms/${id}/acts`, stolen);
    expect([late.status, await late.json()]).toMatchObject([
      409,
      { current: { version: 1, state: 'acknowledged' } },
    ]);
    expect((await act(w, mine, id, 'call')).status).toBe(200);
    expect((await act(w, mine, id, 'judge', { verdict: 'real' })).status).toBe(200);
    expect((await act(w, inFirm(w, 'teamLeader'), id, 'dispose', { measure: '降压' })).status).toBe(
      200,
    );
    const early = await act(w, mine, id, 'close');
    expect([early.status, early.body.code]).toEqual([409, 'alarm-state']);
    await w.alarms.take([cleared(w, 4)]);
    expect((await act(w, mine, id, 'close')).body.state).toBe('closed');
    const { history, next } = await one(w, mine, id);
    expect(history.map(({ title }) => title.zh)).toEqual([
      ...[
        '报警（设备时间）',
        '平台接收',
        '确认',
        '呼叫企业',
        '判定原因',
        '启动处置',
        '结案',
        '恢复正常（设备时间）',
      ],
    ]);
    expect(next.every(({ may, why }) => !may && why !== null)).toBe(true);
    await replays(w, id);
    await w.alarms.take([signal(w, { since: at(8), at: at(8), receivedAt: at(8) })]);
    expect((await listed(w, mine)).rows.map((row) => row.state.code)).toEqual([
      'unacknowledged',
      'closed',
    ]);
  });

  test('its history is only added to, and the same key acts once', async () => {
    await w.alarms.take([signal(w)]);
    const id = await idOf(w);
    const body = { act: 'acknowledge', version: 0 };
    const key = { 'idempotency-key': '0b0e9d3e-7d55-4b5e-9a39-6d9a7a1f3a11' };
    const send = () => w.api.call(dispatcher(w), 'POST', `/api/alarms/${id}/acts`, body, key);
    const [first, second] = [await (await send()).json(), await (await send()).json()];
    expect(second).toEqual(first);
    await expect(w.api.db.owner.query('delete from alarms.act')).rejects.toThrow(/only added to/);
  });

  test('shelved by whoever leads the shift; it comes back by itself', async () => {
    const [mine, next] = [dispatcher(w), dispatcher(w, w.county, 'next')];
    await w.alarms.take([signal(w)]);
    const id = await idOf(w);
    const given = { minutes: 120, reason: '更换变送器' };
    expect((await act(w, mine, id, 'shelve', given)).status).toBe(409);
    const shift = (caller: ReturnType<typeof dispatcher>, body: object) =>
      w.api.call(caller, 'POST', '/api/shift', body);
    expect((await shift(mine, { act: 'begin' })).status).toBe(200);
    expect((await act(w, mine, id, 'shelve', given)).body.state).toBe('shelved');
    expect((await desk(w, mine)).figures).toMatchObject({ shelved: 1, incidents: 0 });
    // Handed over with what stands, and taken over by another name.
    expect((await shift(next, { act: 'take' })).status).toBe(409);
    expect((await shift(mine, { act: 'hand', notes: 'T1 搁置' })).status).toBe(200);
    expect((await shift(mine, { act: 'take' })).status).toBe(409);
    expect((await shift(next, { act: 'take' })).status).toBe(200);
    const shown = await get<Record<string, unknown>>(w, next, '/api/shift');
    expect(shown).toMatchObject({
      current: { leader: 'next', mine: true },
      before: [{ leader: mine.name, takenBy: 'next', notes: 'T1 搁置', summary: { shelved: 1 } }],
    });
    w.now = at(121);
    expect(await look(w)).toMatchObject({ released: 1 });
    expect((await one(w, mine, id)).row.state.code).toBe('unacknowledged');
    await w.alarms.take([signal(w, { source: 'tag/G', kind: 'gas' })]);
    const gas = (await kept(w)).find(({ source }) => source === 'tag/G');
    expect((await act(w, next, String(gas?.id), 'shelve', given)).status).toBe(409);
  });
});

describe('climbing by itself', () => {
  test('red and unanswered: 1, 15, 30 minutes, each once, over restarts, told to each node', async () => {
    await w.alarms.take([
      signal(w, { level: 'red', rule: 'highHigh' }),
      signal(w, { level: 'red', source: 'tag/T2' }),
    ]);
    const id = await idOf(w);
    for (const minute of [0.5, 1, 2, 6, 14]) {
      w.now = at(minute);
      await look(w);
      await look(w);
    }
    expect(await climbed(w, id)).toEqual(['enterprise', 'park']);
    // The server was down for a while: what came due meanwhile happens now, once.
    restart(w);
    w.now = at(45);
    await look(w);
    restart(w);
    await look(w);
    expect(await climbed(w, id)).toEqual(['enterprise', 'park', 'county', 'city']);
    const { rows } = await w.api.db.owner.query<{ owner: string; class: string }>(
      'select owner, class from tasks.message order by id',
    );
    const nodes = [
      `e:${w.firm}`,
      `e:${w.firm}`,
      `d:${w.county}`,
      'd:371700',
      `d:${w.county}`,
      'd:371700',
    ];
    expect(rows.map((row) => row.owner).sort()).toEqual(nodes.sort());
    expect(new Set(rows.map((row) => row.class))).toEqual(new Set(['strong']));
    const shown = await one(w, dispatcher(w), id);
    expect(shown.climbs.every(({ taken }) => taken)).toBe(true);
    expect(JSON.stringify(shown)).not.toContain('升级至园区');
    // Acknowledged, it climbs only if nothing is done in time.
    expect((await act(w, dispatcher(w), id, 'acknowledge')).status).toBe(200);
    w.now = at(45 + 31);
    await look(w);
    expect((await climbed(w, id)).filter((to) => to === 'enterprise')).toHaveLength(2);
  });
});

describe('facts follow', () => {
  test('an occupancy alarm that is handled in time meets its duty, with the alarm as evidence', async () => {
    await w.alarms.take([
      signal(w, {
        source: 'facility/F1',
        rule: 'occupancy',
        kind: 'occupancy',
        value: 12,
        limit: 9,
        unit: '人',
      }),
    ]);
    const id = await idOf(w);
    await look(w);
    expect([w.faults, await dutyOf(w, 'TRADE-15.6', id)]).toEqual([[], 3]);
    w.now = at(5);
    const mine = dispatcher(w);
    expect((await act(w, mine, id, 'acknowledge')).status).toBe(200);
    expect((await act(w, mine, id, 'judge', { verdict: 'real' })).status).toBe(200);
    expect((await act(w, mine, id, 'dispose', { measure: '疏散 3 人' })).status).toBe(200);
    await w.alarms.take([
      cleared(w, 6, { source: 'facility/F1', rule: 'occupancy', kind: 'occupancy' }),
    ]);
    expect(await look(w)).toMatchObject({ stated: 1 });
    expect(await dutyOf(w, 'TRADE-15.6', id)).toBe(0);
    const { rows } = await w.api.db.owner.query(
      `select "acknowledgedAt", "handledAt", "clearedAt", "action", "falseAlarm", "source" from rec.alarm
       where id = $1 and vt = 'infinity'`,
      [id],
    );
    expect(rows[0]).toEqual({
      ...{
        acknowledgedAt: new Date(at(5)),
        handledAt: new Date(at(5)),
        clearedAt: new Date(at(6)),
      },
      ...{ action: '疏散 3 人', falseAlarm: false, source: 'system' },
    });
    // Stated again after a crash between stating and noting it: nothing is added.
    const before = w.api.city.revision;
    await w.api.db.owner.query('update alarms.alarm set stated = 0');
    expect(await look(w)).toMatchObject({ stated: 1 });
    expect([w.api.city.revision, w.faults]).toEqual([before, []]);
    // What a hazard made of it would be filled in with.
    const form = await get<{
      fields: { name: string; value: unknown }[];
      enterprise: { id: string } | null;
    }>(w, inFirm(w, 'safetyManager'), `/api/hazards/new?from=alarm/${id}`);
    const value = (name: string) => form.fields.find((field) => field.name === name)?.value;
    expect([value('source'), form.enterprise?.id]).toEqual(['alarm', w.firm]);
  });
});

describe('flood', () => {
  test('1,000 alarms in ten minutes: ten rows sound at most, red ones on top, none is lost', async () => {
    const signals = Array.from({ length: 1000 }, (_, n) => {
      const when = (START + n * 600) as Moment;
      const level = n % 20 === 0 ? 'red' : n % 7 === 0 ? 'orange' : 'yellow';
      const own = { source: `tag/F${n}`, facility: n % 2 ? `F${n % 100}` : null, level } as const;
      return signal(w, { ...own, since: when, at: when, receivedAt: when });
    });
    for (let n = 0; n < 1000; n += 100) await w.alarms.take(signals.slice(n, n + 100));
    w.now = at(10);
    const shown = await desk(w, dispatcher(w));
    expect(shown.floodSince).not.toBeNull();
    expect(shown.incidents.filter(({ sounds }) => sounds).length).toBeLessThanOrEqual(10);
    expect(shown.incidents.filter(({ sounds }) => sounds).length).toBeGreaterThan(0);
    expect(shown.incidents[0]?.level).toBe('red');
    const all = await kept(w);
    expect([all.length, all.every(({ placed }) => placed)]).toEqual([1000, true]);
    // One act answers a whole incident.
    const most = must(
      shown.incidents.find(({ alarms: n }) => n > 5),
      'an incident of many',
    );
    const done = await act(w, dispatcher(w), most.lead.id, 'acknowledge', {}, { whole: true });
    expect(done.body.count).toBe(most.alarms);
    const quality = await get<{ total: number; worst: unknown[] }>(
      w,
      dispatcher(w),
      '/api/alarms/quality',
    );
    expect([quality.total, quality.worst.length]).toEqual([1000, 10]);
  });
});
