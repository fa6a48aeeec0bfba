import { expect, test } from 'vitest';
import type { TestApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, testApi } from '../../../tests/support/api.ts';
import { endOfDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { ReportRow, ReportWhole } from './contract.ts';

const TIMEOUT = { timeout: 240_000 };
const NAME = '李秘密';
const PHONE = '13899990000';
const TEXT = '夜班在配电室抽烟，我昨天值班看见';
/** The first bytes of a PNG are enough: nothing draws it here. */
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

interface World {
  readonly api: TestApi;
  readonly enterprise: string;
  readonly county: string;
  readonly bureau: Caller;
  readonly officer: Caller;
  readonly principal: Caller;
  readonly worker: Caller;
  readonly today: string;
}

/** A trade enterprise of the demo, its people, and those of its county. */
async function world(): Promise<World> {
  const api = await testApi();
  const { rows } = await api.db.owner.query<{ id: string; county: string }>(
    `select e.id, d.above county from rec.enterprise e
       join rec.division_above d on d.id = e."jurisdiction" and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
     where e.vt = 'infinity' and e.live and e."industry" && array['trade'] order by e.id limit 1`,
  );
  const { id, county } = must(rows[0], 'a trade enterprise');
  const at = (role: 'principal' | 'worker'): Caller =>
    callerWith(role, { role, nodeKind: 'enterprise', node: id });
  const officer = callerWith('officer', { role: 'officer', nodeKind: 'division', node: county });
  const today = new Date((api.city.today() as number) * 86_400_000).toISOString().slice(0, 10);
  const people = { principal: at('principal'), worker: at('worker') };
  return { api, enterprise: id, county, bureau: bureauOf(county), officer, ...people, today };
}

type Fields = Readonly<Record<string, string>>;

/** Sends a form as a browser without a script does. */
async function send(
  { api }: Pick<World, 'api'>,
  path: string,
  fields: Fields,
  photo: Uint8Array<ArrayBuffer> = new Uint8Array(),
): Promise<{ status: number; text: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (path === '/r') form.append('file', new Blob([photo]), photo.length > 0 ? 'a.png' : '');
  const answer = await fetch(`${api.url}${path}`, { method: 'POST', body: form });
  return { status: answer.status, text: await answer.text() };
}

const shown = (html: string, id: string): string =>
  must(new RegExp(`id="${id}">([^<]*)<`).exec(html)?.[1], id);

interface Ticket {
  readonly code: string;
  readonly pin: string;
}

async function reported(w: World, more: Fields = {}): Promise<Ticket> {
  const page = await (await fetch(`${w.api.url}/r`)).text();
  const once = must(/name="once" value="([^"]+)"/.exec(page)?.[1], 'the secret of the form');
  const fields = { once, division: w.county, place: '某某机械厂', kind: 'fire', text: TEXT };
  const answer = await send(w, '/r', { ...fields, name: NAME, contact: PHONE, ...more }, PNG);
  expect(answer.status, answer.text).toBe(200);
  const ticket = { code: shown(answer.text, 'code'), pin: shown(answer.text, 'pin') };
  // Sent again (a lost answer): the same report.
  const again = await send(w, '/r', { ...fields, ...more });
  expect([shown(again.text, 'code'), shown(again.text, 'pin')]).toEqual([ticket.code, ticket.pin]);
  return ticket;
}

async function get<T>(api: TestApi, caller: Caller, path: string): Promise<T> {
  const answer = await api.call(caller, 'GET', path);
  const body: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body as T;
}

/** Takes a step on the newest version. */
async function act(
  { api }: World,
  caller: Caller,
  id: string,
  name: string,
  given: { set?: object; told?: string; reward?: object } = {},
): Promise<{ hazard: string | null }> {
  const { version } = await get<ReportWhole>(api, caller, `/api/tips/${id}`);
  const body = { act: name, version, ...given };
  const answer = await api.call(caller, 'POST', `/api/tips/${id}/acts`, body);
  const told: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`${name}: ${JSON.stringify(told)}`);
  return told as { hazard: string | null };
}

async function newest(w: World, caller: Caller): Promise<ReportRow> {
  type List = { rows: ReportRow[] };
  const { rows } = await get<List>(w.api, caller, '/api/tips?stage=received&limit=1');
  return must(rows[0], 'a report');
}

/** Codes of duty.span: 0 is met. */
async function dutyOf({ api }: World, clause: string, id: string): Promise<number | undefined> {
  const { rows } = await api.db.owner.query<{ status: number }>(
    `select s.status from duty.span s join duty.clause c on c.no = s.clause
     where c.id = $1 and s.subject = $2 and s.vf <= $3 and $3 < s.vt`,
    [clause, `report/${id}`, new Date(endOfDay(api.city.today()))],
  );
  return rows[0]?.status;
}

test(
  'from a citizen without a script to the answer and the reward, with the duty met',
  TIMEOUT,
  async () => {
    const w = await world();
    const { api, bureau, officer, enterprise, today } = w;
    const ticket = await reported(w);
    const row = await newest(w, bureau);
    expect(row).toMatchObject({ date: today, stage: { code: 'received' }, overdue: false });
    const whole = await get<ReportWhole>(api, bureau, `/api/tips/${row.id}`);
    expect(whole).toMatchObject({
      content: { place: '某某机械厂', text: TEXT, photo: true, kind: { code: 'fire' } },
      ...{ named: true, mayReveal: true, limits: [{ confidence: 'recalled' }] },
    });
    expect(JSON.stringify(whole)).not.toContain(NAME);
    await act(w, bureau, row.id, 'accept', { set: { topic: 'major-hazard', enterprise } });
    // TRADE-S3.2: 举报重大事故隐患, handled.
    expect(await dutyOf(w, 'TRADE-S3.2', row.id)).not.toBe(0);
    const { hazard } = await act(w, officer, row.id, 'check', {
      set: { result: 'true', verifiedOn: today, hazardText: '配电室内有烟头，未设禁烟标志' },
    });
    expect(hazard).toMatch(/^HZ-/);
    await act(w, bureau, row.id, 'answer', { told: '已责令企业整改，感谢您的监督' });
    expect(await dutyOf(w, 'TRADE-S3.2', row.id)).toBe(0);
    const asked = await send(w, '/r/q', { ...ticket, note: '今天又看见一次' });
    expect(asked.status).toBe(200);
    expect(shown(asked.text, 'state')).toBe('已答复');
    expect(asked.text).toContain('已责令企业整改');
    expect(asked.text).toContain('今天又看见一次');
    const working = await get<{ amount: number }>(
      api,
      bureau,
      `/api/tips/${row.id}/working?fine=20000`,
    );
    expect(working.amount).toBe(10_000);
    const reward = { fine: 20_000 };
    await expect(
      act(w, bureau, row.id, 'reward', { set: { amount: 9_000 }, reward }),
    ).rejects.toThrow('说明理由');
    await act(w, bureau, row.id, 'reward', { set: { amount: 10_000 }, reward });
    const paid = await send(w, '/r/q', { code: ticket.code.toLowerCase(), pin: ticket.pin });
    expect(paid.text).toContain('10000');
    expect(shown(paid.text, 'state')).toBe('已奖励');
    const done = await get<ReportWhole>(api, bureau, `/api/tips/${row.id}`);
    expect(done.steps.map((step) => step.act)).toEqual([
      ...['receive', 'accept', 'check', 'answer', 'note', 'reward'],
    ]);
    expect(done).toMatchObject({ row: { amount: 10_000 }, content: { notes: ['今天又看见一次'] } });
    expect(done.next).toEqual([]);
    expect(api.faults).toEqual([]);
  },
);
