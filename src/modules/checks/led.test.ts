import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApi } from '../../../tests/support/api.ts';
import { callerWith, openTestApi } from '../../../tests/support/api.ts';
import { withMeasures } from '../../../tests/support/measures.ts';
import { endOfDay, formatDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { CheckOutcome } from './contract.ts';

let api: OpenApi;
let today: string;
beforeAll(async () => {
  api = await openTestApi();
  today = formatDay(api.city.today());
});
afterAll(() => api.close());

async function get<T>(caller: Caller, path: string): Promise<T> {
  const answer = await api.call(caller, 'GET', path);
  const body: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body as T;
}

async function post<T>(caller: Caller, path: string, body: unknown): Promise<[number, T]> {
  const answer = await api.call(caller, 'POST', path, body);
  return [answer.status, (await answer.json()) as T];
}

test('numbers of checks are parameters of the city: the next check goes by them', async () => {
  const city = callerWith('city', { role: 'bureau', nodeKind: 'division', node: '371700' });
  const path = '/api/sys/parameters/checks.fast.seconds';
  const { history } = await get<{ history: { seq: number }[] }>(city, path);
  const seq = history[0]?.seq ?? null;
  const entry = { value: '60', from: '2024-01-01', jurisdiction: null, reason: '试行一个月', seq };
  expect(await post(city, `${path}/entries`, entry)).toMatchObject([200, {}]);
  await api.city.settled();
  type Settings = { rows: { name: string; value: number; source: { en: string } }[] };
  const { rows } = await get<Settings>(city, '/api/checks/settings');
  expect(rows.find(({ name }) => name === 'fastSeconds')).toMatchObject({
    ...{ value: 60, source: { en: 'set by the city (a parameter)' } },
  });
  const { rows: firms } = await api.db.owner.query<{ id: string }>(
    `select "enterprise" as id from rec."controlMeasure" where vt = 'infinity' order by 1 limit 1`,
  );
  const { id } = must(firms[0], 'an enterprise with measures');
  const at = (role: 'safetyManager' | 'teamLeader'): Caller =>
    callerWith(role, { role, nodeKind: 'enterprise', node: id });
  const { red } = await withMeasures(api.city, at('safetyManager'), id);
  const doneAt = new Date().toISOString();
  const one = { measure: red, period: `${today}/1`, result: 'normal', doneAt, secondsTaken: 59 };
  const [status, sent] = await post<{ rows: CheckOutcome[] }>(at('teamLeader'), '/api/checks', {
    ...{ sentAt: doneAt, items: [{ id: randomUUID(), ...one }] },
  });
  expect([status, JSON.stringify(sent)]).toEqual([200, expect.stringContaining('tooFast')]);
});

test.each([
  ['of the month', ['CHEM-8.3', 'TRADE-5.4']],
  ['of the quarter', ['TRADE-5.3']],
])(
  'a check led by the principal is recorded once, and the duty %s is met by it',
  async (_, clauses) => {
    const { rows } = await api.db.owner.query<Record<'id' | 'clause' | 'person', string>>(
      `select substr(s.subject, 12) as id, c.id as clause, (select min(p.id) from rec.person p
        where p."enterprise" = substr(s.subject, 12) and p.vt = 'infinity' and p.live) as person
     from duty.span s join duty.clause c on c.no = s.clause
     where c.id = any($2) and s.status = 2 and s.vf <= $1 and $1 < s.vt
       and exists (select from rec.person p where p."enterprise" = substr(s.subject, 12)
         and p.vt = 'infinity' and p.live)
     order by 1 limit 1`,
      [new Date(endOfDay(api.city.today())), clauses],
    );
    const { id, clause, person } = must(rows[0], 'an enterprise that still owes the month');
    const principal = callerWith('boss', { role: 'principal', nodeKind: 'enterprise', node: id });
    const led = () =>
      get<{ duties: { clause: string; status: string }[]; rows: { id: string }[] }>(
        principal,
        '/api/checks/led',
      );
    expect((await led()).duties).toMatchObject([{ clause, status: 'pending' }]);
    const body = {
      ...{ id: randomUUID(), enterprise: id, date: today, leader: person, leaderRole: 'principal' },
      ...{ kind: 'routine', scope: ['major-hazard'], findings: 0 },
    };
    const path = '/api/checks/led';
    expect(await post(principal, path, { ...body, date: '2027-01-01' })).toMatchObject([400, {}]);
    expect(await post(principal, path, { ...body, leader: 'nobody' })).toMatchObject([400, {}]);
    expect(await post(principal, path, body)).toMatchObject([200, { already: false }]);
    expect(await post(principal, path, body)).toMatchObject([200, { already: true }]);
    const after = await led();
    expect(after.duties).toMatchObject([{ clause, status: 'met' }]);
    expect(after.rows[0]?.id).toBe(`SI-${body.id}`);
    expect(api.faults).toEqual([]);
  },
);
