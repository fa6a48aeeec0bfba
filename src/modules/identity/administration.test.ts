import { describe, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import type { Person, TestBrowser } from '../../../tests/support/identity.ts';
import { addPerson, peopleApi, TestClock, testIdentity } from '../../../tests/support/identity.ts';
import { adminKeysOf } from './rules/granting.ts';
import { withScope } from './service/scoped.ts';

const PASSWORD = 'Right-horse-42';
const base = { password: PASSWORD, demo: true };
const PEOPLE: readonly Person[] = [
  { login: 'sys', role: 'systemAdmin', ...base },
  { login: 'sec', role: 'securityAdmin', ...base },
  { login: 'aud', role: 'auditAdmin', ...base },
  { login: 'bureau', role: 'bureau', node: '371721', ...base },
  { login: 'other', role: 'bureau', node: '371722', ...base },
  { login: 'county-sys', role: 'systemAdmin', node: '371721', ...base },
  { login: 'new', node: '371721', ...base },
];

async function setting() {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  // As much of the projection as says where divisions lie.
  await db.owner.query(
    `create schema rec; create table rec.division_above (id text, above text, vt timestamptz);
     insert into rec.division_above select d, a, 'infinity' from (values ('371700', '371700'),
       ('371721', '371721'), ('371721', '371700'), ('371722', '371722'), ('371722', '371700')
     ) v(d, a)`,
  );
  const clock = new TestClock();
  const identity = testIdentity(db, clock.read, false);
  const ids: Record<string, string> = {};
  for (const person of PEOPLE) ids[person.login] = await addPerson(identity, person);
  const api = await peopleApi(identity);
  const as = async (login: string): Promise<TestBrowser> => {
    const browser = api.browser();
    expect((await browser.signIn(login, PASSWORD)).status).toBe(200);
    return browser;
  };
  const id = (login: string): string => ids[login] ?? '';
  return { db, clock, identity, as, id, ...api };
}

const at = { nodeKind: 'division', lines: ['chem', 'trade'], from: '2026-01-01' };

describe('accounts', () => {
  test('are made without a password, get one once, and have to change it', async () => {
    const { as, browser, db } = await setting();
    const sys = await as('sys');
    const { rows } = (await sys.call('GET', '/api/sys/organisations?q=bureau')).body;
    const body = { login: 'zhang', name: '张三', organisation: rows[0].id, phone: '13912345678' };
    const made = await sys.call('POST', '/api/sys/accounts', body);
    expect(made.body).toMatchObject({ login: 'zhang', phone: '139****78', roles: [], version: 1 });
    expect((await sys.call('POST', '/api/sys/accounts', body)).body.code).toBe('login-taken');
    expect((await browser().signIn('zhang', PASSWORD)).status).toBe(403);
    const path = `/api/sys/accounts/${made.body.id}`;
    const { password } = (await sys.call('POST', `${path}/password`)).body;
    const zhang = browser();
    expect((await zhang.signIn('zhang', password)).body.state).toBe('passwordDue');
    const set = { current: password, next: 'Better-horse-43' };
    expect((await zhang.call('PUT', '/api/me/password', set)).body.state).toBe('open');
    expect((await sys.call('POST', `${path}/phone`)).body).toEqual({ phone: '13912345678' });
    const edit = { version: 1, set: { status: 'disabled' } };
    expect((await sys.call('PATCH', path, edit)).body).toMatchObject({ version: 2 });
    expect((await zhang.call('GET', '/api/me')).status).toBe(401);
    const stale = await sys.call('PATCH', path, { version: 1, set: { name: '李四' } });
    expect(stale.body).toMatchObject({ code: 'conflict', current: { name: '张三', version: 2 } });
    const kept = await db.owner.query<{ row: string }>(
      `select to_jsonb(t)::text row from identity.audit t
       union all select to_jsonb(t)::text from identity.write_key t`,
    );
    expect(kept.rows.map(({ row }) => row).join()).not.toContain(password);
    const actions = await db.owner.query<{ action: string }>(
      `select action from identity.audit where object = $1 order by pos`,
      [`account/${made.body.id}`],
    );
    expect(actions.rows.map(({ action }) => action)).toEqual([
      'account-create',
      'password-reset',
      'reveal',
      'account-disable',
    ]);
  });

  test('beyond an administrator’s own division are not there', async () => {
    const { as, id } = await setting();
    const county = await as('county-sys');
    const { rows } = (await county.call('GET', '/api/sys/accounts')).body;
    expect(rows.map((row: { login: string }) => row.login)).toEqual([
      'bureau',
      'county-sys',
      'new',
    ]);
    for (const login of ['other', 'sys']) {
      const path = `/api/sys/accounts/${id(login)}`;
      for (const [method, more, body] of [
        ['GET', '', undefined],
        ['POST', '/password', undefined],
        ['POST', '/phone', undefined],
        ['PATCH', '', { version: 1, set: { name: 'x' } }],
      ] as const) {
        const answer = await county.call(method, `${path}${more}`, body);
        expect([answer.status, answer.body.code]).toEqual([403, 'not-visible']);
      }
    }
    const beyond = { name: '别县单位', kind: 'bureau', nodeKind: 'division', node: '371722' };
    const made = await county.call('POST', '/api/sys/organisations', beyond);
    expect(made.body.code).toBe('not-visible');
  });

  test('of administrators are not reset by another one', async () => {
    const { as, id } = await setting();
    const sys = await as('sys');
    for (const [login, code] of [
      ['aud', 'of-an-administrator'],
      ['sys', 'own-account'],
    ] as const) {
      const answer = await sys.call('POST', `/api/sys/accounts/${id(login)}/password`);
      expect(answer.body.code).toBe(code);
    }
    const sec = await as('sec');
    expect((await sec.call('POST', `/api/sys/accounts/${id('new')}/password`)).status).toBe(403);
    const clear = `/api/sys/accounts/${id('aud')}/second-factor`;
    expect((await sec.call('DELETE', clear)).body.code).toBe('of-an-administrator');
  });
});

describe('grants', () => {
  test('security administrators give them, system administrators do not', async () => {
    const { as, id } = await setting();
    const path = `/api/sys/accounts/${id('new')}/grants`;
    const body = { role: 'officer', node: '371721', ...at };
    expect((await (await as('sys')).call('POST', path, body)).body.code).toBe('forbidden');
    const given = await (await as('sec')).call('POST', path, body);
    expect(given.body.grants).toMatchObject([{ role: 'officer', grantedBy: 'sec' }]);
    const fresh = await as('new');
    expect((await fresh.call('GET', '/api/me')).body.roles).toMatchObject([{ role: 'officer' }]);
    const revoke = `/api/sys/grants/${given.body.grants[0].id}`;
    expect((await (await as('other')).call('DELETE', revoke)).body.code).toBe('not-visible');
    expect((await (await as('bureau')).call('DELETE', revoke)).status).toBe(200);
    expect((await fresh.call('GET', '/api/me')).body.roles).toEqual([]);
  });

  test('a bureau delegates within its own division only; what is refused is audited', async () => {
    const { as, db, id } = await setting();
    const bureau = await as('bureau');
    const path = `/api/sys/accounts/${id('new')}/grants`;
    const give = (body: object) => bureau.call('POST', path, { ...at, ...body });
    expect((await give({ role: 'grid', node: '371721' })).status).toBe(200);
    for (const body of [
      { role: 'grid', node: '371722' },
      { role: 'grid', node: '371700' },
      { role: 'leader', node: '371721' },
      { role: 'auditAdmin', node: '371721' },
      { role: 'officer', node: '371721', from: '2023-01-01' },
    ]) {
      expect((await give(body)).body.code).toBe('beyond-own');
    }
    const own = `/api/sys/accounts/${id('bureau')}/grants`;
    const self = await bureau.call('POST', own, { role: 'officer', node: '371721', ...at });
    expect(self.body.code).toBe('own-account');
    const { rows } = await db.owner.query(
      `select from identity.audit where action = 'grant-give' and outcome = 'refused'`,
    );
    expect(rows).toHaveLength(6);
  });

  test('the three administrators exclude each other, in the database too', async () => {
    const { as, db, id } = await setting();
    const sec = await as('sec');
    for (const [login, role] of [
      ['sys', 'auditAdmin'],
      ['aud', 'bureau'],
      ['bureau', 'systemAdmin'],
    ] as const) {
      const path = `/api/sys/accounts/${id(login)}/grants`;
      const answer = await sec.call('POST', path, { role, node: '371700', ...at });
      expect([login, answer.body.code]).toEqual([login, 'excluded-roles']);
      const insert = db.owner.query(
        `insert into identity.role_grant (id, account, role, node_kind, node, lines, valid_from,
           granted_by, granted_at)
         values ('G', $1, $2, 'division', '371700', '{chem}', '2026-01-01', 'x', now())`,
        [id(login), role],
      );
      await expect(insert).rejects.toMatchObject({ code: 'ZB001' });
    }
    await expect(db.owner.query('delete from identity.role_grant')).rejects.toThrow(/revoked/);
  });
});

describe('row-level security', () => {
  const caller = (user: string, role: 'systemAdmin' | 'auditAdmin' | 'officer') => {
    const nodes = { nodeKind: 'division', node: '371721', lines: ['chem', 'trade'] } as const;
    const grant = { id: 'G', role, ...nodes, from: '2024-01-01', until: null };
    const adminKeys = adminKeysOf([grant]);
    return { user, roles: [role], adminKeys, keys: [], writeKeys: [] };
  };

  test('what proves who somebody is can be read by nobody who answers people', async () => {
    const { db, id, identity } = await setting();
    for (const table of ['credential', 'attempt', 'write_key']) {
      const read = withScope(db.web, caller(id('sys'), 'systemAdmin'), (client) =>
        client.query(`select from identity.${table}`),
      );
      await expect(read).rejects.toMatchObject({ code: '42501' });
    }
    const count = (who: ReturnType<typeof caller>, table: string) =>
      withScope(identity.web, who, async (client) => {
        const { rows } = await client.query(`select from identity.${table}`);
        return rows.length;
      });
    const officer = caller(id('new'), 'officer');
    const tables = ['account', 'organisation', 'role_grant', 'session', 'audit'];
    const seen = await Promise.all(tables.map((table) => count(officer, table)));
    expect(seen).toEqual([1, 0, 0, 0, 0]);
    const sys = caller(id('county-sys'), 'systemAdmin');
    expect(await Promise.all(tables.map((table) => count(sys, table)))).toEqual([3, 3, 2, 0, 0]);
    const forged = withScope(db.web, officer, (client) =>
      client.query(`update identity.account set name = 'x'`),
    );
    expect((await forged).rowCount).toBe(0);
  });
});
