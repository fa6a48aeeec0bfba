import { generateSync } from 'otplib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import type { Person } from '../../../tests/support/identity.ts';
import { addPerson, peopleApi, TestClock, testIdentity } from '../../../tests/support/identity.ts';
import { lines } from '../../law/roles.ts';
import type { Identity } from './service/context.ts';
import { insertGrant } from './store/accounts.ts';

const PASSWORD = 'Right-horse-42';

async function setting(...people: Person[]) {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const clock = new TestClock();
  const identity = testIdentity(db, clock.read, false);
  for (const person of people) await addPerson(identity, person);
  return { db, clock, identity, ...(await peopleApi(identity)) };
}

/** Signs in without a second factor: of an enterprise. */
const wang: Person = {
  ...{ login: 'wang', password: PASSWORD, role: 'principal' },
  ...{ nodeKind: 'enterprise', node: 'E-1' },
};
const li: Person = { login: 'li', password: PASSWORD, role: 'bureau' };

async function auditRows(identity: Identity) {
  const { rows } = await identity.owner.query<Record<string, unknown>>(
    'select action, outcome, login, account, object, detail, ip from identity.audit order by pos',
  );
  return rows;
}

const codeAt = (secret: string, ms: number): string =>
  generateSync({ secret, epoch: Math.floor(ms / 1000) });

