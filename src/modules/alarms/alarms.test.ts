import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callerWith, type OpenApi, openTestApi } from '../../../tests/support/api.ts';
import type { Moment } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Role } from '../../law/roles.ts';
import type { Caller } from '../identity/index.ts';
import type { Signal } from '../live/index.ts';
import type { AlarmWhole, IncidentRow } from './contract.ts';
import { Alarms } from './index.ts';

const START = Date.UTC(2026, 10, 20, 1);
const MINUTE = 60_000;
const at = (minutes: number): Moment => (START + minutes * MINUTE) as Moment;

let api: OpenApi;
let now = at(0);
let alarms: Alarms;
let firm = '';
let county = '';
let other = '';
let faults: unknown[] = [];

beforeAll(async () => {
  api = await openTestApi();
  const { rows } = await api.db.owner.query<{ id: string; county: string }>(
    `select min(e.id) id, d.above county from rec.enterprise e
       join rec.division_above d on d.id = e."jurisdiction" and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
     where e.vt = 'infinity' and e.live and e."industry" = array['trade'] and e."park" is null
     group by 2 order by 2 limit 2`,
  );
  ({ id: firm, county } = must(rows[0], 'a trade enterprise'));
  other = must(rows[1], 'another county').county;
}, 400_000);
afterAll(() => api.close());

beforeEach(async () => {
  now = at(0);
  faults = [];
  alarms = Alarms.by(api.city, () => now);
  await api.db.owner.query(
    `alter table alarms.act disable trigger added_only;
     truncate alarms.alarm, alarms.incident, alarms.act, alarms.shift, tasks.message cascade;
     alter table alarms.act enable trigger added_only`,
  );
});

const look = () => alarms.look((error) => void faults.push(error));
const dispatcher = (node = county, user = `dispatcher-${node}`): Caller =>
  callerWith(user, { role: 'dispatcher', nodeKind: 'division', node });
const inFirm = (role: Role): Caller =>
  callerWith(role, { role, nodeKind: 'enterprise', node: firm });

const signal = (more: Partial<Signal> = {}): Signal => ({
  ...{ source: 'tag/T1', rule: 'high', since: at(0), state: 'raised', at: at(0) },
  ...{ receivedAt: at(0), level: 'orange', kind: 'pressure', enterprise: firm, facility: null },
  ...{ value: 1.8, limit: 1.6, unit: 'MPa', trust: 'live' },
  ...more,
});
const cleared = (minute: number, more: Partial<Signal> = {}): Signal =>
  signal({ state: 'cleared', at: at(minute), receivedAt: at(minute), ...more });

async function kept(): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await api.db.owner.query<Record<string, unknown>>(
    `select id, source, rule, since, raised_at, ended_at, superseded_at, received_at, level, value, state
     from alarms.alarm order by source, rule, since`,
  );
  return rows;
}

async function get<T>(caller: Caller, path: string): Promise<T> {
  const answer = await api.call(caller, 'GET', path);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text) as T;
}
const listed = (caller: Caller, query = '') =>
  get<{ rows: AlarmWhole['row'][] }>(caller, `/api/alarms?limit=200${query}`);
const one = (caller: Caller, id: string) => get<AlarmWhole>(caller, `/api/alarms/${id}`);
interface Desk {
  incidents: IncidentRow[];
  figures: Record<string, number>;
  floodSince: string | null;
}
const desk = (caller: Caller) => get<Desk>(caller, '/api/alarms/desk');

