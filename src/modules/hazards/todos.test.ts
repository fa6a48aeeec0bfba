import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApi, TestApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, openTestApi } from '../../../tests/support/api.ts';
import { callsOf } from '../../../tests/support/firm.ts';
import { endOfDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import { Tasks } from '../tasks/index.ts';
import type { Acted, HazardRow, HazardWhole } from './contract.ts';
import { hazardSteps } from './index.ts';

interface Todo {
  readonly title: { readonly zh: string };
  readonly due: string | null;
  readonly link: string | null;
  readonly kind: string;
}

const FOUND = '2026-11-20';

let api: OpenApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());
const { call, status } = callsOf(() => api);

async function world() {
  const { rows } = await api.db.owner.query<Record<'id' | 'county' | 'person', string>>(
    `select e.id, d.above county, min(p.id) person from rec.enterprise e
       join rec.person p on p."enterprise" = e.id and p.vt = 'infinity' and p.live
       join rec.division_above d on d.id = e."jurisdiction" and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
     where e.vt = 'infinity' and e.live and e."industry" = array['trade'] group by 1, 2 order by 1 limit 1`,
  );
  const { id, county, person } = must(rows[0], 'an enterprise with people');
  const board = Tasks.of(api.city).board;
  board.use(hazardSteps(api.city));
  await board.refresh();
  const firm = (role: 'safetyManager' | 'teamLeader') =>
    callerWith(role, { role, nodeKind: 'enterprise', node: id });
  const officer = callerWith('officer', { role: 'officer', nodeKind: 'division', node: county });
  return { api, board, enterprise: id, county, person, firm, officer };
}

/** To-dos of an inbox that lead to the hazard, as `step until`. */
async function waiting(api: TestApi, caller: Caller, id: string, box = 'todo'): Promise<string[]> {
  const answer = await api.call(caller, 'GET', `/api/todos?box=${box}&kind=step&limit=200`);
  const { rows } = (await answer.json()) as { rows: Todo[] };
  const own = rows.filter(({ link }) => link === `/hazards/${id}`);
  return own.map(({ title, due }) => `${title.zh} ${due}`);
}

/** A parameter of the loop, set for a county alone. */
async function setFor(api: TestApi, county: string, name: string, value: number): Promise<void> {
  const path = `/api/sys/parameters/${name}`;
  const found = await api.call(bureauOf(county), 'GET', path);
  const { history } = (await found.json()) as { history: { seq: number }[] };
  const change = {
    value: String(value),
    from: '2024-01-01',
    jurisdiction: county,
    reason: '本县从快',
  };
  const body = { ...change, seq: history[0]?.seq ?? null };
  const answer = await api.call(bureauOf(county), 'POST', `${path}/entries`, body);
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  await api.city.settled();
}

test('each step is in the inbox of whoever takes it, and ends with it', {
  timeout: 240_000,
}, async () => {
  const { api, board, enterprise, county, person, firm, officer } = await world();
  const [manager, leader] = [firm('safetyManager'), firm('teamLeader')];
  const post = async (caller: Caller, path: string, body: object): Promise<Acted> => {
    const answer = await api.call(caller, 'POST', `/api/hazards${path}`, body);
    const given: unknown = await answer.json();
    expect([answer.status, given]).toMatchObject([200, {}]);
    return given as Acted;
  };
  const note = '护栏松动';
  const set = { enterprise, source: 'inspection', foundOn: FOUND, note };
  let { id, version } = await post(officer, '', { set });
  const act = async (name: string, given: object, caller = officer): Promise<void> => {
    const body = { act: name, version, set: given, reason: '现场查看' };
    ({ id, version } = await post(caller, `/${id}/acts`, body));
  };
  const shown = async (): Promise<string[][]> => [
    await waiting(api, officer, id),
    await waiting(api, manager, id),
    await waiting(api, leader, id),
  ];
  // 2026-11-20 is a Friday; two working days later.
  expect(await shown()).toEqual([['判定隐患：护栏松动 2026-11-24'], [], []]);
  const line = callerWith('chem', {
    ...{ role: 'officer', nodeKind: 'division', node: county, lines: ['chem'] as const },
  });
  for (const stranger of [bureauOf(county === '371728' ? '371726' : '371728'), line]) {
    expect(await waiting(api, stranger, id)).toEqual([]);
  }
  await act('judge', { major: false });
  expect(await shown()).toEqual([['下达整改：护栏松动 2026-11-27'], [], []]);
  await setFor(api, county, 'hazards.assign.within', 1);
  await board.refresh();
  expect(await shown()).toEqual([['下达整改：护栏松动 2026-11-25'], [], []]);
  const whole = await api.call(officer, 'GET', `/api/hazards/${id}`);
  expect(await whole.json()).toMatchObject({ deadline: { day: '2026-11-25', late: false } });
  expect(await waiting(api, officer, id, 'done')).toEqual(['判定隐患：护栏松动 2026-11-24']);
  await act('assign', { responsible: person, measures: '紧固', dueOn: '2026-12-20' });
  const work = ['整改隐患：护栏松动 2026-12-20'];
  expect(await shown()).toEqual([[], work, work]);
  await act('rectify', { rectifiedOn: '2026-11-24', handling: '已紧固' }, leader);
  expect(await shown()).toEqual([['复查验收：护栏松动 2026-12-01'], [], []]);
  await act('return', {});
  expect(await shown()).toEqual([[], work, work]);
  // A look at the whole city finds nothing else to do.
  expect(await board.refresh()).toMatchObject({ opened: 0, closed: 0 });
  await act('rectify', { rectifiedOn: '2026-11-24', handling: '再次紧固' }, leader);
  await act('verify', { verifiedOn: '2026-11-24' });
  await act('close', { closedOn: '2026-11-24' });
  expect(await shown()).toEqual([[], [], []]);
  expect(api.faults).toEqual([]);
});

