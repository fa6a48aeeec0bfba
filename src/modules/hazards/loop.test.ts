import { expect, test } from 'vitest';
import type { TestApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, testApi } from '../../../tests/support/api.ts';
import { endOfDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Role } from '../../law/roles.ts';
import type { Caller } from '../identity/index.ts';
import { mayEdit } from '../registry/index.ts';
import type { Acted, HazardRow, HazardWhole } from './contract.ts';
import { loopOnly, reportOnly } from './rules/seals.ts';
import { MADE_BY_ACT } from './rules/table.ts';

interface List {
  rows: HazardRow[];
  next: string | null;
  total: number | null;
}

async function get<T>(api: TestApi, caller: Caller, path: string): Promise<T> {
  const answer = await api.call(caller, 'GET', path);
  const body: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body as T;
}

async function post<T>(api: TestApi, caller: Caller, path: string, body: unknown): Promise<T> {
  const answer = await api.call(caller, 'POST', path, body);
  const given: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(given)}`);
  return given as T;
}

/** Codes of duty.span. */
const [MET, PENDING] = [0, 2];

async function dutyOf({ api }: World, clause: string, id: string): Promise<number | undefined> {
  const { rows } = await api.db.owner.query<{ status: number }>(
    `select s.status from duty.span s join duty.clause c on c.no = s.clause
     where c.id = $1 and s.subject = $2 and s.vf <= $3 and $3 < s.vt`,
    [clause, `hazard/${id}`, new Date(endOfDay(api.city.today()))],
  );
  return rows[0]?.status;
}

interface World {
  readonly api: TestApi;
  readonly enterprise: string;
  readonly county: string;
  readonly at: (role: Role, account?: string) => Caller;
  readonly officer: Caller;
  readonly today: string;
  readonly person: string;
  /** One of the five rectifications (五项整治) that it is part of. */
  readonly campaign: string;
}

/** A trade enterprise of the demo, its people and the officer of its county. */
async function world(): Promise<World> {
  const api = await testApi();
  const { rows } = await api.db.owner.query<
    Record<'id' | 'county' | 'person' | 'campaign', string>
  >(
    `select e.id, d.above county, (select min(p.id) from rec.person p
       where p."enterprise" = e.id and p.vt = 'infinity' and p.live) person,
       c.id campaign
     from rec.enterprise e
       join rec.campaign c on e.id = any(c."enterprises") and c.vt = 'infinity'
         and c."kind" = 'confined-space'
       join rec.division_above d on d.id = e."jurisdiction" and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
     where e.vt = 'infinity' and e.live and e."industry" && array['trade']
       and exists (select from rec.person p
         where p."enterprise" = e.id and p.vt = 'infinity' and p.live)
     order by e.id limit 1`,
  );
  const { id, county, person, campaign } = must(rows[0], 'a trade enterprise with people');
  const at = (role: Role, account: string = role): Caller =>
    callerWith(account, { role, nodeKind: 'enterprise', node: id });
  const officer = callerWith('officer', { role: 'officer', nodeKind: 'division', node: county });
  const today = new Date((api.city.today() as number) * 86_400_000).toISOString().slice(0, 10);
  return { api, enterprise: id, county, at, officer, today, person, campaign };
}

/** Takes a step on the newest version. */
async function act(
  { api }: World,
  caller: Caller,
  id: string,
  name: string,
  set: Record<string, unknown> = {},
  reason: string | null = null,
): Promise<Acted> {
  const { version } = await get<HazardWhole>(api, caller, `/api/hazards/${id}`);
  return post(api, caller, `/api/hazards/${id}/acts`, { act: name, version, set, reason });
}

const five = ({ person, today }: World) => ({
  ...{ responsible: person, measures: '更换垫片', dueOn: today, funds: 200 },
  ...{
    contingencyPlan: '现场处置方案',
    rectificationLead: person,
    rectificationLeadRole: 'principal',
  },
});

test('a general hazard from its report to its end, as the enterprise and the county see it', {
  timeout: 240_000,
}, async () => {
  const w = await world();
  const { api, at, officer, today, enterprise, campaign } = w;
  const manager = at('safetyManager');
  const found = { enterprise, source: 'selfInspection', foundOn: today, campaign };
  const before = await upload(api, manager, 'before');
  const set = { ...found, note: '2号泵法兰渗漏', photos: [before] };
  const { id, stage } = await post<Acted>(api, manager, '/api/hazards', { set });
  expect(stage.code).toBe('reported');
  const seen = await get<List>(api, officer, `/api/hazards?enterprise=${enterprise}&q=法兰渗漏`);
  expect(seen.rows).toMatchObject([{ id, stage: { code: 'reported' }, text: '2号泵法兰渗漏' }]);

  await act(w, manager, id, 'judge', { major: false });
  await act(w, manager, id, 'assign', five(w));
  // TRADE-8.8: 落实整改闭环销号.
  expect(await dutyOf(w, 'TRADE-8.8', id)).toBe(PENDING);
  const leader = at('teamLeader');
  await rectifiedWithEvidence(w, id, before);
  const forLeader = await get<HazardWhole>(api, leader, `/api/hazards/${id}`);
  expect(forLeader.next.find((each) => each.act === 'verify')).toMatchObject({ may: false });
  await act(w, manager, id, 'verify', { verifiedOn: today }, '现场查看合格');
  expect((await act(w, manager, id, 'close', { closedOn: today })).stage.code).toBe('closed');

  const whole = await get<HazardWhole>(api, officer, `/api/hazards/${id}`);
  expect(whole.steps.map((step) => step.act)).toEqual([
    'report',
    'judge',
    'assign',
    'rectify',
    'verify',
    'close',
  ]);
  expect(whole.row).toMatchObject({ stage: { code: 'closed' }, closedOn: today, overdue: false });
  expect(whole.steps[5]).toMatchObject({ by: 'safetyManager', role: { zh: '专职安全管理人员' } });
  const sealed = whole.facts.find(({ name }) => name === 'dueOn');
  expect(sealed).toMatchObject({ sealedFrom: { code: 'assigned' } });
  expect(await dutyOf(w, 'TRADE-8.8', id)).toBe(MET);
  // What the clauses read is what the loop stated.
  const { rows } = await api.db.owner.query(
    `select "stage", "open", "verifiedOn"::text from rec.hazard where id = $1 and vt = 'infinity'`,
    [id],
  );
  expect(rows).toEqual([{ stage: 'closed', open: false, verifiedOn: today }]);
});

async function upload(api: TestApi, caller: Caller, text: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from([0xff, 0xd8, 0xff]), text]), `${text}.jpg`);
  return (await post<{ id: string }>(api, caller, '/api/files', form)).id;
}

/** The team leader shows what he did; whoever sees the hazard sees it beside how it was found. */
async function rectifiedWithEvidence(w: World, id: string, before: string): Promise<void> {
  const { api, at, officer, today } = w;
  const leader = at('teamLeader');
  const done = { rectifiedOn: today, handling: '已更换，无渗漏' };
  const { version } = await get<HazardWhole>(api, leader, `/api/hazards/${id}`);
  for (const documents of [[before], ['sha256:0'], ['x'.repeat(100)]]) {
    const body = { act: 'rectify', version, set: { ...done, documents } };
    const answer = await api.call(leader, 'POST', `/api/hazards/${id}/acts`, body);
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { fields: [{ path: 'set.documents' }] },
    ]);
  }
  const after = await upload(api, leader, 'after');
  await act(w, leader, id, 'rectify', { ...done, documents: [after] });
  const seen = await get<HazardWhole>(api, officer, `/api/hazards/${id}`);
  expect(seen.evidence).toMatchObject({
    before: [{ id: before, name: 'before.jpg', image: true }],
    after: [{ id: after, name: 'after.jpg' }],
    missing: 0,
  });
  expect(seen.steps.map(({ files }) => files.map((file) => file.id))).toEqual([
    ...[[before], [], []],
    [after],
  ]);
  const bytes = await api.call(officer, 'GET', `/api/files/${after}?of=hazard/${id}`);
  expect((await bytes.text()).slice(-5)).toBe('after');
}

test('the machine refuses: by stage, by person, at fields, on an old version', {
  timeout: 240_000,
}, async () => {
  const w = await world();
  const { api, at, officer, today, enterprise } = w;
  const manager = at('safetyManager');
  const set = { enterprise, source: 'inspection', foundOn: today, note: '联锁摘除' };
  const { id, version } = await post<Acted>(api, officer, '/api/hazards', { set });
  const tries = async (caller: Caller, body: object): Promise<[number, unknown]> => {
    const answer = await api.call(caller, 'POST', `/api/hazards/${id}/acts`, body);
    return [answer.status, await answer.json()];
  };
  const judge = { act: 'judge', version, set: { major: false } };
  expect(await tries(manager, judge)).toMatchObject([409, { code: 'wrong-stage' }]);
  expect(await tries(officer, { ...judge, act: 'close', set: { closedOn: today } })).toMatchObject([
    409,
    {},
  ]);
  const asked = ['criterion', 'class', 'subclass', 'cause'].map((name) => ({
    path: `set.${name}`,
  }));
  const major = { ...judge, set: { major: true } };
  expect(await tries(officer, major)).toMatchObject([400, { fields: asked }]);
  const staged = { ...judge, set: { major: false, stage: 'closed' } };
  expect(await tries(officer, staged)).toMatchObject([400, {}]);
  expect(await tries(at('worker'), judge)).toMatchObject([403, { code: 'forbidden' }]);
  const stranger = bureauOf(w.county === '371728' ? '371726' : '371728');
  expect(await tries(stranger, judge)).toMatchObject([403, { code: 'not-visible' }]);
  const both = await Promise.all([tries(officer, judge), tries(officer, judge)]);
  expect(both.map(([status]) => status).sort()).toEqual([200, 409]);
  expect(both.find(([status]) => status === 409)?.[1]).toMatchObject({
    code: 'conflict',
    current: { stage: 'judged' },
  });
  await drafted(w);
  expect(api.faults).toEqual([]);
});

test('no path leads round the loop: records, edits, undo, retirement, bare facts', {
  timeout: 240_000,
}, async () => {
  const w = await world();
  const { api, at, today, enterprise, officer } = w;
  const manager = at('safetyManager');
  const set = { enterprise, source: 'selfInspection', foundOn: today, note: '护栏松动' };
  const { id } = await post<Acted>(api, manager, '/api/hazards', { set });
  await act(w, manager, id, 'judge', { major: false });
  const record = async (): Promise<number> =>
    (await get<{ version: number }>(api, manager, `/api/records/hazard/${id}`)).version;
  const tried: [string, string, object][] = [
    ['POST', '/api/records/hazard', { set: { ...set, closedOn: today } }],
    ['POST', '/api/records/hazardStep', { set: { hazard: id, no: 9, act: 'close', to: 'closed' } }],
    ['PATCH', `/api/records/hazard/${id}`, { version: await record(), set: { closedOn: today } }],
    ['PATCH', `/api/records/hazard/${id}`, { version: await record(), set: { note: '无' } }],
    ['POST', `/api/records/hazard/${id}/undo`, { version: await record() }],
    ['POST', `/api/records/hazard/${id}/retire`, { version: await record(), reason: '不要了' }],
  ];
  for (const caller of [manager, officer]) {
    for (const [method, path, body] of tried) {
      const answer = await api.call(caller, method, path, body);
      expect([method, path, answer.status]).not.toContain(200);
    }
  }
  const bare = { type: 'hazard', record: id, at: today };
  const facts = [
    { ...bare, set: { closedOn: today } },
    { ...bare, set: { stage: 'closed' } },
    { ...bare, set: { foundOn: today } },
    { ...bare, retired: true },
    { ...bare, type: 'hazardStep', record: `${id}-s9`, set: { hazard: id, enterprise } },
  ];
  for (const fact of facts) {
    expect(await api.city.state(manager, [fact])).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  }
  const { row, steps } = await get<HazardWhole>(api, manager, `/api/hazards/${id}`);
  expect(row).toMatchObject({ stage: { code: 'judged' }, closedOn: null });
  expect(steps).toHaveLength(2);
  expect(api.faults).toEqual([]);
  await guarded(api);
});

/** The database and the registry guard the attributes that the rules seal. */
async function guarded(api: TestApi): Promise<void> {
  const { rows } = await api.db.owner.query<{ loop: string[]; report: string[] }>(
    'select hazards.loop_attributes() loop, hazards.report_attributes() report',
  );
  const { loop, report } = must(rows[0], 'the functions are there');
  expect([...loop].sort()).toEqual([...loopOnly, ...MADE_BY_ACT].sort());
  expect(report).toEqual(expect.arrayContaining([...reportOnly]));
  const type = must(api.city.duties.types.get('hazard'), 'hazard');
  const everyone: Role[] = ['bureau', 'officer', 'principal', 'safetyManager', 'teamLeader'];
  const open = type.attributes.filter(
    (each) => loop.includes(each.name) && mayEdit('hazard', each, everyone),
  );
  expect(open).toEqual([]);
}

/** Drafts are kept for whoever wrote them, and are gone when the step is taken. */
async function drafted({ api, at, today, enterprise }: World): Promise<void> {
  const [manager, principal] = [at('safetyManager'), at('principal')];
  const body = { note: '写了一半' };
  expect((await api.call(manager, 'PUT', '/api/hazards/drafts/new', { body })).status).toBe(200);
  expect(await get(api, manager, '/api/hazards/drafts/new')).toMatchObject({ draft: { body } });
  expect(await get(api, principal, '/api/hazards/drafts/new')).toEqual({ draft: null });
  const set = { enterprise, source: 'selfInspection', foundOn: today, note: '写完了' };
  await post<Acted>(api, manager, '/api/hazards', { set });
  expect(await get(api, manager, '/api/hazards/drafts/new')).toEqual({ draft: null });
}
