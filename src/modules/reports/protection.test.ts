// Who reported stays unknown, and an enterprise does not learn that it was reported: not by any
// endpoint, not in the database, not in the audit, not by what a wrong guess is told.
import { expect, test } from 'vitest';
import { bureauOf, callerWith } from '../../../tests/support/api.ts';
import type { World } from '../../../tests/support/reporting.ts';
import {
  act,
  dutyOf,
  get,
  NAME,
  newest,
  PHONE,
  reported,
  send,
  TEXT,
  type Ticket,
  world,
} from '../../../tests/support/reporting.ts';
import { readingsOf } from '../../../tests/support/requests.ts';
import { openApi } from '../../platform/http/index.ts';
import type { Caller } from '../identity/index.ts';
import type { ReportWhole } from './contract.ts';

const TIMEOUT = { timeout: 400_000 };
const PLACE = '某某机械厂';

interface Case {
  readonly w: World;
  readonly ticket: Ticket;
  readonly report: string;
  readonly hazard: string;
}

/** A report that was found to be so, with a hazard, an answer and a reward. */
async function handled(): Promise<Case> {
  const w = await world();
  const { bureau, officer, enterprise, today } = w;
  const ticket = await reported(w, { employee: 'yes' });
  const { id } = await newest(w, bureau);
  await act(w, bureau, id, 'accept', { set: { topic: 'hazard', enterprise } });
  const found = { result: 'true', verifiedOn: today, hazardText: '配电室有烟头' };
  const { hazard } = await act(w, officer, id, 'check', { set: found });
  await act(w, bureau, id, 'answer', { told: '已责令整改' });
  await act(w, bureau, id, 'reward', { set: { amount: 600 } });
  return { w, ticket, report: id, hazard: String(hazard) };
}

/** Addresses of every endpoint that reads, about what is to stay unknown and what led there. */
function addresses({ w, report, hazard }: Case): string[] {
  const about: readonly (readonly [string, string])[] = [
    ['report', report],
    ['reward', `${report}-rw`],
    ['hazard', hazard],
    ['enterprise', w.enterprise],
  ];
  const paths = readingsOf(openApi(w.api.routes, '1')).map(({ path }) => path);
  const clauses = ['TRADE-S3.2', 'TRADE-7.3'];
  return paths.flatMap((path) => {
    if (!path.includes('{')) {
      const asked = [
        `enterprise=${w.enterprise}`,
        `from=report/${report}`,
        `q=${report}`,
        'q=举报人',
      ];
      return [path, ...asked.map((query) => `${path}?${query}`)];
    }
    const ids = path.includes('/clauses/') ? clauses : about.map(([, id]) => id);
    return about.flatMap(([type]) =>
      ids.map((id) =>
        path
          .replace('{type}', type)
          .replace('{duty}', encodeURIComponent(`report/${report}`))
          .replaceAll(/\{\w+\}/g, encodeURIComponent(id)),
      ),
    );
  });
}

/** Which of these words each answer holds that they were not asked with. */
async function telling(
  { w }: Case,
  caller: Caller,
  urls: readonly string[],
  words: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const url of new Set(urls)) {
    const answer = await w.api.call(caller, 'GET', url);
    const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
    const asked = decodeURIComponent(url);
    for (const word of words) {
      if (text.includes(word) && !asked.includes(word))
        found.push(`${caller.user} ${url}: ${word}`);
    }
  }
  return found;
}