/** Status of the duty of TRADE-5.9 (追究企业和相关人员责任) of an enterprise. */
async function answered(enterprise: string): Promise<number | undefined> {
  await api.city.settled();
  const { rows } = await api.db.owner.query<{ status: number }>(
    `select s.status from duty.span s join duty.clause c on c.no = s.clause
     where c.id = 'TRADE-5.9' and s.subject = $1 and s.vf <= $2 and $2 < s.vt`,
    [`enterprise/${enterprise}`, new Date(endOfDay(api.city.today()))],
  );
  return rows[0]?.status;
}

const MAJOR = {
  ...{ major: true, criterion: 'GM10-5-6', class: 'static', subclass: 'equipment' },
  cause: 'management',
};

test('a major hazard that is listed, old and refused: who answers for it, and what was corrected', {
  timeout: 240_000,
}, async () => {
  const { enterprise, county, person, firm, officer } = await world();
  const [bureau, city] = [bureauOf(county), bureauOf('371700')];
  const set = { enterprise, source: 'inspection', foundOn: '2026-03-02', note: '煤气报警失效' };
  const { id } = await call<Acted>(officer, 'POST', '/api/hazards', { set });
  const whole = (caller: Caller) => call<HazardWhole>(caller, 'GET', `/api/hazards/${id}`);
  const body = async (act: string, given: object) => {
    const { version } = await whole(city);
    return { act, version, set: given, reason: '现场核实' };
  };
  const path = `/api/hazards/${id}/acts`;
  const act = async (caller: Caller, name: string, given: object) =>
    call<Acted>(caller, 'POST', path, await body(name, given));
  const refused = async (caller: Caller, name: string, given: object) =>
    status(caller, 'POST', path, await body(name, given));
  const listed = async (query: string): Promise<boolean> => {
    const asked = `/api/hazards?enterprise=${enterprise}&${query}`;
    const { rows } = await call<{ rows: HazardRow[] }>(city, 'GET', asked);
    return rows.some((row) => row.id === id);
  };
  await act(officer, 'judge', MAJOR);
  expect(await listed('answer=refused')).toBe(false);

  // By level: none lists for a level above, none below takes over what a higher one listed.
  expect(await refused(bureau, 'list', { supervisedBy: 'city' })).toBe(400);
  expect(await refused(firm('safetyManager'), 'list', { supervisedBy: 'county' })).toBe(409);
  await act(bureau, 'list', { supervisedBy: 'county' });
  expect(await listed('supervised=county')).toBe(true);
  await act(city, 'list', { supervisedBy: 'city' });
  expect(await refused(bureau, 'list', { supervisedBy: 'county' })).toBe(400);
  expect([await listed('supervised=county'), await listed('supervised=city')]).toEqual([
    ...[false, true],
  ]);

  // Long-standing already; with the refusal the enterprise and a person answer for it.
  expect(await listed('answer=longStanding')).toBe(true);
  expect(await answered(enterprise)).toBeUndefined();
  await act(officer, 'escalate', { escalatedTo: 'city', refused: true });
  expect([await listed('answer=refused'), await listed('answer=any')]).toEqual([true, true]);
  expect([2, 3]).toContain(await answered(enterprise));
  const penalty = { kind: 'fine', topic: 'major-hazard', enterprise, date: '2026-11-24' };
  for (const given of [penalty, { ...penalty, kind: 'accountability', person }]) {
    await call(city, 'POST', '/api/records/penalty', { set: given });
  }
  expect([0, 1]).toContain(await answered(enterprise));
  await corrected({ id, person, officer, manager: firm('safetyManager'), act, refused, whole });
  expect(api.faults).toEqual([]);
});

/** What is sealed changes by a recorded revision alone: who, why, from what to what. */
async function corrected(w: {
  readonly id: string;
  readonly person: string;
  readonly officer: Caller;
  readonly manager: Caller;
  readonly act: (caller: Caller, name: string, given: object) => Promise<unknown>;
  readonly refused: (caller: Caller, name: string, given: object) => Promise<number>;
  readonly whole: (caller: Caller) => Promise<HazardWhole>;
}): Promise<void> {
  const { person, officer, manager, act, refused, whole } = w;
  await act(officer, 'assign', {
    ...{ responsible: person, measures: '更换探头', dueOn: '2026-12-20', funds: 1000 },
    ...{ contingencyPlan: '停用', rectificationLead: person, rectificationLeadRole: 'principal' },
  });
  expect(await refused(manager, 'revise', { dueOn: '2026-12-10' })).toBe(409);
  // Later is an extension, with its own bounds.
  expect(await refused(officer, 'revise', { dueOn: '2027-03-01' })).toBe(400);
  await act(officer, 'revise', { dueOn: '2026-12-10' });
  const { steps, facts } = await whole(manager);
  expect(steps.at(-1)).toMatchObject({
    ...{ act: 'revise', by: 'officer', reason: '现场核实' },
    changes: [{ value: { zh: '2026-12-10' } }],
  });
  // What stood before stays in the history, in the step that said so.
  const before = steps.find((step) => step.act === 'assign');
  expect(before?.changes.map(({ value }) => value.zh)).toContain('2026-12-20');
  expect(facts.find(({ name }) => name === 'dueOn')).toMatchObject({
    ...{ value: { zh: '2026-12-10' }, sealedFrom: { code: 'assigned' } },
  });
}
