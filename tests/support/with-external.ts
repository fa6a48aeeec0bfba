// Runs Node on the arguments with TEST_DATABASE_URL naming a plain PostgreSQL, reached through TCP
// only, as a user who owns a database and may create databases and roles, but is no superuser.
// The server comes from the package that ZHIBEN_PG_PACKAGE names; it is gone afterwards.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { serverBinaries } from '../../src/platform/db/binaries.ts';
import { initialise, OWNER } from '../../src/platform/db/data-folder.ts';
import { connect } from '../../src/platform/db/database.ts';
import { serverUser } from '../../src/platform/db/server-user.ts';
import { quickFolder } from './quick-folder.ts';

const args = process.argv.slice(2);
const user = serverUser('');
const binaries = serverBinaries(user);
const folder = mkdtempSync(join(quickFolder(), 'zhiben-external-'));
const password = randomBytes(12).toString('hex');
let server: ChildProcess | undefined;
try {
  chmodSync(folder, 0o755);
  initialise(folder, binaries, user, password);
  const port = await freePort();
  // Its folder goes with it: nothing is synced to disk.
  const careless = ['-F', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'];
  const where = ['-D', join(folder, 'pg'), '-p', `${port}`, '-k', '', '-h', '127.0.0.1'];
  const flags = [...where, ...careless];
  server = spawn(join(binaries, 'bin', 'postgres'), flags, { stdio: 'ignore', cwd: '/', ...user });
  await createUser(port);
  const url = `postgres://city:${password}@127.0.0.1:${port}/city`;
  const env = { ...process.env, TEST_DATABASE_URL: url };
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit', env }), 'close');
  process.exitCode = (code as number | null) ?? 1;
} finally {
  if (server && server.exitCode === null) {
    server.kill('SIGINT');
    await once(server, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}

async function createUser(port: number): Promise<void> {
  const settings = { host: '127.0.0.1', port, user: OWNER, password, database: 'postgres' };
  for (let attempt = 0; ; attempt++) {
    const client = connect(settings);
    try {
      await client.query(`create role city login createdb createrole password '${password}'`);
      await client.query('create database city owner city');
      return;
    } catch (error) {
      if (attempt > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end();
    }
  }
}