describe('signing in', () => {
  test('opens a session whose cookie pages cannot read; signing out ends it', async () => {
    const { browser, identity, db } = await setting(wang);
    const own = browser();
    expect((await own.call('GET', '/api/session')).body).toEqual({ me: null, oidc: null });
    const signed = await own.signIn(' Wang ', PASSWORD);
    expect(signed.status).toBe(200);
    expect(signed.body).toMatchObject({ login: 'wang', state: 'open', desk: 'enterprise' });
    const [cookie = ''] = signed.headers.getSetCookie();
    expect(cookie).toMatch(/^zhiben_session=[\w-]{43}; .*HttpOnly.*SameSite=Lax/);
    const token = cookie.slice(15, 58);
    expect((await own.call('GET', '/api/me')).body.login).toBe('wang');
    expect((await own.call('DELETE', '/api/session')).status).toBe(200);
    expect((await own.call('GET', '/api/session')).body.me).toBeNull();
    own.cookie = `zhiben_session=${token}`;
    expect((await own.call('GET', '/api/me')).status).toBe(401);
    // Neither the password nor the token is anywhere in the database.
    const kept = await db.owner.query<{ row: string }>(
      `select to_jsonb(c)::text row from identity.credential c union all
       select to_jsonb(s)::text from identity.session s union all
       select to_jsonb(a)::text from identity.audit a`,
    );
    const all = kept.rows.map(({ row }) => row).join();
    expect(all).not.toContain(PASSWORD);
    expect(all).not.toContain(token);
    expect(all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect((await auditRows(identity)).map((r) => [r.action, r.outcome])).toEqual([
      ['sign-in', 'done'],
      ['sign-out', 'done'],
    ]);
  });

  test('a wrong name and a wrong password get one answer, and one lock', async () => {
    const { browser, clock, identity } = await setting(wang);
    const answers: Record<string, unknown[]> = { wang: [], nobody: [] };
    for (const name of ['wang', 'nobody']) {
      for (let attempt = 0; attempt < 6; attempt += 1) {
        const { status, body } = await browser().signIn(name, 'Wrong-horse-42');
        answers[name]?.push([status, body]);
      }
    }
    expect(answers.wang).toEqual(answers.nobody);
    expect(answers.wang?.map((each) => (each as [number])[0])).toEqual([
      403, 403, 403, 403, 403, 429,
    ]);
    // The right password does not open it either, until half an hour is over.
    const locked = await browser().signIn('wang', PASSWORD);
    expect(locked.body).toMatchObject({
      code: 'sign-in-locked',
      detail: { zh: expect.any(String) },
    });
    clock.forward(29.9);
    expect((await browser().signIn('WANG', PASSWORD)).status).toBe(429);
    clock.forward(0.2);
    expect((await browser().signIn('wang', PASSWORD)).status).toBe(200);
    const audited = (await auditRows(identity)).map(({ login, outcome }) => `${login} ${outcome}`);
    expect(audited.filter((each) => each === 'wang failed')).toHaveLength(5);
    expect(audited.filter((each) => each === 'wang refused')).toHaveLength(3);
    expect(audited.filter((each) => each === 'nobody failed')).toHaveLength(5);
  });

  test('attempts side by side are counted too: five are judged, no more', async () => {
    const { browser, identity } = await setting(wang);
    const all = await Promise.all(
      Array.from({ length: 12 }, () => browser().signIn('wang', 'Wrong-horse-42')),
    );
    expect(all.filter(({ status }) => status === 403)).toHaveLength(5);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(7);
    expect(await auditRows(identity)).toHaveLength(12);
  });

  test('a write without our header, as another site sends it, is refused', async () => {
    const { browser } = await setting(wang);
    const body = { name: 'wang', password: PASSWORD };
    expect((await browser().call('POST', '/api/session', body, {})).status).toBe(403);
    const own = browser();
    await own.signIn('wang', PASSWORD);
    expect((await own.call('DELETE', '/api/session', undefined, {})).status).toBe(403);
    expect((await own.call('GET', '/api/me')).status).toBe(200);
  });
});

describe('the idle lock', () => {
  test('locks after 15 minutes; the password goes on where it stood', async () => {
    const { browser, clock } = await setting(wang);
    const own = browser();
    await own.signIn('wang', PASSWORD);
    clock.forward(14);
    expect((await own.call('GET', '/api/me/sessions')).status).toBe(200);
    clock.forward(14);
    expect((await own.call('GET', '/api/me/sessions')).status).toBe(200);
    clock.forward(15);
    const refused = await own.call('GET', '/api/me/sessions');
    expect([refused.status, refused.body.code]).toEqual([423, 'session-locked']);
    expect((await own.call('GET', '/api/session')).body.me).toMatchObject({ state: 'locked' });
    const cookie = own.cookie;
    expect((await own.call('POST', '/api/session/unlock', { password: 'Wrong-1234' })).status).toBe(
      403,
    );
    expect((await own.call('GET', '/api/me/sessions')).status).toBe(423);
    const opened = await own.call('POST', '/api/session/unlock', { password: PASSWORD });
    expect(opened.body.state).toBe('open');
    expect(own.cookie).toBe(cookie);
    expect((await own.call('GET', '/api/me/sessions')).status).toBe(200);
    await own.call('POST', '/api/session/lock');
    expect((await own.call('GET', '/api/me/sessions')).status).toBe(423);
  });

  test('a session ends after 12 hours however much it is used', async () => {
    const { browser, clock } = await setting(wang);
    const own = browser();
    await own.signIn('wang', PASSWORD);
    for (let minutes = 10; minutes < 720; minutes += 10) {
      clock.forward(10);
      expect((await own.call('GET', '/api/me')).body.state).toBe('open');
    }
    clock.forward(10);
    expect((await own.call('GET', '/api/me')).status).toBe(401);
  });
});

describe('the second factor', () => {
  test('is set up before a government role works, and asked for from then on', async () => {
    const { browser, clock, db } = await setting(li);
    const own = browser();
    expect((await own.signIn('li', PASSWORD)).body).toMatchObject({
      state: 'enrolDue',
      secondFactor: { enrolled: false, required: true },
    });
    expect((await own.call('GET', '/api/me/sessions')).body.code).toBe('enrol-due');
    const set = await own.call('POST', '/api/me/second-factor', { password: PASSWORD });
    expect(set.body.image).toMatch(/^data:image\/png;base64,/);
    const { secret } = set.body;
    const wrong = await own.call('POST', '/api/me/second-factor/confirm', { code: '000000' });
    expect(wrong.status).toBe(403);
    const first = codeAt(secret, clock.now);
    const confirmed = await own.call('POST', '/api/me/second-factor/confirm', { code: first });
    expect(confirmed.body).toMatchObject({ state: 'open', secondFactor: { enrolled: true } });
    const kept = await db.owner.query<{ totp: string }>('select totp from identity.credential');
    expect(kept.rows[0]?.totp).not.toContain(secret);

    const other = browser();
    expect((await other.signIn('li', PASSWORD)).body.state).toBe('codeDue');
    expect((await other.call('GET', '/api/me/sessions')).body.code).toBe('code-due');
    // A code is good once, and the code that confirmed was one.
    expect((await other.call('POST', '/api/session/code', { code: first })).status).toBe(403);
    clock.forward(1);
    const next = codeAt(secret, clock.now);
    expect((await other.call('POST', '/api/session/code', { code: next })).body.state).toBe('open');
    clock.forward(1);
    const third = await browser().signIn('li', PASSWORD, codeAt(secret, clock.now));
    expect(third.body.state).toBe('open');
    expect((await browser().signIn('li', PASSWORD, '123456')).status).toBe(403);
  });
});

describe('the password', () => {
  test('is changed when it is due, by the policy, and ends the other sessions', async () => {
    const { browser, identity } = await setting({ ...wang, mustChange: true });
    const other = browser();
    await other.signIn('wang', PASSWORD);
    const own = browser();
    expect((await own.signIn('wang', PASSWORD)).body.state).toBe('passwordDue');
    expect((await own.call('PATCH', '/api/me', { locale: 'en' })).body.code).toBe('password-due');
    const change = (current: string, next: string) =>
      own.call('PUT', '/api/me/password', { current, next });
    expect((await change('Wrong-1234', 'Better-horse-43')).body.code).toBe('sign-in-wrong');
    const weak = await change(PASSWORD, 'wang');
    expect(weak.body.fields.map((f: { path: string }) => f.path)).toEqual(['next', 'next', 'next']);
    expect((await change(PASSWORD, PASSWORD)).body.fields).toHaveLength(1);
    expect((await change(PASSWORD, 'Better-horse-43')).body.state).toBe('open');
    expect((await other.call('GET', '/api/me')).status).toBe(401);
    let current = 'Better-horse-43';
    for (const next of ['Better-horse-44', 'Better-horse-45', 'Better-horse-46']) {
      expect((await change(current, next)).status).toBe(200);
      current = next;
    }
    // The last five are refused: the first is the fifth of them, and not the sixth.
    expect((await change(current, PASSWORD)).status).toBe(400);
    expect((await change(current, 'Better-horse-47')).status).toBe(200);
    expect((await change('Better-horse-47', PASSWORD)).status).toBe(200);
    const actions = (await auditRows(identity)).filter((r) => r.action === 'password-change');
    expect(actions.filter(({ outcome }) => outcome === 'done')).toHaveLength(6);
  });

  test('lasts 90 days', async () => {
    const { browser, clock } = await setting(wang);
    clock.forward(90 * 24 * 60 - 1);
    expect((await browser().signIn('wang', PASSWORD)).body.state).toBe('open');
    clock.forward(1);
    expect((await browser().signIn('wang', PASSWORD)).body.state).toBe('passwordDue');
  });
});

describe('sessions', () => {
  test('are listed to their own account alone, and can be ended', async () => {
    const { browser, identity } = await setting(wang, { ...wang, login: 'zhao' });
    const [one, two, foreign] = [browser(), browser(), browser()];
    await one.signIn('wang', PASSWORD);
    await two.signIn('wang', PASSWORD);
    await foreign.signIn('zhao', PASSWORD);
    const { body } = await one.call('GET', '/api/me/sessions');
    expect(body.rows).toHaveLength(2);
    const others = body.rows.filter((row: { current: boolean }) => !row.current);
    const path = `/api/me/sessions/${others[0].id}`;
    expect((await foreign.call('DELETE', path)).body.code).toBe('not-visible');
    expect((await two.call('GET', '/api/me')).status).toBe(200);
    expect((await one.call('DELETE', path)).status).toBe(200);
    expect((await two.call('GET', '/api/me')).status).toBe(401);
    const refusals = (await auditRows(identity)).filter(({ action }) => action === 'access');
    expect(refusals).toMatchObject([{ outcome: 'refused', object: 'identity.endSession' }]);
  });

  test('follow the account: a disabled one is out, an ended grant counts no more', async () => {
    const { browser, clock, db, identity } = await setting(wang);
    const own = browser();
    await own.signIn('wang', PASSWORD);
    const { body } = await own.call('GET', '/api/me');
    const until = { from: '2024-01-01', until: '2026-03-02' };
    const more = { id: 'G2', role: 'worker', nodeKind: 'enterprise', node: 'E-2', lines } as const;
    const made = { by: 'test', at: clock.now };
    await insertGrant(identity.owner, body.user, { ...more, ...until }, made);
    expect((await own.call('GET', '/api/me')).body.roles).toHaveLength(2);
    clock.forward(15 * 60 - 1);
    await own.signIn('wang', PASSWORD);
    expect((await own.call('GET', '/api/me')).body.roles).toHaveLength(2);
    clock.forward(1);
    expect((await own.call('GET', '/api/me')).body.roles).toHaveLength(1);
    await db.owner.query(`update identity.account set status = 'disabled'`);
    expect((await own.call('GET', '/api/me')).status).toBe(401);
    expect((await own.signIn('wang', PASSWORD)).body.code).toBe('sign-in-wrong');
  });
});