test(
  'no endpoint tells an enterprise of the report, nor anybody who made it',
  TIMEOUT,
  async () => {
    const c = await handled();
    const { w, report, hazard, ticket } = c;
    const { api, at, enterprise, officer, bureau } = w;
    const urls = addresses(c);
    expect(urls.length).toBeGreaterThan(300);
    const written = [NAME, PHONE, TEXT, PLACE, ticket.code];
    const stationed = callerWith('stationed', {
      role: 'stationed',
      nodeKind: 'enterprise',
      node: enterprise,
    });
    for (const caller of [at('principal'), stationed]) {
      expect(await telling(c, caller, urls, [report, ...written])).toEqual([]);
    }
    // What it does see is a hazard that an inspection found.
    const seen = await get<{ row: { source: unknown } }>(
      api,
      at('principal'),
      `/api/hazards/${hazard}`,
    );
    expect(seen.row.source).toMatchObject({ code: 'inspection' });
    expect(JSON.stringify(seen)).not.toContain('举报');
    const forRest = urls.filter((url) => !url.startsWith(`/api/tips/${report}`));
    expect(await telling(c, bureau, urls, [NAME, PHONE])).toEqual([]);
    expect(await telling(c, officer, forRest, written)).toEqual([]);
    for (const who of [at('principal'), at('safetyManager'), stationed, at('worker')]) {
      const tries = [
        ['GET', `/api/tips/${report}`],
        ['POST', `/api/tips/${report}/photo`],
        ['POST', `/api/tips/${report}/reveal`, { reason: '想知道是谁' }],
        ['POST', `/api/tips/${report}/acts`, { act: 'answer', version: 6, told: '好' }],
        ['GET', `/api/records/report/${report}`],
      ] as const;
      for (const [method, path, body] of tries) {
        expect([403], path).toContain((await api.call(who, method, path, body)).status);
      }
    }
    await revealed(c);
    await inDatabase(c);
  },
);

/** Name and contact: for the role that answers, with a reason, and in the audit before it is shown. */
async function revealed({ w, report }: Case): Promise<void> {
  const { api, bureau, officer, county } = w;
  const path = `/api/tips/${report}/reveal`;
  const body = { reason: '通知领奖' };
  expect((await api.call(officer, 'POST', path, body)).status).toBe(403);
  const other = bureauOf(county === '371728' ? '371726' : '371728');
  expect((await api.call(other, 'POST', path, body)).status).toBe(403);
  expect((await api.call(bureau, 'POST', path, { reason: '' })).status).toBe(400);
  const before = await looks(w);
  const answer = await api.call(bureau, 'POST', path, body);
  expect(await answer.json()).toEqual({ name: NAME, contact: PHONE });
  expect((await looks(w)) - before).toBe(1);
  const photo = await api.call(bureau, 'POST', `/api/tips/${report}/photo`);
  expect(photo.headers.get('content-type')).toContain('image/png');
  expect((await looks(w)) - before).toBe(2);
}

async function looks({ api }: World): Promise<number> {
  const { rows } = await api.db.owner.query<{ n: number }>(
    `select count(*)::int n from identity.audit where action = 'reveal' and outcome = 'done'`,
  );
  return rows[0]?.n ?? 0;
}

/** Not one table holds a word of it in clear, and whoever answers people reads no sealed one. */
async function inDatabase({ w, ticket }: Case): Promise<void> {
  const { db } = w.api;
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const words = [NAME, PHONE, TEXT, PLACE, ticket.code].map((word) => `%${word}%`);
  const telling: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.owner.query(
      `select from ${name} t where t::text like any($1) limit 1`,
      [words],
    );
    if (rows.length > 0) telling.push(name);
  }
  expect(telling).toEqual([]);
  for (const table of ['reports.entry', 'reports.sealed']) {
    await expect(db.web.query(`select from ${table}`)).rejects.toThrow('permission denied');
    await expect(db.app.query(`select from ${table}`)).rejects.toThrow('permission denied');
  }
  const { rows } = await db.owner.query<{ kind: string }>(
    'select kind from reports.sealed order by kind',
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['content', 'photo', 'who']);
}

