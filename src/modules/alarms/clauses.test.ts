import { expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  at,
  dispatcher,
  get,
  idOf,
  kept,
  look,
  restart,
  signal,
} from '../../../tests/support/alarms.ts';
import { bureauOf, callerWith } from '../../../tests/support/api.ts';
import { dutiesOf, monitored, sendAndJudge, stateIn } from '../../../tests/support/monitored.ts';
import { dayOf, endOfDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';

const w = alarmWorld();
const m = monitored(w);
const LAST = endOfDay(dayOf(2026, 11, 24));
/** In minutes, to the last day of the city. */
const DAYS = 4 * 24 * 60;

/** A high-risk workplace of a hazchem enterprise, whose people one gateway counts. */
async function workplace(): Promise<{ firm: string; county: string }> {
  const { rows } = await w.api.db.owner.query<{ firm: string; county: string }>(
    `select min(e.id) firm, d.above county from rec.enterprise e
       join rec.division_above d on d.id = e."jurisdiction" and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
     where e.vt = 'infinity' and e.live and 'hazchem' = any(e."industry") group by 2 order by 2 limit 1`,
  );
  const found = must(rows[0], 'a hazchem enterprise');
  const enterprise = found.firm;
  const record = (type: string, id: string, set: object): object => ({
    ...{ type, record: id, at: '2026-11-01', set: { name: id, ...set } },
  });
  await stateIn(w, [
    record('facility', 'F-CL', {
      ...{ enterprise, kind: 'workplace', highRiskWorkplace: true, headcountLimit: 20 },
    }),
    record('gateway', 'G-CL', { enterprise }),
    record('tag', 'HC-CL', {
      ...{ code: 'HC', gateway: 'G-CL', facility: 'F-CL', quantity: 'headcount', unit: '人' },
    }),
  ]);
  m.live.reload();
  return found;
}

/** The hazard that is made of an alarm, filled in from it and judged to be treated as major. */
async function overcrowding(bureau: Caller, alarm: string, enterprise: string): Promise<object> {
  const from = `/api/hazards/new?from=alarm/${alarm}`;
  const form = await get<{ fields: { name: string; value: unknown }[] }>(w, bureau, from);
  const named = ['source', 'sourceRecord', 'kind', 'facility', 'foundOn', 'note'];
  const filled = form.fields.filter(({ name }) => named.includes(name));
  const set = { enterprise, ...Object.fromEntries(filled.map((f) => [f.name, f.value])) };
  const call = async <T>(path: string, body: object): Promise<T> => {
    const answer = await w.api.call(bureau, 'POST', path, body);
    const text = await answer.text();
    expect([path, answer.status, text]).toEqual([path, 200, text]);
    return JSON.parse(text) as T;
  };
  const hazard = await call<{ id: string; version: number }>('/api/hazards', { set });
  await call(`/api/hazards/${hazard.id}/acts`, {
    ...{ act: 'judge', version: hazard.version },
    set: {
      ...{ major: false, treatedAsMajor: true, class: 'dynamic' },
      ...{ subclass: 'management-level', cause: 'management' },
    },
  });
  return set;
}

test('twelve people in a high-risk place: episode, alarm, hazard treated as major, each clause met', async () => {
  const { firm, county } = await workplace();
  const duty = (clause: string, subject = 'facility/F-CL') => dutiesOf(w, clause, subject, LAST);
  // The made-up city holds alarms of the provincial system as well.
  const open = async (): Promise<number> =>
    (await duty('CHEM-17.1', `enterprise/${firm}`)).filter((status) => status === 2).length;
  const before = await open();
  expect(await duty('CHEM-8.10')).toEqual([]);
  const people = async (minute: number, count: number): Promise<void> => {
    w.now = at(DAYS + minute);
    await sendAndJudge(w, m, 'G-CL', [['HC', count]]);
  };
  for (const minute of [0, 0.25, 0.5, 0.75]) await people(minute, 12);
  await look(w);
  const [alarm] = await kept(w);
  const id = String(alarm?.id);
  expect([w.faults, alarm?.rule]).toEqual([[], 'occupancy']);
  expect([await duty('CHEM-8.10'), await duty('CHEM-8.7')]).toEqual([[0], [2]]);
  expect([await duty('CHEM-8.11', `alarm/${id}`), await open()]).toEqual([[3], before + 1]);
  const set = await overcrowding(bureauOf(county), id, firm);
  expect(set).toMatchObject({ kind: 'overcrowding', facility: 'F-CL', source: 'alarm' });
  expect(await duty('CHEM-8.7')).toEqual([0]);

  const desk = dispatcher(w, county);
  w.now = at(DAYS + 5);
  const steps = [
    await act(w, desk, id, 'acknowledge'),
    await act(w, desk, id, 'judge', { verdict: 'real', reason: '现场核实' }),
    await act(w, desk, id, 'dispose', { measure: '疏散三人' }),
  ];
  expect(steps.map(({ status }) => status)).toEqual([200, 200, 200]);
  for (const minute of [6, 7, 8]) await people(minute, 4);
  await look(w);
  expect([await duty('CHEM-8.11', `alarm/${id}`), await open()]).toEqual([[0], before]);
  const { rows } = await w.api.db.owner.query(
    `select "headcount", "limit", "overLimit", "date", "endedAt" is not null ended
     from rec."positionReading" where facility = 'F-CL' and vt = 'infinity' and live`,
  );
  expect(rows).toEqual([
    { headcount: 12, limit: 9, overLimit: true, date: new Date(at(DAYS)), ended: true },
  ]);
  // Over a restart, and stated again: nothing is added.
  const { revision } = w.api.city;
  await w.api.db.owner.query('update alarms.alarm set stated = 0');
  restart(w);
  await m.open();
  await look(w);
  expect([w.api.city.revision, w.faults, w.api.faults]).toEqual([revision, [], []]);
});

test('a warning that is checked on the spot is an inspection that began online, and meets its duty', async () => {
  const { county, firm } = w;
  await w.alarms.take([
    signal(w, { source: `enterprise/${firm}`, rule: 'falseOffline', kind: 'false-offline' }),
  ]);
  await look(w);
  const id = await idOf(w);
  const duty = () => dutiesOf(w, 'TRADE-15.4', `alarm/${id}`, LAST);
  const inspections = async () =>
    (
      await w.api.db.owner.query(
        `select "source", "selection", "date"::text, "enterprise" from rec.inspection
         where "alarm" = $1 and vt = 'infinity' and live`,
        [id],
      )
    ).rows;
  expect((await act(w, dispatcher(w), id, 'acknowledge')).status).toBe(200);
  expect([await duty(), await inspections()]).toEqual([[3], []]);
  const officer = callerWith('off', { role: 'officer', nodeKind: 'division', node: county });
  expect((await act(w, officer, id, 'check', { reason: '现场核查，网关断电' })).status).toBe(200);
  await look(w);
  const said = { source: 'online', selection: 'triggered', date: '2026-11-20', enterprise: firm };
  expect([await duty(), await inspections()]).toEqual([[0], [said]]);
  expect([w.faults, w.api.faults]).toEqual([[], []]);
});

test('covert running that is checked meets TRADE-15.3; hot work that is matched and handled 15.5', async () => {
  const [firm, mine] = [`enterprise/${w.firm}`, dispatcher(w)];
  await w.alarms.take([
    signal(w, { source: firm, rule: 'covertProduction', kind: 'covert-production' }),
    signal(w, { source: 'tag/HW', rule: 'hotWorkWithoutPermit', kind: 'illegal-hot-work' }),
  ]);
  await look(w);
  const [covert, fire] = (await kept(w)).map(({ id }) => String(id)) as [string, string];
  const duties = async () => [
    ...(await dutiesOf(w, 'TRADE-15.3', `alarm/${covert}`, LAST)),
    ...(await dutiesOf(w, 'TRADE-15.5', `alarm/${fire}`, LAST)),
  ];
  expect(await duties()).toEqual([3, 3]);
  for (const id of [covert, fire]) await act(w, mine, id, 'acknowledge');
  const given = { verdict: 'real', permitMatched: false, reason: '现场无票' };
  const steps = [
    await act(w, mine, covert, 'check', { reason: '现场核查' }),
    await act(w, mine, fire, 'judge', given),
    await act(w, mine, fire, 'dispose', { measure: '停止动火' }),
  ];
  expect(steps.map(({ status }) => status)).toEqual([200, 200, 200]);
  await look(w);
  expect([await duties(), w.faults]).toEqual([[0, 0], []]);
});

test('no path states a head count beside what is monitored', async () => {
  const { county } = await workplace();
  const set = { facility: 'F-CL', date: '2026-11-20T09:00:00+08:00', headcount: 3 };
  const told = await w.api.city.state(bureauOf(county), [
    { type: 'positionReading', record: 'PR-X', at: '2026-11-20', set },
  ]);
  expect(told).toMatchObject({
    error: { code: 'forbidden', detail: { zh: expect.stringContaining('监测数据产生') } },
  });
  const answer = await w.api.call(bureauOf(county), 'POST', '/api/records/positionReading', {
    set,
  });
  expect([answer.status, JSON.stringify(await answer.json())]).toEqual([
    ...[403, expect.stringContaining('流程')],
  ]);
});
