import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  DatabaseUnavailable,
  reachable,
  type ServerUser,
  serverBinaries,
  serverUser,
} from './binaries.ts';
import { claim, release, stopOrphan } from './claim.ts';

export interface EmbeddedServer {
  /** Connection settings of a database, as the owner of everything or as the application. */
  connection(database: string, role: 'owner' | 'app'): pg.ClientConfig;
  stop(): Promise<void>;
}

const OWNER = 'zhiben_owner';
const START_LIMIT_MS = 60_000;

/**
 * Starts the packaged PostgreSQL on a folder: creates it when empty, recovers after a crash, refuses
 * a folder that a live process uses, drops root's rights. fsync and synchronous commit stay on.
 */
export async function startEmbedded(options: {
  dataDir: string;
  onMessage?: (text: string) => void;
}): Promise<EmbeddedServer> {
  const user = serverUser();
  const binaries = serverBinaries(user);
  mkdirSync(options.dataDir, { recursive: true });
  claim(options.dataDir);
  try {
    const home = serverHome(options.dataDir, user);
    const secrets = secretsOf(options.dataDir);
    await stopOrphan(join(home, 'pg'));
    if (!existsSync(join(home, 'pg', 'PG_VERSION'))) {
      options.onMessage?.('creating the database …');
      initialise(home, binaries, user, secrets.owner);
    }
    return await run(options.dataDir, home, binaries, user, secrets);
  } catch (error) {
    release(options.dataDir);
    throw error;
  }
}

/** Connection settings of the server that a live process runs on this folder. */
export function runningServer(dataDir: string): EmbeddedServer['connection'] {
  const { host, owner, app } = JSON.parse(
    readFileSync(join(dataDir, 'server.json'), 'utf8'),
  ) as Record<string, string>;
  return (database, role) => ({
    ...(host ? { host } : {}),
    database,
    user: role === 'owner' ? OWNER : 'zhiben_app',
    password: (role === 'owner' ? owner : app) ?? '',
  });
}

/** Where the server's files lie: in the data folder, unless its user cannot get there. */
function serverHome(dataDir: string, user: ServerUser | null): string {
  if (reachable(dataDir, user)) {
    own(dataDir, user, false);
    return dataDir;
  }
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const home = join('/var/lib/zhiben', key);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  writeFileSync(join(dataDir, 'database-folder.txt'), `${home}\n`);
  return home;
}

function own(path: string, user: ServerUser | null, strict: boolean): void {
  if (user && strict) chownSync(path, user.uid, user.gid);
}

interface Secrets {
  readonly owner: string;
  readonly app: string;
}

function secretsOf(dataDir: string): Secrets {
  const file = join(dataDir, 'database-secrets.json');
  if (!existsSync(file)) {
    const fresh = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') };
    writeFileSync(`${file}.new`, JSON.stringify(fresh), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

/** Into a folder beside, renamed when complete: an initdb that was cut off is done again. */
function initialise(
  home: string,
  binaries: string,
  user: ServerUser | null,
  password: string,
): void {
  const fresh = join(home, 'pg.new');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  own(fresh, user, true);
  const passwords = mkdtempSync(join(tmpdir(), 'zhiben-'));
  const file = join(passwords, 'password');
  writeFileSync(file, password, { mode: 0o600 });
  own(passwords, user, true);
  own(file, user, true);
  const args = [
    '-D',
    fresh,
    '-U',
    OWNER,
    '-E',
    'UTF8',
    '--locale=C',
    '-A',
    'scram-sha-256',
    `--pwfile=${file}`,
    '-N',
  ];
  const done = spawnSync(join(binaries, 'bin', 'initdb'), args, {
    encoding: 'utf8',
    cwd: '/',
    ...user,
  });
  rmSync(passwords, { recursive: true, force: true });
  if (done.status !== 0) {
    throw new DatabaseUnavailable(
      `initdb failed: ${done.stderr || done.error?.message || done.stdout}`,
    );
  }
  // initdb ran without syncing each file (-N); one sync of the file system before it is believed.
  spawnSync('sync');
  renameSync(fresh, join(home, 'pg'));
}

async function run(
  dataDir: string,
  home: string,
  binaries: string,
  user: ServerUser | null,
  secrets: Secrets,
): Promise<EmbeddedServer> {
  // Socket paths are limited to 107 bytes, data folders are not.
  const socket = mkdtempSync(join(tmpdir(), 'zb-'));
  chmodSync(socket, 0o700);
  own(socket, user, true);
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    timezone: 'Asia/Shanghai',
    shared_buffers: '256MB',
    jit: 'off',
    max_wal_size: '4GB',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
  };
  const args = [
    '-D',
    join(home, 'pg'),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const child = spawn(join(binaries, 'bin', 'postgres'), args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
    ...user,
  });
  const log: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    log.push(chunk.toString());
    if (log.length > 100) log.shift();
  });
  const connection = (database: string, role: 'owner' | 'app'): pg.ClientConfig => ({
    host: socket,
    database,
    user: role === 'owner' ? OWNER : 'zhiben_app',
    password: role === 'owner' ? secrets.owner : secrets.app,
  });
  const onExit = (): void => {
    child.kill('SIGINT');
  };
  process.once('exit', onExit);
  const stop = async (): Promise<void> => {
    process.removeListener('exit', onExit);
    await ended(child);
    rmSync(socket, { recursive: true, force: true });
    release(dataDir);
  };
  try {
    await ready(child, connection('postgres', 'owner'), log);
    await prepare(connection('postgres', 'owner'), secrets);
  } catch (error) {
    await stop();
    throw error;
  }
  const shared = { host: socket, owner: secrets.owner, app: secrets.app };
  writeFileSync(join(dataDir, 'server.json'), JSON.stringify(shared), { mode: 0o600 });
  return { connection, stop };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await gone;
}

async function ready(
  child: ChildProcess,
  config: pg.ClientConfig,
  log: readonly string[],
): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null)
      throw new DatabaseUnavailable(`PostgreSQL stopped: ${log.join('')}`);
    const client = new pg.Client(config);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await pause(20);
    }
  }
  throw new DatabaseUnavailable(`PostgreSQL did not answer in time: ${log.join('')}`);
}

/** The application's login role with this folder's password, and the database. */
async function prepare(config: pg.ClientConfig, secrets: Secrets): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    const role = await client.query(`select 1 from pg_roles where rolname = 'zhiben_app'`);
    if (role.rowCount === 0) await client.query('create role zhiben_app login');
    // The password is hexadecimal and our own.
    await client.query(`alter role zhiben_app login password '${secrets.app}'`);
    const database = await client.query(`select 1 from pg_database where datname = 'zhiben'`);
    if (database.rowCount === 0) await client.query('create database zhiben');
  } finally {
    await client.end();
  }
}
