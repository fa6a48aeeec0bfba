// What the server writes names no secret, however a call ends: taken, refused, or cut off half-way.
import { generateSync } from 'otplib';
import { expect, test } from 'vitest';
import type { Moment } from '../src/kernel/calendar.ts';
import { must } from '../src/kernel/result.ts';
import type { TestDatabase } from './support/database.ts';
import { addPerson, TestBrowser, testIdentity } from './support/identity.ts';
import { KEY, liveDatabase } from './support/live.ts';
import { liveServer } from './support/live-server.ts';
import { send, shown } from './support/reporting.ts';

const PASSWORD = 'Correct-horse-42';
const WRONG = 'Wrong-battery-staple-9';
const WRONG_KEY = 'a-key-that-opens-nothing';
const ONCE = '0f4b8d9a-once-idempotency-key';
const NAME = '不能说的人';

/** Cut off half-way: its statement waits for the table when its connection is ended. */
async function cutOff<T>({ owner }: TestDatabase, table: string, call: () => Promise<T>) {
  const holder = await owner.connect();
  try {
    await holder.query(`begin; lock table ${table} in access exclusive mode`);
    const answered = call();
    const waiting = `from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = current_database() and not l.granted`;
    await expect
      .poll(async () => (await holder.query(`select ${waiting}`)).rowCount, { timeout: 120_000 })
      .toBeGreaterThan(0);
    await holder.query(`select pg_terminate_backend(l.pid) ${waiting}`);
    return await answered;
  } finally {
    await holder.query('rollback');
    holder.release();
  }
}

async function accountUsed(db: TestDatabase, browser: TestBrowser): Promise<string[]> {
  const once = { 'x-zhiben': '1', 'idempotency-key': ONCE };
  expect((await browser.signIn('li', WRONG)).status).toBe(403);
  const cut = await cutOff(db, 'identity.session', () => browser.signIn('li', PASSWORD));
  expect(cut.status).toBe(500);
  expect((await browser.signIn('li', PASSWORD)).body).toMatchObject({ state: 'enrolDue' });
  const token = must(browser.cookie?.split('=')[1], 'a session has its cookie');
  const half = await cutOff(db, 'identity.credential', () =>
    browser.call('POST', '/api/me/second-factor', { password: PASSWORD }),
  );
  expect(half.status).toBe(500);
  const { body } = await browser.call('POST', '/api/me/second-factor', { password: PASSWORD });
  const code = generateSync({ secret: body.secret, epoch: Math.floor(Date.now() / 1000) });
  const confirmed = await browser.call('POST', '/api/me/second-factor/confirm', { code });
  expect(confirmed.body).toMatchObject({ state: 'open' });
  const enterprise = { id: '91370000TEST000017', name: '某厂', jurisdiction: '371700' };
  await browser.call('POST', '/api/enterprises', enterprise, once);
  return [PASSWORD, WRONG, token, must(browser.cookie?.split('=')[1], 'still'), body.secret, ONCE];
}

/** A citizen's report, once cut off half-way. */
async function reported(db: TestDatabase, address: string): Promise<string[]> {
  const url = address.replace(/\/$/, '');
  const w = { api: { url } as never };
  const page = await (await fetch(`${url}/r`)).text();
  const once = must(/name="once" value="([^"]+)"/.exec(page)?.[1], 'the secret of the form');
  const fields = { once, division: '371700', place: '某厂', kind: 'fire', text: '夜里抽烟' };
  const whole = { ...fields, name: NAME, contact: '13899990000' };
  expect((await cutOff(db, 'reports.sealed', () => send(w, '/r', whole))).status).toBe(500);
  const taken = await send(w, '/r', whole);
  expect(taken.status, taken.text).toBe(200);
  const [number, pin] = [shown(taken.text, 'code'), shown(taken.text, 'pin')];
  await send(w, '/r/q', { code: number, pin });
  await send(w, '/r/q', { code: number, pin: '000000' });
  return [once, pin, NAME, '13899990000'];
}

/** A gateway gets a new key, sends by it, and somebody sends by another. */
async function gatewaySends(
  db: TestDatabase,
  browser: TestBrowser,
  address: string,
): Promise<string[]> {
  const path = '/api/live/gateways/G1/key';
  expect((await cutOff(db, 'live.gateway_key', () => browser.call('PUT', path))).status).toBe(500);
  const { body } = await browser.call('PUT', path);
  const post = (key: string, rows: string) =>
    fetch(`${address}api/telemetry/batches`, {
      ...{ method: 'POST', body: rows },
      headers: {
        authorization: `Basic ${Buffer.from(`G1:${key}`).toString('base64')}`,
        'content-type': 'application/json',
      },
    });
  const now = Date.now();
  expect((await post(body.key, JSON.stringify({ t: now, rows: [] }))).status).toBe(200);
  expect((await post(body.key, `{"key":"${body.key}"`)).status).toBe(400);
  expect((await post(WRONG_KEY, '{}')).status).toBe(401);
  return [body.key, WRONG_KEY, KEY];
}

test('the log names no password, session, second factor, PIN or key, even of what fails', async () => {
  const db = await liveDatabase();
  const identity = testIdentity(db, () => Date.now() as Moment);
  await addPerson(identity, { login: 'li', password: PASSWORD, role: 'bureau' });
  const server = await liveServer(db, { whole: true });
  const browser = new TestBrowser(server.address.replace(/\/$/, ''));
  const secrets = [
    ...(await accountUsed(db, browser)),
    ...(await reported(db, server.address)),
    ...(await gatewaySends(db, browser, server.address)),
  ];
  await server.kill();
  const log = server.log();
  // It did say what failed: else it would prove nothing.
  const failed = ['POST /api/session', 'POST /api/me/second-factor', 'POST /r:', 'PUT /api/live'];
  for (const said of failed) expect(log).toContain(said);
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ]);
  expect(secrets.every((secret) => secret.length > 3)).toBe(true);
  expect(forms.filter((form) => log.includes(form))).toEqual([]);
});
