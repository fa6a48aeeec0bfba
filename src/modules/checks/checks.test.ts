import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, openTestApi } from '../../../tests/support/api.ts';
import { withMeasures } from '../../../tests/support/measures.ts';
import { endOfDay, formatDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Role } from '../../law/roles.ts';
import type { Caller } from '../identity/index.ts';
import type { CheckOutcome, CheckRow, CompletionRow, Task } from './contract.ts';

let api: OpenApi;
let enterprise: string;
let county: string;
let measure: string;
let red: string;
let today: string;
beforeAll(async () => {
  api = await openTestApi();
  today = formatDay(api.city.today());
  const { rows } = await api.db.owner.query<Record<'id' | 'county', string>>(
    `select m."enterprise" as id, d.above as county from rec."controlMeasure" m
       join rec.enterprise e on e.id = m."enterprise" and e.vt = 'infinity'
       join rec.division_above d on d.id = e."jurisdiction" and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
     where m.vt = 'infinity' order by 1 limit 1`,
  );
  ({ id: enterprise, county } = must(rows[0], 'an enterprise with measures'));
  ({ measure, red } = await withMeasures(api.city, at('safetyManager'), enterprise));
});
afterAll(() => api.close());

const at = (role: Role, account: string = role): Caller =>
  callerWith(account, { role, nodeKind: 'enterprise', node: enterprise });

