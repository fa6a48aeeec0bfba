import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createdFolder, scratchFolder } from '../../../tests/support/scratch.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { DatabaseUnavailable } from './errors.ts';
import { processesIn } from './process-info.ts';

async function started(dataDir: string, messages: string[] = []): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, onMessage: (line) => messages.push(line) });
  onTestFinished(() => server.stop());
  return server;
}

async function ask(server: EmbeddedServer, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.connection('zhiben', 'owner'));
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('starts on an empty folder, stops, and starts again with what was written', async () => {
  const folder = join(scratchFolder(), 'new', 'data');
  const first: string[] = [];
  const server = await started(folder, first);
  await ask(server, 'create table kept (n int); insert into kept values (7)');
  const { host = '' } = server.connection('zhiben', 'owner');
  await server.stop();
  expect(first).toEqual(['creating the database …']);
  expect(existsSync(host)).toBe(false);
  expect(processesIn(join(folder, 'pg'))).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['database-secrets.json', 'pg']);

  const second: string[] = [];
  const again = await started(folder, second);
  expect(await ask(again, 'select n from kept')).toEqual([{ n: 7 }]);
  expect(second).toEqual([]);
});

test('listens on a private socket only, asks for passwords, keeps fsync on', async () => {
  const server = await started(await createdFolder());
  const [settings] = await ask(
    server,
    `select current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commit,
       current_setting('full_page_writes') as pages`,
  );
  expect(settings).toEqual({ tcp: '', fsync: 'on', commit: 'on', pages: 'on' });
  const stranger = new pg.Client({ ...server.connection('zhiben', 'owner'), password: 'guess' });
  await expect(stranger.connect()).rejects.toThrow(/password authentication failed/);
});

test('stopping twice is stopping once', async () => {
  const server = await started(await createdFolder());
  await server.stop();
  await server.stop();
});

const long = join(...Array.from({ length: 8 }, () => '长'.repeat(80)));
test.each([
  ['spaces and Chinese characters', '治本 数据'],
  ['quotes, commas, a backslash and a dollar', `it's "a", \\ $HOME %d`],
  ['a path longer than a socket and than PostgreSQL allow', long],
])('works on a path with %s', async (_, name) => {
  const folder = join(scratchFolder(), name);
  const server = await started(folder);
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
  const again = await started(folder);
  expect(await ask(again, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a link to the folder is the folder', async () => {
  const base = scratchFolder();
  mkdirSync(join(base, 'real'));
  symlinkSync('real', join(base, 'link'));
  await started(join(base, 'link'));
  await expect(startEmbedded({ dataDir: join(base, 'real') })).rejects.toThrow(/in use by process/);
});

test('a long TMPDIR still gives a short socket', async () => {
  const folder = scratchFolder();
  const before = process.env.TMPDIR;
  const deep = join(folder, 't'.repeat(120));
  mkdirSync(deep);
  process.env.TMPDIR = deep;
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  const server = await started(join(folder, 'data'));
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('an initdb that was cut off is done again', async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'pg.new', 'base'), { recursive: true });
  writeFileSync(join(folder, 'pg.new', 'PG_VERSION'), '18\n');
  const server = await started(folder);
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a folder of another major version is refused, named, and left alone', async () => {
  const folder = await createdFolder();
  const version = join(folder, 'pg', 'PG_VERSION');
  const own = readFileSync(version, 'utf8');
  writeFileSync(version, '14\n');
  const refusal = startEmbedded({ dataDir: folder });
  await expect(refusal).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(refusal).rejects.toThrow(/belongs to PostgreSQL 14.*brings \d+.*back up/);
  writeFileSync(version, own);
  const again = await started(folder);
  expect(await ask(again, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a damaged folder: the error holds what the server said, and nothing keeps running', async () => {
  const folder = await createdFolder();
  writeFileSync(join(folder, 'pg', 'global', 'pg_control'), 'broken');
  const refusal = startEmbedded({ dataDir: folder });
  await expect(refusal).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(refusal).rejects.toThrow(/pg_control|control file/);
  expect(processesIn(join(folder, 'pg'))).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['database-secrets.json', 'pg']);
});

test.each([
  ['a file', '/dev/null/data'],
  ['a place where nothing can be made', '/proc/zhiben-data'],
])('%s is no data folder: the error names it', async (_, folder) => {
  const refusal = startEmbedded({ dataDir: folder });
  await expect(refusal).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(refusal).rejects.toThrow(`cannot write to the data folder ${folder}`);
});
