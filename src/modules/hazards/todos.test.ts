import { expect, test } from 'vitest';
import type { TestApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, testApi } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import { Tasks } from '../tasks/index.ts';
import type { Acted } from './contract.ts';
import { hazardSteps } from './index.ts';

interface Todo {
  readonly title: { readonly zh: string };
  readonly due: string | null;
  readonly link: string | null;
  readonly kind: string;
}

const FOUND = '2026-11-20';

async function world() {
  const api = await testApi();
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
