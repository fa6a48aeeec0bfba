import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, openTestApi } from '../../../tests/support/api.ts';
import { CITY, counties, get } from '../../../tests/support/overview.ts';
import { wordTextOf } from '../../../tests/support/word.ts';
import { formatDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { Layout } from './model.ts';
import { nothingSet } from './rules/parts.ts';

let api: OpenApi;
let county: string;
let other: string;
let today: string;
beforeAll(async () => {
  api = await openTestApi();
  [county = '', other = ''] = await counties(api);
  today = formatDay(api.city.today());
});
afterAll(() => api?.close());

const LAYOUT = '/api/sys/templates/layout';
const layoutOf = (caller: Caller, more = ''): Promise<Layout> =>
  get<Layout>(api, caller, `${LAYOUT}${more}`);

const setParts = {
  ...nothingSet,
  letterhead: '示例安全生产委员会办公室',
  reminderCode: '示安办函',
  signer: '示例安委办',
  closingReminder: '特此函达。',
  contact: '王某某 0530-0000000',
  copyTo: '示例市政府办公室',
};

const set = (caller: Caller, division: string, body: object): Promise<Response> =>
  api.call(caller, 'POST', `${LAYOUT}/${division}`, {
    ...{ parts: setParts, from: today, version: null },
    ...body,
  });

const textIn = async (response: Response): Promise<string> =>
  wordTextOf(new Uint8Array(await response.arrayBuffer()));

describe('a layout', () => {
  test('follows from the name until the bureau itself sets it, and keeps its history', async () => {
    const caller = bureauOf(county);
    const before = await layoutOf(caller);
    expect(before).toMatchObject({ versions: [], version: null, maySet: true });
    expect(before.parts.signer).toBe(`${before.division.name}应急管理局`);
    const answer = await set(caller, county, { note: '机构改革' });
    expect(answer.status).toBe(200);
    const after = await layoutOf(caller);
    const { letterhead, reminderCode, contact } = setParts;
    expect(after.parts).toMatchObject({ letterhead, reminderCode, contact });
    expect(after.parts.circularCode).toBe(before.parts.circularCode);
    expect(after.versions).toMatchObject([
      { from: today, note: '机构改革', by: caller.name, inForce: true },
    ]);
    const earlier = await layoutOf(caller, '?asOf=2026-01-31');
    expect(earlier.parts).toEqual(before.parts);
    const twice = await set(caller, county, { parts: nothingSet });
    expect(twice.status).toBe(409);
    const { current } = (await twice.json()) as { current: Layout };
    expect(current.version).toBe(after.version);
    const back = await set(caller, county, { parts: nothingSet, version: after.version });
    expect(((await back.json()) as Layout).parts).toEqual(before.parts);
  });

  test('is set by nobody else, nor for a day that has passed', async () => {
    const office = callerWith('O', { role: 'office', nodeKind: 'division', node: other });
    for (const caller of [office, bureauOf(CITY), bureauOf(county)]) {
      expect((await set(caller, other, {})).status).toBe(403);
    }
    const seen = await layoutOf(bureauOf(CITY), `?division=${other}`);
    expect(seen).toMatchObject({ maySet: false, versions: [] });
    const outside = `${LAYOUT}?division=${other}`;
    expect((await api.call(bureauOf(county), 'GET', outside)).status).toBe(403);
    expect((await set(bureauOf(other), other, { from: '2026-01-01' })).status).toBe(400);
    const coded = { ...setParts, reminderCode: '应急函〔2026〕' };
    expect((await set(bureauOf(other), other, { parts: coded })).status).toBe(400);
  });

  test('is shown on a paper with example content before it is set', async () => {
    const path = `${LAYOUT}/${county}/preview`;
    for (const kind of ['reminder', 'circular', 'report'] as const) {
      const body = { kind, parts: setParts };
      const text = await textIn(await api.call(bureauOf(county), 'POST', path, body));
      expect(text).toContain(setParts.letterhead);
      expect(text.includes(setParts.closingReminder)).toBe(kind === 'reminder');
      if (kind === 'reminder') expect(text).toMatch(/示安办函〔\d{4}〕1号/);
    }
    const body = { kind: 'report', parts: setParts };
    expect((await api.call(bureauOf(other), 'POST', path, body)).status).toBe(403);
  });
});

interface Letter {
  readonly version: number;
  readonly number: string | null;
  readonly paper: object;
}

test('letters carry the layout of the day on which they were sent', async () => {
  const writer = bureauOf(county);
  const leader = callerWith('L', { role: 'leader', nodeKind: 'division', node: county });
  const { version } = await layoutOf(writer);
  expect((await set(writer, county, { version })).status).toBe(200);
  const clauses = api.city.clauses.map(({ id: clause }) => clause);
  const made = await api.call(writer, 'POST', '/api/letters', { kind: 'reminder', clauses });
  expect(made.status).toBe(200);
  const { id } = (await made.json()) as { id: string };
  const act = async (caller: Caller, action: string): Promise<Letter> => {
    const { version: seen } = await get<Letter>(api, caller, `/api/letters/${id}`);
    const body = { action, version: seen };
    const response = await api.call(caller, 'POST', `/api/letters/${id}/actions`, body);
    expect(response.status, action).toBe(200);
    return (await response.json()) as Letter;
  };
  await act(writer, 'submit');
  const sent = await act(leader, 'approve');
  expect(sent.number).toMatch(/^示安办函〔\d{4}〕1号$/);
  expect(sent.paper).toMatchObject({ mark: setParts.letterhead, signer: setParts.signer });
  const newest = await layoutOf(writer);
  const later = { ...setParts, letterhead: '后来的名称' };
  expect((await set(writer, county, { version: newest.version, parts: later })).status).toBe(200);
  const text = await textIn(await api.call(writer, 'GET', `/api/letters/${id}/word`));
  for (const part of ['letterhead', 'signer', 'closingReminder', 'copyTo'] as const) {
    expect(text, part).toContain(setParts[part]);
  }
  expect(text).toContain(`（${setParts.contact}）`);
  expect(text).not.toContain('后来的名称');
});

test('the template of every ledger is there with its fields, and can be downloaded', async () => {
  const caller = bureauOf(county);
  const { rows } = await get<{ rows: { type: string; version: string; columns: unknown[] }[] }>(
    api,
    caller,
    '/api/sys/templates/sheets',
  );
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.every(({ version, columns }) => version !== '' && columns.length > 1)).toBe(true);
  const { type } = must(rows[0], 'a ledger');
  const file = await api.call(caller, 'GET', `/api/sys/templates/sheets/${type}/file`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect([...bytes.subarray(0, 2)]).toEqual([0x50, 0x4b]);
  const missing = await api.call(caller, 'GET', '/api/sys/templates/sheets/nothing/file');
  expect(missing.status).toBe(404);
});
