import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import { addPerson, peopleApi, TestClock, testIdentity } from '../../../tests/support/identity.ts';
import { auditCsv } from './rules/audit-csv.ts';
import { audit } from './service/context.ts';

const PASSWORD = 'Right-horse-42';

async function setting() {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const clock = new TestClock();
  const identity = testIdentity(db, clock.read, false);
  await addPerson(identity, { login: 'aud', password: PASSWORD, role: 'auditAdmin', demo: true });
  const { browser } = await peopleApi(identity);
  const aud = browser();
  await aud.signIn('aud', PASSWORD);
  return { db, clock, identity, browser, aud };
}

test('is listed by page and filter, exported, and by nobody else', async () => {
  const { identity, clock, browser, aud } = await setting();
  for (let count = 0; count < 25; count += 1) {
    clock.forward(1);
    const object = count === 7 ? '=HYPERLINK("x")' : `thing/${count}`;
    await audit(identity, { action: 'access', object, outcome: 'refused' });
  }
  clock.forward(24 * 60);
  await browser().signIn('aud', 'Wrong-horse-42');
  await aud.signIn('aud', PASSWORD);
  const walked = async (sort: string): Promise<number[]> => {
    const seen: number[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const after: string = next ? `&after=${encodeURIComponent(next)}` : '';
      const path = `/api/sys/audit?action=access&limit=10${sort}${after}`;
      const { body } = await aud.call('GET', path);
      seen.push(...body.rows.map((row: { pos: number }) => row.pos));
      next = body.next;
    }
    return seen;
  };
  const seen = await walked('');
  expect(seen).toHaveLength(25);
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  expect(await walked('&sort=at')).toEqual(seen.toReversed());
  const failed = await aud.call('GET', '/api/sys/audit?outcome=failed&from=2026-03-03&q=aud');
  expect(failed.body.rows).toMatchObject([{ login: 'aud', action: 'sign-in', outcome: 'failed' }]);
  const file = await aud.call('GET', '/api/sys/audit/export?action=access&limit=10');
  expect(file.body.split('\r\n')).toHaveLength(27);
  expect(file.body).toContain(`"'=HYPERLINK(""x"")"`);
  expect((await aud.call('GET', '/api/sys/audit?action=export')).body.rows).toHaveLength(1);
  const other = browser();
  await addPerson(identity, {
    ...{ login: 'sys', password: PASSWORD, role: 'systemAdmin', demo: true },
  });
  await other.signIn('sys', PASSWORD);
  expect((await other.call('GET', '/api/sys/audit')).status).toBe(403);
  expect((await other.call('GET', '/api/sys/audit/export')).status).toBe(403);
});

test('shows what was altered, taken out or put in', async () => {
  const { db, identity, aud } = await setting();
  for (let count = 0; count < 10; count += 1) {
    await audit(identity, { action: 'access', object: `thing/${count}`, outcome: 'refused' });
  }
  const verify = async () => (await aud.call('GET', '/api/sys/audit/verification')).body;
  expect(await verify()).toEqual({ checked: 11, broken: null });
  await expect(db.owner.query(`update identity.audit set object = 'x'`)).rejects.toThrow(/added/);
  await expect(db.owner.query('truncate identity.audit')).rejects.toThrow(/added/);
  // Whoever owns the database can switch the guards off, and is found out.
  await db.owner.query('alter table identity.audit disable trigger user');
  await db.owner.query(`update identity.audit set object = 'y' where pos = 5`);
  expect(await verify()).toEqual({ checked: 11, broken: 5 });
  await db.owner.query(`update identity.audit set object = 'thing/3' where pos = 5`);
  expect(await verify()).toEqual({ checked: 11, broken: null });
  await db.owner.query('delete from identity.audit where pos = 4');
  expect(await verify()).toEqual({ checked: 10, broken: 5 });
});

test('side by side, the chain has no forks', async () => {
  const { identity, aud } = await setting();
  await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      audit(identity, { action: 'access', object: `thing/${n}`, outcome: 'refused' }),
    ),
  );
  const checked = await aud.call('GET', '/api/sys/audit/verification');
  expect(checked.body).toEqual({ checked: 31, broken: null });
});

test('a file of nothing has its headings', () => {
  expect(auditCsv([])).toBe(
    '\ufeff"序号","时间","登录名","姓名","行为","对象","结果","详情","地址"\r\n',
  );
});
