import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createdFolder, runScript } from '../../../tests/support/scratch.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { isAlive, processesIn, startTime, until } from './process-info.ts';

const HOLD = 'tests/support/hold-database.ts';
const LIMIT_MS = 30_000;

const postmaster = (folder: string): number =>
  Number(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);

async function started(dataDir: string, messages: string[] = []): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, onMessage: (line) => messages.push(line) });
  onTestFinished(() => server.stop());
  return server;
}

async function query(server: EmbeddedServer, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.connection('zhiben', 'owner'));
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A process that holds the folder and has had one row acknowledged. */
async function holder(folder: string, mode = '') {
  const running = runScript(HOLD, [folder, mode]);
  if ((await running.firstLine) === null) throw new Error(await running.messages);
  const row = { by: running.process.pid };
  return { ...running, row };
}

test('the server killed with -9: what was acknowledged is there after the next start', async () => {
  const folder = await createdFolder();
  const messages: string[] = [];
  const server = await started(folder, messages);
  await query(server, 'create table kept (n int); insert into kept values (1)');
  process.kill(postmaster(folder), 'SIGKILL');
  expect(await until(() => messages.length > 0, LIMIT_MS)).toBe(true);
  expect(messages[0]).toMatch(/the database server stopped by itself/);
  await server.stop();
  const again = await started(folder);
  expect(await query(again, 'select n from kept')).toEqual([{ n: 1 }]);
});

test('our process killed with -9: its orphaned server is stopped, what was acknowledged is there', async () => {
  const folder = await createdFolder();
  const killed = await holder(folder);
  const orphan = postmaster(folder);
  await killed.kill();
  expect(isAlive(orphan)).toBe(true);
  const messages: string[] = [];
  const server = await started(folder, messages);
  expect(messages).toEqual(['stopping the database server that an earlier process left running …']);
  expect(isAlive(orphan)).toBe(false);
  expect(await query(server, 'select by from held')).toEqual([killed.row]);
});

test('both killed with -9: the stale lock, pid file and socket are in nobody’s way', async () => {
  const folder = await createdFolder();
  const killed = await holder(folder);
  process.kill(postmaster(folder), 'SIGKILL');
  await killed.kill();
  const { host } = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as pg.ClientConfig;
  expect(existsSync(join(folder, 'zhiben.lock'))).toBe(true);
  const server = await started(folder);
  expect(await query(server, 'select by from held')).toEqual([killed.row]);
  expect(existsSync(host ?? '')).toBe(false);
});

test('killed again and again while it starts, the folder stays whole', async () => {
  const folder = await createdFolder();
  const killed = await holder(folder);
  await killed.kill();
  const sockets: string[] = [];
  for (const after of [0, 50, 100, 150, 200, 250]) {
    const starting = runScript(HOLD, [folder]);
    const lock = join(folder, 'zhiben.lock');
    const mine = (): boolean => readFileSync(lock, 'utf8').startsWith(`${starting.process.pid} `);
    await until(() => existsSync(lock) && mine(), LIMIT_MS);
    await until(() => false, after);
    await starting.kill();
    const note = join(folder, 'server-socket.txt');
    if (existsSync(note)) sockets.push(readFileSync(note, 'utf8'));
  }
  const server = await started(folder);
  expect(await query(server, `select true as kept from held where by = ${killed.row.by}`)).toEqual([
    { kept: true },
  ]);
  const used = readFileSync(join(folder, 'server-socket.txt'), 'utf8');
  expect(sockets.filter((path) => path !== used && existsSync(path))).toEqual([]);
});

describe.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s to a process that', (signal) => {
  test('does not listen for it ends the process and its server', async () => {
    const folder = await createdFolder();
    const running = await holder(folder);
    running.process.kill(signal);
    expect(await running.ended).toBe(signal);
    expect(await until(() => processesIn(join(folder, 'pg')).length === 0, LIMIT_MS)).toBe(true);
  });
});

test('an error that nobody catches ends the server too', async () => {
  const folder = await createdFolder();
  const running = await holder(folder, 'throw');
  expect(await running.ended).toBe(1);
  expect(await until(() => processesIn(join(folder, 'pg')).length === 0, LIMIT_MS)).toBe(true);
});

describe('a stale lock', () => {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  test.each([
    ['of a process that is gone', () => `4194303 1 ${boot}`],
    ['whose pid another process has now', () => `${process.ppid} 1 ${boot}`],
    ['from before the machine booted', () => `${process.pid} ${startTime(process.pid)} other-boot`],
    ['that is empty', () => ''],
    ['of an unknown form', () => 'nonsense'],
  ])('%s does not stop a start', async (_, text) => {
    const folder = await createdFolder();
    writeFileSync(join(folder, 'zhiben.lock'), text());
    const server = await started(folder);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('a pid file whose number', () => {
  async function withPid(pid: number): Promise<void> {
    const folder = await createdFolder();
    const killed = await holder(folder);
    process.kill(postmaster(folder), 'SIGKILL');
    await killed.kill();
    const file = join(folder, 'pg', 'postmaster.pid');
    const [, ...lines] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [pid, ...lines].join('\n'));
    const server = await started(folder);
    expect(await query(server, 'select by from held')).toEqual([killed.row]);
  }

  test('an unrelated process has now does not stop a start, nor the start that process', async () => {
    await withPid(process.ppid);
    expect(isAlive(process.ppid)).toBe(true);
  });

  test('belongs to a zombie that nobody reaps does not stop a start', async () => {
    // The shell becomes a process that never asks for its child's end; then the child ends.
    const script = 'exec 3<&0; head -c 1 <&3 > /dev/null & echo $!; exec sleep 600';
    const parent = spawn('sh', ['-c', script], { stdio: 'pipe' });
    onTestFinished(() => void parent.kill());
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const zombie = Number(line.toString());
    const name = (): string => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim();
    expect(await until(() => name() === 'sleep', LIMIT_MS)).toBe(true);
    parent.stdin.write('.');
    expect(await until(() => startTime(zombie) === null, LIMIT_MS)).toBe(true);
    expect(process.kill(zombie, 0)).toBe(true);
    await withPid(zombie);
  });
});
