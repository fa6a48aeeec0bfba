import { expect, inject, onTestFinished, test } from 'vitest';
import { createEmptyDatabase, createTestDatabase, urlOf } from '../../../tests/support/database.ts';
import { openDatabase, refuseOld } from './database.ts';
import { DatabaseUnavailable } from './errors.ts';

const byUrl = (databaseUrl: string) => openDatabase({ databaseUrl, dataDir: '/dev/null/unused' });

test('a server before 15 is refused by its version', () => {
  expect(() => refuseOld(140_013)).toThrow(/needs PostgreSQL 15 or newer, DATABASE_URL names a 14/);
  expect(() => refuseOld(150_000)).not.toThrow();
});

test.each([
  ['nobody answers', 'postgres://nobody:nothing@127.0.0.1:1/none'],
  ['it is no URL', 'not a url'],
])('an external database where %s: the error names DATABASE_URL', async (_, url) => {
  const refusal = byUrl(url);
  await expect(refusal).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(refusal).rejects.toThrow(/cannot reach the server that DATABASE_URL names/);
});

test('an external database: the application has its own role, whatever the URL asks for', async () => {
  const { url, close } = await createEmptyDatabase();
  onTestFinished(close);
  const separator = url.includes('?') ? '&' : '?';
  const db = await byUrl(`${url}${separator}options=${encodeURIComponent('-c role=none')}`);
  const who = 'select current_user::text as me, current_setting($1) as zone';
  const [app, owner] = await Promise.all([
    db.app.query(who, ['timezone']),
    db.owner.query(who, ['timezone']),
  ]);
  await db.close();
  expect(app.rows).toEqual([{ me: 'zhiben_app', zone: 'Asia/Shanghai' }]);
  expect(owner.rows).toEqual([{ me: inject('server').owner.user, zone: 'Asia/Shanghai' }]);
});

test('a user who may not make the application’s role is told what an administrator runs', async () => {
  const { owner, url, close } = await createEmptyDatabase();
  const weak = `weak_${process.pid}_${Date.now()}`;
  await owner.query(`create role ${weak} login password 'weak'`);
  onTestFinished(async () => {
    await owner.query(`drop role ${weak}`);
    await close();
  });
  const name = new URL(url).pathname.slice(1);
  const as = urlOf({ ...inject('server').owner, user: weak, password: 'weak' }, name);
  const refusal = byUrl(as);
  await expect(refusal).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(refusal).rejects.toThrow(/as an administrator run .*GRANT zhiben_app TO/);
});

test('the application may neither change nor remove facts', async () => {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  for (const sql of ['delete from ledger.fact', 'update ledger.fact set pos = 1']) {
    await expect(db.app.query(sql)).rejects.toThrow(/permission denied/);
  }
});
