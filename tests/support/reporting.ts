import { expect } from 'vitest';
import { endOfDay } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import type { Role } from '../../src/law/roles.ts';
import type { Caller } from '../../src/modules/identity/index.ts';
import type { ReportRow, ReportWhole } from '../../src/modules/reports/contract.ts';
import type { TestApi } from './api.ts';
import { bureauOf, callerWith, testApi } from './api.ts';

export const NAME = '李秘密';
export const PHONE = '13899990000';
export const TEXT = '夜班在配电室抽烟，我昨天值班看见';
/** The first bytes of a PNG are enough: nothing draws it here. */
export const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

export interface World {
  readonly api: TestApi;
  readonly enterprise: string;
  readonly county: string;
  readonly bureau: Caller;
  readonly officer: Caller;
  /** Somebody of the enterprise. */
  readonly at: (role: Role) => Caller;
  readonly today: string;
}

/** A trade enterprise of the demo, its people, and those of its county. */
export async function world(): Promise<World> {
  const api = await testApi();
  const { rows } = await api.db.owner.query<{ id: string; county: string }>(
    `select e.id, d.above county from rec.enterprise e
       join rec.division_above d on d.id = e."jurisdiction" and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
     where e.vt = 'infinity' and e.live and e."industry" && array['trade'] order by e.id limit 1`,
  );
  const { id, county } = must(rows[0], 'a trade enterprise');
  const at = (role: Role): Caller => callerWith(role, { role, nodeKind: 'enterprise', node: id });
  const officer = callerWith('officer', { role: 'officer', nodeKind: 'division', node: county });
  const today = new Date((api.city.today() as number) * 86_400_000).toISOString().slice(0, 10);
  return { api, enterprise: id, county, bureau: bureauOf(county), officer, at, today };
}

export type Fields = Readonly<Record<string, string>>;

/** Sends a form as a browser without a script does. */
export async function send(
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

export const shown = (html: string, id: string): string =>
  must(new RegExp(`id="${id}">([^<]*)<`).exec(html)?.[1], id);

export interface Ticket {
  readonly code: string;
  readonly pin: string;
}

export async function reported(w: World, more: Fields = {}): Promise<Ticket> {
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

export async function get<T>(api: TestApi, caller: Caller, path: string): Promise<T> {
  const answer = await api.call(caller, 'GET', path);
  const body: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body as T;
}

/** Takes a step on the newest version. */
export async function act(
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

export async function newest(w: World, caller: Caller): Promise<ReportRow> {
  type List = { rows: ReportRow[] };
  const { rows } = await get<List>(w.api, caller, '/api/tips?stage=received&limit=1');
  return must(rows[0], 'a report');
}

/** Codes of duty.span: 0 is met. */
export async function dutyOf(
  { api }: World,
  clause: string,
  id: string,
): Promise<number | undefined> {
  const { rows } = await api.db.owner.query<{ status: number }>(
    `select s.status from duty.span s join duty.clause c on c.no = s.clause
     where c.id = $1 and s.subject = $2 and s.vf <= $3 and $3 < s.vt`,
    [clause, `report/${id}`, new Date(endOfDay(api.city.today()))],
  );
  return rows[0]?.status;
}
