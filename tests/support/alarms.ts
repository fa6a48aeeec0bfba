import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import type { Role } from '../../src/law/roles.ts';
import type { AlarmWhole, IncidentRow } from '../../src/modules/alarms/contract.ts';
import { Alarms } from '../../src/modules/alarms/index.ts';
import type { Alarm } from '../../src/modules/alarms/model.ts';
import { replay } from '../../src/modules/alarms/rules/replay.ts';
import { actsOf, alarmsBy } from '../../src/modules/alarms/store/alarm.ts';
import type { Caller } from '../../src/modules/identity/index.ts';
import type { Signal } from '../../src/modules/live/index.ts';
import { callerWith, type OpenApi, openTestApi } from './api.ts';

export const START = Date.UTC(2026, 10, 20, 1);
const MINUTE = 60_000;
export const at = (minutes: number): Moment => (START + minutes * MINUTE) as Moment;

/** The alarms of one small city, empty before each test, by a clock that the test moves. */
export interface AlarmWorld {
  api: OpenApi;
  now: Moment;
  alarms: Alarms;
  firm: string;
  county: string;
  other: string;
  faults: unknown[];
}

/** One for the tests of a file. */
export function alarmWorld(): AlarmWorld {
  const w = { now: at(0), firm: '', county: '', other: '', faults: [] } as unknown as AlarmWorld;
  beforeAll(async () => {
    w.api = await openTestApi();
    const { rows } = await w.api.db.owner.query<{ id: string; county: string }>(
      `select min(e.id) id, d.above county from rec.enterprise e
         join rec.division_above d on d.id = e."jurisdiction" and d.vt = 'infinity'
         join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
       where e.vt = 'infinity' and e.live and e."industry" = array['trade'] and e."park" is null
       group by 2 order by 2 limit 2`,
    );
    const first = must(rows[0], 'a trade enterprise');
    Object.assign(w, { firm: first.id, county: first.county });
    w.other = must(rows[1], 'another county').county;
  }, 400_000);
  afterAll(() => w.api.close());
  beforeEach(async () => {
    Object.assign(w, { now: at(0), faults: [] });
    restart(w);
    await w.api.db.owner.query(
      `alter table alarms.act disable trigger added_only;
       truncate alarms.alarm, alarms.incident, alarms.act, alarms.shift, tasks.message cascade;
       alter table alarms.act enable trigger added_only`,
    );
  });
  return w;
}

/** As after a restart of the server: nothing is remembered but what is stored. */
export function restart(w: AlarmWorld): void {
  w.alarms = Alarms.by(w.api.city, () => w.now);
}

export const look = (w: AlarmWorld) => w.alarms.look((error) => void w.faults.push(error));
export const dispatcher = (w: AlarmWorld, node = w.county, user = `dispatcher-${node}`): Caller =>
  callerWith(user, { role: 'dispatcher', nodeKind: 'division', node });
export const inFirm = (w: AlarmWorld, role: Role): Caller =>
  callerWith(role, { role, nodeKind: 'enterprise', node: w.firm });

export const signal = (w: AlarmWorld, more: Partial<Signal> = {}): Signal => ({
  ...{ source: 'tag/T1', rule: 'high', since: at(0), state: 'raised', at: at(0) },
  ...{ receivedAt: at(0), level: 'orange', kind: 'pressure', enterprise: w.firm, facility: null },
  ...{ value: 1.8, limit: 1.6, unit: 'MPa', trust: 'live' },
  ...more,
});
export const cleared = (w: AlarmWorld, minute: number, more: Partial<Signal> = {}): Signal =>
  signal(w, { state: 'cleared', at: at(minute), receivedAt: at(minute), ...more });

export async function kept({ api }: AlarmWorld): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await api.db.owner.query<Record<string, unknown>>(
    `select id, source, rule, since, raised_at, ended_at, superseded_at, received_at, level, value,
       tags, state, incident is not null placed
     from alarms.alarm order by source, rule, since`,
  );
  return rows;
}

export async function get<T>({ api }: AlarmWorld, caller: Caller, path: string): Promise<T> {
  const answer = await api.call(caller, 'GET', path);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text) as T;
}
export const listed = (w: AlarmWorld, caller: Caller) =>
  get<{ rows: AlarmWhole['row'][] }>(w, caller, '/api/alarms?limit=200');
export const one = (w: AlarmWorld, caller: Caller, id: string) =>
  get<AlarmWhole>(w, caller, `/api/alarms/${id}`);

interface Desk {
  incidents: IncidentRow[];
  figures: Record<string, number>;
  floodSince: string | null;
}
export const desk = (w: AlarmWorld, caller: Caller) => get<Desk>(w, caller, '/api/alarms/desk');

export interface Acted {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Takes an act on what stands now. */
export async function act(
  w: AlarmWorld,
  caller: Caller,
  id: string,
  name: string,
  given: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Promise<Acted> {
  const { version } = await one(w, caller, id);
  const body = { act: name, version, given, ...more };
  const answer = await w.api.call(caller, 'POST', `/api/alarms/${id}/acts`, body);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

export const idOf = async (w: AlarmWorld): Promise<string> => String((await kept(w))[0]?.id);

/** The status of the duty of a clause about an alarm: 0 met, 2 pending, 3 overdue. */
export async function dutyOf(
  { api }: AlarmWorld,
  clause: string,
  id: string,
): Promise<number | undefined> {
  const { rows } = await api.db.owner.query<{ status: number }>(
    `select s.status from duty.span s join duty.clause c on c.no = s.clause
     where c.id = $1 and s.subject = $2 and s.vt = 'infinity'`,
    [clause, `alarm/${id}`],
  );
  return rows[0]?.status;
}

/** Does what an alarm says follow from its history alone? */
export async function replays({ api }: AlarmWorld, id: string): Promise<void> {
  const [alarm] = await alarmsBy(api.db.owner, { ids: [id] });
  const record = must(alarm, 'the alarm');
  const none = { acknowledgedAt: null, verdict: null, handledAt: null, measure: null };
  const fresh: Alarm = {
    ...{ ...record, ...none, hold: null, holdUntil: null, checkedAt: null },
    ...{ permitMatched: null, closedAt: null },
  };
  const done = (await actsOf(api.db.owner, [id])).map((act) => ({
    ...{ act: act.act, at: act.at.getTime() as Moment, to: act.to_state, given: act.given },
  }));
  expect(replay(fresh, done)).toMatchObject({ ...record, clearedAt: fresh.clearedAt });
}

/** Where an alarm climbed to by itself, in order. */
export async function climbed({ api }: AlarmWorld, id: string): Promise<string[]> {
  const { rows } = await api.db.owner.query<{ to: string }>(
    `select given ->> 'to' "to" from alarms.act where alarm = $1 and act = 'climb' order by no`,
    [id],
  );
  return rows.map((row) => row.to);
}
