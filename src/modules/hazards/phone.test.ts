// Reports that a phone brings, hours late, twice, with a wrong clock, by people of the enterprise.
import { expect, test } from 'vitest';
import { callerWith, testApi } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';
import type { Role } from '../../law/roles.ts';
import type { Caller } from '../identity/index.ts';
import type { Acted, MyReport } from './contract.ts';

const HOUR = 3_600_000;
const CLIENT = '7d0b0a4e-6f0e-4f54-9a53-0d6b8f2b6c11';

async function world() {
  const api = await testApi();
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select e.id from rec.enterprise e where e.vt = 'infinity' and e.live order by e.id limit 2`,
  );
  const [first, second] = rows.map(({ id }) => id);
  const enterprise = must(first ?? null, 'an enterprise');
  const other = must(second ?? null, 'another');
  const at = (role: Role, account: string = role, node = enterprise): Caller =>
    callerWith(account, { role, nodeKind: 'enterprise', node });
  const today = new Date((api.city.today() as number) * 86_400_000).toISOString().slice(0, 10);
  const set = { enterprise, source: 'selfInspection', foundOn: today, note: '护栏松动' };
  const now = api.city.now();
  const device = { id: CLIENT, at: new Date(now - 5 * HOUR).toISOString(), offset: 2 * HOUR };
  const send = async (caller: Caller, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await api.call(caller, 'POST', '/api/hazards', body, headers);
    return { status: answer.status, body: (await answer.json()) as Acted & { code?: string } };
  };
  const mine = async (caller: Caller): Promise<MyReport[]> => {
    const answer = await api.call(caller, 'GET', '/api/hazards/mine');
    return ((await answer.json()) as { rows: MyReport[] }).rows;
  };
  return { api, at, set, device, now, send, mine, other };
}

test('a report of a phone is one hazard, however often it comes, at the time it was written', {
  timeout: 240_000,
}, async () => {
  const { api, at, set, device, now, send, mine } = await world();
  const worker = at('worker');
  const key = { 'idempotency-key': CLIENT };
  const { foundOn, ...undated } = set;
  const report = { set: undated, device };
  const both = await Promise.all([send(worker, report, key), send(worker, report, key)]);
  // The one that came second is told to ask again, or gets the first answer.
  const late = both.filter(({ status }) => status !== 200).map(({ body }) => body.code);
  expect(late.every((code) => code === 'conflict')).toBe(true);
  const first = must(both.find(({ status }) => status === 200) ?? null, 'one is taken').body;
  expect(first.stage.code).toBe('reported');
  // The key is forgotten after a day: the record is the same still.
  await api.db.owner.query('delete from identity.write_key');
  expect((await send(worker, report, key)).body.id).toBe(first.id);
  const rows = await mine(worker);
  expect(rows).toMatchObject([{ id: first.id, text: '护栏松动', stage: { code: 'reported' } }]);
  const { rows: found } = await api.db.owner.query(
    `select "foundOn"::text from rec.hazard where id = $1 and vt = 'infinity'`,
    [first.id],
  );
  expect(found).toEqual([{ foundOn }]);
  const [row] = rows;
  expect(Date.parse(row?.writtenAt ?? '') - now).toBe(-3 * HOUR);
  expect(Date.parse(row?.deviceAt ?? '') - now).toBe(-5 * HOUR);
  expect(Date.parse(row?.receivedAt ?? '')).toBeGreaterThanOrEqual(now);

  // The same key of another's device is another's record, and nobody sees what is not his.
  const leader = at('teamLeader');
  const theirs = await send(leader, { set, device });
  expect(theirs.status).toBe(200);
  expect(theirs.body.id).not.toBe(first.id);
  expect((await mine(leader)).map(({ id }) => id)).toEqual([theirs.body.id]);
  // It died between the facts and their note: the next attempt finds the hazard.
  await api.db.owner.query('delete from hazards.written where account = $1', ['teamLeader']);
  expect((await send(leader, { set, device })).body.id).toBe(theirs.body.id);
  expect(await mine(leader)).toHaveLength(1);
  expect(api.faults).toEqual([]);
});

test('a worker reports for his own enterprise and states nothing else; a record is its writer’s', {
  timeout: 240_000,
}, async () => {
  const { api, at, set, device, send, other } = await world();
  const worker = at('worker');
  const foreign = await send(worker, { set: { ...set, enterprise: other }, device });
  expect([foreign.status, foreign.body.code]).toEqual([400, 'bad-request']);
  expect((await send(worker, { set: { ...set, stage: 'closed' }, device })).status).toBe(400);
  const bare = { type: 'hazard', record: 'HZ-x', at: set.foundOn, set };
  expect(await api.city.state(worker, [bare])).toMatchObject({ ok: false });
  const record = await api.call(worker, 'POST', '/api/records/hazard', { set });
  expect(record.status).toBe(403);
  const viewer = at('leader', 'viewer');
  expect((await send(viewer, { set, device })).status).toBe(403);

  // What was kept for somebody else waits until that person has signed in.
  const kept = await send(worker, { set, device }, { 'x-zhiben-account': 'teamLeader' });
  expect([kept.status, kept.body.code]).toEqual([401, 'signed-out']);
  const own = await send(worker, { set, device }, { 'x-zhiben-account': 'worker' });
  expect(own.status).toBe(200);
  expect(api.faults).toEqual([]);
});