async function act(
  caller: Caller,
  id: string,
  name: string,
  given: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const { version } = await one(caller, id);
  const body = { act: name, version, given, ...more };
  const answer = await api.call(caller, 'POST', `/api/alarms/${id}/acts`, body);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const idOf = async (index = 0): Promise<string> => String((await kept())[index]?.id);

describe('taking signals', () => {
  test('in any order, any batches and any number of times they make the same alarms', async () => {
    const all = [
      ...[0, 3, 6].flatMap((n) => [
        signal({ since: at(n), at: at(n) }),
        cleared(n + 2, { since: at(n) }),
      ]),
      signal({ since: at(9), at: at(9) }),
      signal({ source: 'tag/T2', since: at(1) }),
      // Its end came, its beginning never did; and one that ended unseen.
      cleared(5, { source: 'tag/T3', since: at(4) }),
      signal({ source: 'tag/T4', since: at(1) }),
      signal({ source: 'tag/T4', since: at(7) }),
    ];
    await alarms.take(all);
    const expected = await kept();
    expect(expected.map(({ state }) => state)).toEqual([
      ...['returnedUnacknowledged', 'returnedUnacknowledged', 'returnedUnacknowledged'],
      ...['unacknowledged', 'unacknowledged', 'returnedUnacknowledged'],
      ...['returnedUnacknowledged', 'unacknowledged'],
    ]);
    const batches = fc.tuple(
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
      fc.integer({ min: 1, max: 9 }),
    );
    await fc.assert(
      fc.asyncProperty(batches, async ([shuffled, size]) => {
        await api.db.owner
          .query('truncate alarms.alarm, alarms.incident cascade')
          .catch(async () => {
            await api.db.owner.query('delete from alarms.alarm; delete from alarms.incident');
          });
        for (let n = 0; n < shuffled.length; n += size)
          await alarms.take(shuffled.slice(n, n + size));
        expect(await kept()).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  test('what hangs on a lost link is suppressed and over with it; known work asks for nothing', async () => {
    await alarms.take([
      signal({ source: 'tag/T1', rule: 'lost', kind: 'lost-data', trust: 'upstreamDown' }),
      signal({ source: 'tag/T2', trust: 'outOfService' }),
    ]);
    expect((await kept()).map(({ state }) => state)).toEqual(['suppressed', 'outOfService']);
    expect((await desk(dispatcher())).incidents).toEqual([]);
    await alarms.take([cleared(2, { rule: 'lost', trust: 'upstreamDown' })]);
    expect((await kept())[0]?.state).toBe('closed');
  });
});

describe('acting', () => {
  test('from the signal to the end of its disposal, as the county, the firm and another county see it', async () => {
    await alarms.take([signal()]);
    const id = await idOf();
    const [mine, theirs] = [dispatcher(), dispatcher(other)];
    expect((await listed(mine)).rows.map((row) => row.id)).toEqual([id]);
    expect((await listed(inFirm('safetyManager'))).rows).toHaveLength(1);
    expect((await listed(theirs)).rows).toEqual([]);
    expect((await api.call(theirs, 'GET', `/api/alarms/${id}`)).status).toBe(403);
    const stolen = { act: 'acknowledge', version: 0 };
    expect((await api.call(theirs, 'POST', `/api/alarms/${id}/acts`, stolen)).status).toBe(403);

    expect((await act(mine, id, 'acknowledge')).body).toMatchObject({
      state: 'acknowledged',
      version: 1,
    });
    // On what he had looked at before: refused, with what stands now.
    const late = await api.call(mine, 'POST', `/api/alarms/${id}/acts`, stolen);
    expect([late.status, await late.json()]).toMatchObject([
      409,
      { current: { version: 1, state: 'acknowledged' } },
    ]);
    expect((await act(mine, id, 'call')).status).toBe(200);
    expect((await act(mine, id, 'judge', { verdict: 'real' })).status).toBe(200);
    expect((await act(inFirm('teamLeader'), id, 'dispose', { measure: '降压' })).status).toBe(200);
    const early = await act(mine, id, 'close');
    expect([early.status, early.body.code]).toEqual([409, 'alarm-state']);
    await alarms.take([cleared(4)]);
    expect((await act(mine, id, 'close')).body.state).toBe('closed');
    const { history, next } = await one(mine, id);
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
    // A new episode is a new alarm.
    await alarms.take([signal({ since: at(8), at: at(8), receivedAt: at(8) })]);
    expect((await listed(mine)).rows.map((row) => row.state.code)).toEqual([
      'unacknowledged',
      'closed',
    ]);
  });

  test('its history is only added to, and the same key acts once', async () => {
    await alarms.take([signal()]);
    const id = await idOf();
    const body = { act: 'acknowledge', version: 0 };
    const key = { 'idempotency-key': '0b0e9d3e-7d55-4b5e-9a39-6d9a7a1f3a11' };
    const send = () => api.call(dispatcher(), 'POST', `/api/alarms/${id}/acts`, body, key);
    const [first, second] = [await (await send()).json(), await (await send()).json()];
    expect(second).toEqual(first);
    await expect(api.db.owner.query('delete from alarms.act')).rejects.toThrow(/only added to/);
  });

  test('shelved by whoever leads the shift; it comes back by itself', async () => {
    const [mine, next] = [dispatcher(), dispatcher(county, 'next')];
    await alarms.take([signal()]);
    const id = await idOf();
    const given = { minutes: 120, reason: '更换变送器' };
    expect((await act(mine, id, 'shelve', given)).status).toBe(409);
    const shift = (caller: Caller, body: object) => api.call(caller, 'POST', '/api/shift', body);
    expect((await shift(mine, { act: 'begin' })).status).toBe(200);
    expect((await act(mine, id, 'shelve', given)).body.state).toBe('shelved');
    expect((await desk(mine)).figures).toMatchObject({ shelved: 1, incidents: 0 });
    // Handed over with what stands, and taken over by another name.
    expect((await shift(next, { act: 'take' })).status).toBe(409);
    expect((await shift(mine, { act: 'hand', notes: 'T1 搁置' })).status).toBe(200);
    expect((await shift(mine, { act: 'take' })).status).toBe(409);
    expect((await shift(next, { act: 'take' })).status).toBe(200);
    const shown = await get<Record<string, unknown>>(next, '/api/shift');
    expect(shown).toMatchObject({
      current: { leader: 'next', mine: true },
      before: [{ leader: mine.name, takenBy: 'next', notes: 'T1 搁置', summary: { shelved: 1 } }],
    });
    now = at(121);
    expect(await look()).toMatchObject({ released: 1 });
    expect((await one(mine, id)).row.state.code).toBe('unacknowledged');
    // Gas is never put aside.
    await alarms.take([signal({ source: 'tag/G', kind: 'gas' })]);
    const gas = (await kept()).find(({ source }) => source === 'tag/G');
    expect((await act(next, String(gas?.id), 'shelve', given)).status).toBe(409);
  });
});

describe('climbing by itself', () => {
  test('red and unanswered: 1, 15, 30 minutes, each once, over restarts, told to each node', async () => {
    await alarms.take([
      signal({ level: 'red', rule: 'highHigh' }),
      signal({ level: 'red', source: 'tag/T2' }),
    ]);
    const id = await idOf();
    const steps = async (): Promise<string[]> => {
      const { rows } = await api.db.owner.query<{ to: string }>(
        `select given ->> 'to' "to" from alarms.act where alarm = $1 order by no`,
        [id],
      );
      return rows.map((row) => row.to);
    };
    for (const minute of [0.5, 1, 2, 6, 14]) {
      now = at(minute);
      await look();
      await look();
    }
    expect(await steps()).toEqual(['enterprise', 'park']);
    // The server was down for a while: what came due meanwhile happens now, once.
    alarms = Alarms.by(api.city, () => now);
    now = at(45);
    await look();
    alarms = Alarms.by(api.city, () => now);
    await look();
    expect(await steps()).toEqual(['enterprise', 'park', 'county', 'city']);
    const { rows } = await api.db.owner.query<{ owner: string; class: string }>(
      'select owner, class from tasks.message order by id',
    );
    // Both alarms have an incident each; the enterprise lies in no park.
    const nodes = [`e:${firm}`, `e:${firm}`, `d:${county}`, 'd:371700', `d:${county}`, 'd:371700'];
    expect(rows.map((row) => row.owner).sort()).toEqual(nodes.sort());
    expect(new Set(rows.map((row) => row.class))).toEqual(new Set(['strong']));
    const shown = await one(dispatcher(), id);
    expect(shown.climbs.map(({ taken }) => taken)).toEqual([true, true, true, true]);
    // Acknowledged, it climbs only if nothing is done in time.
    expect((await act(dispatcher(), id, 'acknowledge')).status).toBe(200);
    now = at(45 + 31);
    await look();
    expect((await steps()).filter((to) => to === 'enterprise')).toHaveLength(2);
  });
});

describe('facts follow', () => {
  test('an occupancy alarm that is handled in time meets its duty, with the alarm as evidence', async () => {
    const dutyOf = async (id: string): Promise<number | undefined> => {
      const { rows } = await api.db.owner.query<{ status: number }>(
        `select s.status from duty.span s join duty.clause c on c.no = s.clause
         where c.id = 'TRADE-15.6' and s.subject = $1 and s.vt = 'infinity'`,
        [`alarm/${id}`],
      );
      return rows[0]?.status;
    };
    await alarms.take([
      signal({
        source: 'facility/F1',
        rule: 'occupancy',
        kind: 'occupancy',
        value: 12,
        limit: 9,
        unit: '人',
      }),
    ]);
    const id = await idOf();
    await look();
    expect([faults, await dutyOf(id)]).toEqual([[], 3]);
    now = at(5);
    const mine = dispatcher();
    expect((await act(mine, id, 'acknowledge')).status).toBe(200);
    expect((await act(mine, id, 'judge', { verdict: 'real' })).status).toBe(200);
    expect((await act(mine, id, 'dispose', { measure: '疏散 3 人' })).status).toBe(200);
    await alarms.take([
      cleared(6, { source: 'facility/F1', rule: 'occupancy', kind: 'occupancy' }),
    ]);
    expect(await look()).toMatchObject({ stated: 1 });
    expect(await dutyOf(id)).toBe(0);
    const { rows } = await api.db.owner.query(
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
    const before = api.city.revision;
    await api.db.owner.query('update alarms.alarm set stated = 0');
    expect(await look()).toMatchObject({ stated: 1 });
    expect([api.city.revision, faults]).toEqual([before, []]);
    // What a hazard made of it would be filled in with.
    const form = await get<{
      fields: { name: string; value: unknown }[];
      enterprise: { id: string } | null;
    }>(inFirm('safetyManager'), `/api/hazards/new?from=alarm/${id}`);
    const value = (name: string) => form.fields.find((field) => field.name === name)?.value;
    expect([value('source'), form.enterprise?.id]).toEqual(['alarm', firm]);
  });
});

describe('flood', () => {
  test('1,000 alarms in ten minutes: ten rows sound at most, red ones on top, none is lost', async () => {
    const signals = Array.from({ length: 1000 }, (_, n) => {
      const when = (START + n * 600) as Moment;
      const level = n % 20 === 0 ? 'red' : n % 7 === 0 ? 'orange' : 'yellow';
      const own = { source: `tag/F${n}`, facility: n % 2 ? `F${n % 100}` : null, level } as const;
      return signal({ ...own, since: when, at: when, receivedAt: when });
    });
    for (let n = 0; n < 1000; n += 100) await alarms.take(signals.slice(n, n + 100));
    now = at(10);
    const shown = await desk(dispatcher());
    expect(shown.floodSince).not.toBeNull();
    expect(shown.incidents.filter(({ sounds }) => sounds).length).toBeLessThanOrEqual(10);
    expect(shown.incidents.filter(({ sounds }) => sounds).length).toBeGreaterThan(0);
    expect(shown.incidents[0]?.level).toBe('red');
    const { rows } = await api.db.owner.query<{ n: number; placed: number }>(
      'select count(*)::int n, count(incident)::int placed from alarms.alarm',
    );
    expect(rows[0]).toEqual({ n: 1000, placed: 1000 });
    // One act answers a whole incident.
    const most = must(
      shown.incidents.find(({ alarms: n }) => n > 5),
      'an incident of many',
    );
    const done = await act(dispatcher(), most.first.id, 'acknowledge', {}, { whole: true });
    expect(done.body.count).toBe(most.alarms);
    const quality = await get<{ total: number; worst: unknown[] }>(
      dispatcher(),
      '/api/alarms/quality',
    );
    expect([quality.total, quality.worst.length]).toEqual([1000, 10]);
  });
});