test('guesses, machines and bad pictures; reports inside the enterprise', TIMEOUT, async () => {
  const w = await world();
  const ticket = await reported(w);
  const asked = async (code: string, pin: string) => {
    const { status, text } = await send(w, '/r/q', { code, pin });
    return `${status} ${text}`;
  };
  const other = ticket.pin === '000000' ? '000001' : '000000';
  const wrongPin = await asked(ticket.code, other);
  expect(wrongPin).toMatch(/^400/);
  expect(await asked('AAAAAAAA', ticket.pin)).toBe(wrongPin);
  for (let n = 0; n < 4; n += 1) expect(await asked(ticket.code, other)).toBe(wrongPin);
  // Locked for a while: the right PIN is told no more than a wrong one.
  expect(await asked(ticket.code, ticket.pin)).toBe(wrongPin);
  const fields = { division: w.county, place: PLACE, kind: 'leak', text: '<b>臭味' };
  const svg = await send(w, '/r', fields, new TextEncoder().encode('<svg onload="x()">'));
  expect([svg.status, svg.text]).toEqual([400, expect.stringContaining('照片须为')]);
  expect(svg.text).toContain('&lt;b&gt;臭味');
  const large = await send(w, '/r', fields, new Uint8Array(10 * 1024 * 1024 + 1));
  expect([large.status, large.text]).toEqual([413, expect.stringContaining('10 MB')]);
  const nowhere = await send(w, '/r', { ...fields, division: 'nowhere' });
  expect([nowhere.status, nowhere.text]).toEqual([400, expect.stringContaining('请选择所在县')]);
  const more = await Promise.all([1, 2, 3].map(() => send(w, '/r', { ...fields, place: '' })));
  expect(more.map(({ status }) => status)).toContain(429);
  await inside(w);
});

/** By name or without: the enterprise handles it, and the plan's duty to reward it turns met. */
async function inside(w: World): Promise<void> {
  const { api, at, enterprise, today, bureau } = w;
  const once = 'abcdefghijklmnopqrstuvwx';
  const said = { once, kind: 'machine', place: '2号冲床', text: TEXT, withinDuty: true };
  const worker = callerWith('zhang-san', {
    role: 'worker',
    nodeKind: 'enterprise',
    node: enterprise,
  });
  const answer = await api.call(worker, 'POST', '/api/tips/internal', { ...said, anonymous: true });
  const ticket = (await answer.json()) as Ticket;
  expect(ticket.pin).toMatch(/^\d{6}$/);
  const { id } = await newest(w, at('principal'));
  const whole = await get<ReportWhole>(api, at('principal'), `/api/tips/${id}`);
  expect(whole).toMatchObject({ internal: true, named: false, content: { text: TEXT } });
  const { rows } = await api.db.owner.query<{ n: number }>(
    `select count(*)::int n from ledger.fact f where f.recorder = 'zhang-san'`,
  );
  expect(rows).toEqual([{ n: 0 }]);
  // The authority sees that it came, and leaves it to the enterprise.
  const asBureau = await get<ReportWhole>(api, bureau, `/api/tips/${id}`);
  expect([asBureau.content, asBureau.next.some(({ may }) => may)]).toEqual([null, false]);
  const principal = at('principal');
  await act(w, principal, id, 'accept', { set: { topic: 'hazard' } });
  await act(w, principal, id, 'check', { set: { result: 'true', verifiedOn: today } });
  await act(w, principal, id, 'answer', { told: '已停机检修' });
  expect(await dutyOf(w, 'TRADE-7.3', id)).not.toBe(0);
  await act(w, principal, id, 'reward', { set: { amount: 300 }, reward: { proposed: 300 } });
  expect(await dutyOf(w, 'TRADE-7.3', id)).toBe(0);
  const told = await send(w, '/r/q', { ...ticket });
  expect(told.text).toContain('300');
  const stranger = callerWith('stranger', {
    role: 'worker',
    nodeKind: 'enterprise',
    node: 'E-none',
  });
  const elsewhere = { ...said, once: 'zyxwvutsrqponmlkjihgfedc', enterprise };
  expect((await api.call(stranger, 'POST', '/api/tips/internal', elsewhere)).status).toBe(400);
  expect(api.faults).toEqual([]);
}
