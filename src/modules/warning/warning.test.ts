import { describe, expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  at,
  cleared,
  dispatcher,
  get,
  idOf,
  inFirm,
  signal,
} from '../../../tests/support/alarms.ts';
import { bureauOf, callerWith } from '../../../tests/support/api.ts';
import type { Caller } from '../identity/index.ts';
import type { WarningOne, WarningRow } from './contract.ts';
import { Warnings } from './index.ts';

const w = alarmWorld();
const city = bureauOf('371700');

/** As after a restart: nothing is remembered but what is stored. */
const started = () => Warnings.by(w.api.city, () => w.now);
const look = () => started().look();
const rows = async (caller: Caller, query = '') =>
  (await get<{ rows: WarningRow[] }>(w, caller, `/api/warnings?limit=200&${query}`)).rows;
const one = (caller: Caller, kind: string, id: string, query = '') =>
  get<WarningOne>(w, caller, `/api/warnings/${kind}/${id}?${query}`);
const kept = async () =>
  (await w.api.db.owner.query('select * from warning.span order by id')).rows;
const empty = () => w.api.db.owner.query('truncate warning.span, warning.began');

describe('grades of the city', () => {
  test('follow alarms, each with the rows that make it; a restart says nothing twice', async () => {
    await empty();
    await w.alarms.take([signal(w), signal(w, { source: 'tag/T2', level: 'yellow' })]);
    await look();
    const mine = await one(dispatcher(w), 'enterprise', w.firm);
    const alarms = mine.working.filter(({ reason }) => reason === 'alarm');
    expect(mine.grade).toBe('orange');
    expect(alarms.map(({ grade, count }) => [grade, count])).toEqual([
      ['orange', 1],
      ['yellow', 1],
    ]);
    // Every alarm that counts is one of the ledger's, and there is none beside.
    const listed = await get<{ rows: { id: string }[] }>(
      ...([w, dispatcher(w), `/api/alarms?show=open&enterprise=${w.firm}`] as const),
    );
    expect(alarms.flatMap((line) => line.rows.map(({ id }) => id)).sort()).toEqual(
      listed.rows.map(({ id }) => id).sort(),
    );
    const before = await kept();
    expect(await look()).toBe(0);
    expect(await kept()).toEqual(before);

    // Nobody answers: one grade worse; answered and over: it waits to be closed.
    w.now = at(61);
    // Two processes at once: one of them finds that all is said.
    const said = await Promise.all([started().look(), started().look()]);
    expect([Math.min(...said), Math.max(...said) > 0]).toEqual([0, true]);
    expect((await one(city, 'enterprise', w.firm)).grade).toBe('red');
    expect((await act(w, dispatcher(w), await idOf(w), 'acknowledge')).status).toBe(200);
    await w.alarms.take([cleared(w, 62), cleared(w, 62, { source: 'tag/T2' })]);
    w.now = at(63);
    await look();
    const after = await one(city, 'enterprise', w.firm);
    expect([after.grade, after.alarms]).toEqual(['blue', 0]);
    expect(after.changes.slice(0, 3).map(({ grade }) => grade)).toEqual(['blue', 'red', 'orange']);
    const then = await one(city, 'enterprise', w.firm, 'asOf=2026-11-20');
    expect([then.grade, then.days.at(-1)]).toEqual(['blue', { day: '2026-11-20', grade: 'red' }]);
    expect(then.days.slice(0, -1).every(({ grade }) => grade === null)).toBe(true);
  });

  test('of areas follow from what lies in them, as the list counts it', async () => {
    await empty();
    await w.alarms.take([signal(w, { level: 'red' })]);
    await look();
    for (const [caller, kind, id, below] of [
      [bureauOf(w.county), 'county', w.county, 'enterprise'],
      [city, 'city', '371700', 'county'],
    ] as const) {
      const area = await one(caller, kind, id);
      expect(area.grade, kind).not.toBeNull();
      for (const { grade, count } of area.working) {
        const query = `kind=${below}&grade=${grade}&division=${id}`;
        expect(await rows(caller, query), `${kind} ${grade}`).toHaveLength(count);
      }
    }
    const figures = await get<{ kinds: { kind: string; red: number }[] }>(
      ...([w, city, '/api/warnings/figures'] as const),
    );
    const firms = figures.kinds.find(({ kind }) => kind === 'enterprise');
    expect(await rows(city, 'kind=enterprise&grade=red')).toHaveLength(firms?.red ?? -1);
    const map = await get<{ rows: WarningRow[]; total: number }>(w, city, '/api/warnings/map');
    const plain = map.rows.map(({ kind, id, grade }) => [kind, id, grade]);
    expect(plain).toEqual((await rows(city)).map(({ kind, id, grade }) => [kind, id, grade]));
    expect(map.total).toBe(map.rows.length);
  });

  test('are seen within the scope: areas by whoever is set over all of them', async () => {
    await empty();
    await w.alarms.take([signal(w, { level: 'red' })]);
    await look();
    const kindsOf = async (caller: Caller) => [
      ...new Set((await rows(caller)).map(({ kind }) => kind)),
    ];
    expect(await kindsOf(inFirm(w, 'principal'))).toEqual(['enterprise']);
    expect((await rows(inFirm(w, 'principal'))).map(({ id }) => id)).toEqual([w.firm]);
    const trade = callerWith('trade', {
      ...{ role: 'office', nodeKind: 'division', node: w.county, lines: ['trade'] },
    });
    expect(await kindsOf(trade)).not.toContain('county');
    expect((await rows(dispatcher(w, w.other))).map(({ id }) => id)).not.toContain(w.firm);
    const asked = (caller: Caller, path: string) =>
      w.api.call(caller, 'GET', `/api/warnings${path}`).then(({ status }) => status);
    expect(await asked(dispatcher(w, w.other), `/enterprise/${w.firm}`)).toBe(403);
    expect(await asked(trade, `/county/${w.county}`)).toBe(403);
    expect(await asked(inFirm(w, 'principal'), '/city/371700')).toBe(403);
    expect(await asked(dispatcher(w, w.other), `?enterprise=${w.firm}`)).toBe(403);
  });

  test('of the days before the first start come from facts; a day is seen as it was', async () => {
    await empty();
    await w.alarms.take([signal(w, { level: 'red' })]);
    await look();
    const then = 'asOf=2026-11-10&kind=enterprise';
    const hazards = await get<{ rows: unknown[] }>(
      ...([w, city, '/api/hazards?asOf=2026-11-10&overdue=true&weight=anyMajor'] as const),
    );
    const past = await rows(city, then);
    const counted = past.flatMap(({ why }) =>
      why.filter(({ reason }) => reason === 'majorHazard').map(({ count }) => count),
    );
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(hazards.rows.length);
    expect(past.every(({ alarms }) => alarms === 0)).toBe(true);
    const { days } = await get<{ days: { day: string; red: number; blue: number }[] }>(
      ...([w, city, '/api/warnings/trend?kind=enterprise&days=20'] as const),
    );
    expect(days.find(({ day }) => day === '2026-11-19')?.red).toBe(
      (await rows(city, 'asOf=2026-11-19&kind=enterprise&grade=red')).length,
    );
    expect(days.at(-1)?.red).toBe((await rows(city, 'kind=enterprise&grade=red')).length);
  });

  test('follow by themselves within moments, and whoever looks is told', async () => {
    await empty();
    const warnings = started();
    await warnings.look();
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const leave = w.api.city.subscribe(({ topic }) => {
      if (topic === 'warning') tell();
    });
    const faults: unknown[] = [];
    warnings.start((error) => void faults.push(error));
    await w.alarms.take([signal(w, { level: 'red' })]);
    await told;
    expect((await one(city, 'enterprise', w.firm)).grade).toBe('red');
    await warnings.stop();
    leave();
    expect(faults).toEqual([]);
  });
});