async function get<T>(caller: Caller, path: string): Promise<T> {
  const answer = await api.call(caller, 'GET', path);
  const body: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(body)} ${api.faults}`);
  return body as T;
}

async function post<T>(caller: Caller, path: string, body: unknown): Promise<[number, T]> {
  const answer = await api.call(caller, 'POST', path, body);
  return [answer.status, (await answer.json()) as T];
}

const now = (): string => new Date().toISOString();
const item = (of: Partial<Record<string, unknown>>) => ({
  ...{ id: randomUUID(), measure, period: today, result: 'normal', doneAt: now(), secondsTaken: 9 },
  ...of,
});
async function send(caller: Caller, ...items: object[]): Promise<CheckOutcome[]> {
  const [status, body] = await post<{ rows: CheckOutcome[] }>(caller, '/api/checks', {
    sentAt: now(),
    items,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.rows;
}
const tasks = (caller: Caller, query = ''): Promise<{ rows: Task[] }> =>
  get(caller, `/api/checks/tasks${query}`);
const taskOf = async (caller: Caller, id: string): Promise<Task | undefined> =>
  (await tasks(caller)).rows.find((row) => row.measure === id && row.state !== 'missed');
const shift = (): string => `${today}/2`;
test('tasks of today → submit → done, once however often it is sent', async () => {
  const leader = at('teamLeader');
  expect(await taskOf(leader, measure)).toMatchObject({
    period: today,
    state: 'due',
    alone: false,
    place: '测试点位',
    every: { code: 'day', text: { zh: '每日' } },
  });
  const sent = item({});
  expect(await send(leader, sent)).toMatchObject([{ outcome: 'accepted', marks: [] }]);
  const again = await send(leader, { ...sent, doneAt: now() });
  expect(again).toMatchObject([{ id: sent.id, outcome: 'already', record: `MC-${sent.id}` }]);
  const both = await Promise.all([sent, sent].map((each) => send(leader, each)));
  expect(both.flat().map(({ outcome }) => outcome)).toEqual(['already', 'already']);
  expect(await taskOf(leader, measure)).toMatchObject({
    state: 'done',
    check: { id: `MC-${sent.id}`, by: 'teamLeader', result: { code: 'normal' } },
  });
  const left = await tasks(leader, '?left=true');
  expect(left.rows.some((row) => row.measure === measure && row.period === today)).toBe(false);
  const { rows } = await api.db.owner.query(
    `select id, "doneAt", "takenAt", "dueOn"::text from rec."measureCheck" where id = $1 and vt = 'infinity'`,
    [`MC-${sent.id}`],
  );
  expect(rows).toMatchObject([{ dueOn: today }]);
  expect(new Date(rows[0].takenAt).getTime()).toBeLessThanOrEqual(endOfDay(api.city.today()));
  expect(new Date(rows[0].doneAt).toISOString()).toBe(sent.doneAt);
});

test('each item is taken or refused by itself; 其余正常 not for a red risk', async () => {
  const leader = at('teamLeader');
  const others = await send(
    leader,
    item({ bulk: true, measure: red, period: shift() }),
    item({ measure: 'nothing' }),
    item({ period: '2026-13-01' }),
    item({ result: 'abnormal' }),
    item({ bulk: true, secondsTaken: 0 }),
  );
  expect(others.map(({ outcome }) => outcome)).toEqual([
    ...['refused', 'refused', 'refused', 'refused', 'accepted'],
  ]);
  expect(others[0]?.why?.zh).toContain('逐项');
  // Where nothing is taken, the device keeps it; a worker records as well, and states nothing else.
  const none = await post(leader, '/api/checks', { items: [item({ measure: 'nothing' })] });
  expect(none).toMatchObject([422, { code: 'not-taken', fields: [{ path: 'items.0' }] }]);
  expect(await send(at('worker'), item({}))).toMatchObject([{ outcome: 'accepted' }]);
  const { rows } = await get<{ rows: CheckRow[] }>(leader, '/api/checks?bulk=true');
  expect(rows.map(({ measure: { id }, bulk }) => [id, bulk])).toEqual([[measure, true]]);
});

test('what is abnormal is a hazard filled in, once, its photograph the one before', async () => {
  const leader = at('worker');
  const photo = await photographed(leader);
  const found = { result: 'abnormal', note: '联锁旁路未恢复', photos: [photo] };
  const sent = item({ measure: red, period: shift(), ...found });
  const [first] = await send(leader, sent);
  expect(first).toMatchObject({ outcome: 'accepted', hazard: `HZ-${sent.id}`, hazardWhy: null });
  expect(await send(leader, sent)).toMatchObject([{ outcome: 'already', hazard: `HZ-${sent.id}` }]);
  const officer = callerWith('officer', { role: 'officer', nodeKind: 'division', node: county });
  const hazard = await get<{
    row: { text: string };
    facts: { name: string; value: { zh: string } }[];
    evidence: { before: { id: string }[] };
  }>(officer, `/api/hazards/HZ-${sent.id}`);
  expect(hazard.evidence.before.map(({ id }) => id)).toEqual([photo]);
  const seen = `/api/files/${encodeURIComponent(photo)}?of=hazard/HZ-${sent.id}`;
  expect((await api.call(officer, 'GET', seen)).status).toBe(200);
  // Used again, in words or without: marked, and told where it stood before.
  const again = item({ result: 'abnormal', photos: [photo] });
  expect(await send(leader, again)).toMatchObject([
    { outcome: 'accepted', marks: ['copiedPhoto'], hazard: `HZ-${again.id}` },
  ]);
  const other = at('worker', 'another');
  const stolen = await post(other, '/api/checks', { items: [item({ photos: [photo] })] });
  expect(stolen).toMatchObject([422, { code: 'not-taken' }]);
  expect(hazard.row.text).toBe('测试点位：联锁旁路未恢复（联锁投用）');
  const known = Object.fromEntries(hazard.facts.map(({ name, value }) => [name, value.zh]));
  expect(known).toMatchObject({ source: '企业自查', foundOn: today });
});

/** A photograph of its own bytes, uploaded by somebody. */
async function photographed(caller: Caller): Promise<string> {
  const form = new FormData();
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from(randomUUID()), 0xff, 0xd9]);
  form.append('file', new Blob([jpeg], { type: 'image/jpeg' }), 'a.jpg');
  const [status, body] = await post<{ id: string }>(caller, '/api/files', form);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}

test('marks say in numbers what a person should look at', async () => {
  const leader = at('teamLeader');
  const photo = await photographed(leader);
  const away = { longitude: 115.6, latitude: 35.23 };
  const [first, second] = await send(
    leader,
    item({ photos: [photo], longitude: 115.48, latitude: 35.23 }),
    item({ photos: [photo], secondsTaken: 1, ...away }),
  );
  expect(first?.marks).toEqual([]);
  expect(second?.marks).toEqual(['tooFast', 'copiedPhoto', 'impossibleTravel']);
  const path = '/api/checks?mark=copiedPhoto';
  const { rows } = await get<{ rows: CheckRow[] }>(at('safetyManager'), path);
  const row = rows.find(({ id }) => id === second?.record);
  expect(row?.photos).toEqual([photo]);
  expect(row?.marks.map(({ why }) => why?.zh)).toEqual([
    '用时 1 秒，少于 5 秒',
    `1 张照片与其他记录内容相同（${today} 排查）`,
    expect.stringMatching(/^与相邻一次排查相距 108\d\d 米，间隔 0(\.\d)? 分钟$/),
  ]);
  // A photograph that nobody uploaded refuses its item, not the others.
  const strange = await send(leader, item({ photos: ['sha256:00'] }), item({}));
  expect(strange.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted']);
});

test('marks are judged on the version that was seen, by somebody else, with a reason', async () => {
  const leader = at('teamLeader');
  const manager = at('safetyManager');
  const [sent] = await send(leader, item({ secondsTaken: 1 }));
  const list = () => get<{ rows: CheckRow[] }>(manager, '/api/checks?toJudge=true&limit=200');
  const found = (await list()).rows.find((row) => row.id === sent?.record);
  const { id, version, may } = must(found, 'marked');
  expect(may).toEqual({ explain: true, judge: true });
  const judge = (caller: Caller, body: object) =>
    post<{ version: number; code: string }>(caller, `/api/checks/${id}/judgement`, body);
  expect(await judge(leader, { version, judgement: 'accepted' })).toMatchObject([409, {}]);
  const said = await judge(leader, { version, judgement: 'explained', reason: '误触' });
  expect(said).toMatchObject([200, {}]);
  expect(await judge(manager, { version, judgement: 'accepted' })).toMatchObject([
    409,
    { code: 'conflict', current: { judgement: 'explained' } },
  ]);
  const next = said[1].version;
  expect(await judge(manager, { version: next, judgement: 'rejected' })).toMatchObject([400, {}]);
  const last = await judge(manager, { version: next, judgement: 'rejected', reason: '重查' });
  expect(last).toMatchObject([200, {}]);
  expect((await list()).rows.map((row) => row.id)).not.toContain(id);
  const stranger = bureauOf(county === '371728' ? '371726' : '371728');
  expect(await judge(stranger, { version: last[1].version, judgement: 'accepted' })).toMatchObject([
    403,
    { code: 'not-visible' },
  ]);
});

test('a code at the place opens what is due there; codes are drawn', async () => {
  const leader = at('teamLeader');
  const codes = await get<{ rows: { code: string; name: string; size: number; path: string }[] }>(
    leader,
    '/api/checks/codes?origin=https://zhiben.example',
  );
  const code = must(
    codes.rows.find((row) => row.code === 'T-R2'),
    'the red one',
  );
  expect(code.name).toBe('反应釜｜测试点位');
  expect(code.path).toMatch(/^M4 4h7v1h-7z/);
  const opened = await get<{ name: string; rows: Task[] }>(leader, '/api/checks/places/T-R2');
  expect(opened.name).toBe('反应釜');
  expect(new Set(opened.rows.map((row) => row.measure))).toEqual(new Set([red]));
  const place = await get<{ rows: Task[] }>(leader, `/api/checks/places/${measure}`);
  expect(new Set(place.rows.map((row) => row.measure))).toEqual(new Set([measure, red]));
  const stranger = callerWith('x', { role: 'teamLeader', nodeKind: 'enterprise', node: 'none' });
  expect((await api.call(stranger, 'GET', '/api/checks/places/T-R2')).status).toBe(403);
});

test('completion counts what ended in its days, and scores as the guide does', async () => {
  const officer = callerWith('officer', { role: 'officer', nodeKind: 'division', node: county });
  interface Page {
    rows: CompletionRow[];
    from: string;
    to: string;
    recalled: boolean;
  }
  const page = await get<Page>(officer, `/api/checks/completion?days=1&enterprise=${enterprise}`);
  expect(page).toMatchObject({ from: today, to: today, recalled: true });
  const [row] = page.rows;
  const { planned = 0, done = 0, late = 0, missed = 0, a } = must(row, 'the enterprise');
  // The day's own measure, and the shifts that ended today, among those of the demo.
  const { rows: all } = await tasks(officer, `?enterprise=${enterprise}`);
  const ended = all.filter(({ ends }) => Date.parse(ends) <= endOfDay(api.city.today()) + 1);
  expect(planned).toBe(ended.length);
  expect(done).toBe(ended.filter(({ state }) => state === 'done').length);
  expect([done > 0, late, missed]).toEqual([true, 0, planned - done]);
  expect(a).toBeCloseTo((done / planned) * 50, 3);
  const whole = await get<Page>(officer, '/api/checks/completion?limit=200');
  expect(whole.rows).toContainEqual(expect.objectContaining({ enterprise: row?.enterprise }));
});
