import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { serverBinaries } from './binaries.ts';
import { claim, release } from './claim.ts';
import { APP, initialise, OWNER, requireOwn, type Secrets, secretsOf, WEB } from './data-folder.ts';
import { DatabaseInUse, DatabaseUnavailable } from './errors.ts';
import { stopOrphans } from './orphan.ts';
import { answering, launch } from './server-process.ts';
import { makeFolder, privateFolder, removeFolder, serverUser } from './server-user.ts';

export type ServerRole = 'owner' | 'app' | 'web';

export interface EmbeddedServer {
  /** Connection settings of a database, as the owner of everything or as the application. */
  connection(database: string, role: ServerRole): pg.ClientConfig;
  /** The same as a connection string. */
  url(database: string, role: ServerRole): string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly onMessage?: (text: string) => void;
  /** For a folder that is removed anyway: nothing is synced to disk, and stopping writes nothing. */
  readonly throwaway?: boolean;
}

interface Access extends Secrets {
  readonly host: string;
}

/** Socket paths are limited to 107 bytes, data folders are not. */
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432.lock'.length;
const JOIN_LIMIT_MS = 30_000;

/**
 * Starts the packaged PostgreSQL on a folder: creates it when empty, recovers after a crash,
 * refuses a folder that a live process uses, drops root's rights. fsync and synchronous commit
 * stay on, but for throw-away folders.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = openFolder(options.dataDir);
  claim(dataDir);
  try {
    return await start(dataDir, options);
  } catch (error) {
    release(dataDir);
    throw error;
  }
}

function openFolder(dataDir: string): string {
  try {
    makeFolder(resolve(dataDir));
    const folder = realpathSync(dataDir);
    // Proves that we may write before anything else is touched.
    writeFileSync(join(folder, `.write-${process.pid}`), '');
    removeFolder(join(folder, `.write-${process.pid}`));
    return folder;
  } catch (cause) {
    throw new DatabaseUnavailable(
      `cannot write to the data folder ${dataDir}: ${(cause as Error).message}`,
      { cause },
    );
  }
}

async function start(
  dataDir: string,
  { onMessage, throwaway = false }: EmbeddedOptions,
): Promise<EmbeddedServer> {
  requireOwn(dataDir);
  const user = serverUser(join(dataDir, 'pg'));
  const binaries = serverBinaries(user);
  const pgData = join(dataDir, 'pg');
  const secrets = secretsOf(dataDir);
  await stopOrphans(pgData, onMessage);
  forgetAccess(dataDir);
  if (!existsSync(pgData)) {
    onMessage?.('creating the database …');
    initialise(dataDir, binaries, user, secrets.owner);
  }
  sameMajor(pgData, binaries);
  const socket = privateFolder(user, LONGEST_SOCKET_FOLDER);
  // Noted before it is used: whoever starts after a kill removes it.
  writeFileSync(socketNote(dataDir), socket);
  const access = { host: socket, ...secrets };
  const server = launch({ pgData, socket, binaries, user, onMessage, throwaway });
  const stop = async (): Promise<void> => {
    await server.stop();
    forgetAccess(dataDir);
    release(dataDir);
  };
  try {
    const { connection } = accessTo(access);
    await answering(server, connection('postgres', 'owner'));
    await prepare(connection('postgres', 'owner'), secrets);
    announceAccess(dataDir, access);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...accessTo(access), stop };
}

/** A folder of another major version needs a backup and a restore, not a start. */
function sameMajor(pgData: string, binaries: string): void {
  const folder = readFileSync(join(pgData, 'PG_VERSION'), 'utf8').trim();
  const catalog = readFileSync(join(binaries, 'share', 'postgresql', 'postgres.bki'), 'utf8');
  const packaged = /^# PostgreSQL (\d+)/.exec(catalog)?.[1];
  if (packaged === undefined || packaged === folder) return;
  throw new DatabaseUnavailable(
    `${pgData} belongs to PostgreSQL ${folder}, this version brings ${packaged}; ` +
      'back up with the old version and restore into a new folder',
  );
}

const USERS: Readonly<Record<ServerRole, string>> = { owner: OWNER, app: APP, web: WEB };

/** The third follows from the first: folders made before it was there keep their secrets. */
function passwordOf(secrets: Secrets, role: ServerRole): string {
  return role === 'web'
    ? createHmac('sha256', secrets.owner).update(WEB).digest('hex')
    : secrets[role];
}

function accessTo(access: Access): Pick<EmbeddedServer, 'connection' | 'url'> {
  const connection: EmbeddedServer['connection'] = (database, role) => ({
    host: access.host,
    database,
    user: USERS[role],
    password: passwordOf(access, role),
  });
  const url: EmbeddedServer['url'] = (database, role) => {
    const host = encodeURIComponent(access.host);
    return `postgres://${USERS[role]}:${passwordOf(access, role)}@localhost/${encodeURIComponent(database)}?host=${host}`;
  };
  return { connection, url };
}

const accessFile = (dataDir: string): string => join(dataDir, 'server.json');

/** For other processes of the same user, which may join. */
function announceAccess(dataDir: string, access: Access): void {
  const file = accessFile(dataDir);
  removeFolder(`${file}.new`);
  writeFileSync(`${file}.new`, JSON.stringify(access), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

const socketNote = (dataDir: string): string => join(dataDir, 'server-socket.txt');

/** With it goes the socket folder of a server that was killed. */
export function forgetAccess(dataDir: string): void {
  const note = socketNote(dataDir);
  const socket = existsSync(note) ? readFileSync(note, 'utf8') : '';
  if (basename(socket).startsWith('zb-')) removeFolder(socket);
  removeFolder(note);
  removeFolder(accessFile(dataDir));
}

function readAccess(dataDir: string): Access | null {
  try {
    return JSON.parse(readFileSync(accessFile(dataDir), 'utf8')) as Access;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return null;
    throw new DatabaseInUse(
      `${dataDir} is in use by a process of another user; run this as that user or as root`,
    );
  }
}

/** The server that a live process runs on this folder, once it is up; stopping leaves it alone. */
export async function joinServer(folder: string): Promise<EmbeddedServer> {
  const dataDir = realpathSync(folder);
  const deadline = performance.now() + JOIN_LIMIT_MS;
  while (performance.now() < deadline) {
    const access = readAccess(dataDir);
    if (access) return { ...accessTo(access), stop: async () => undefined };
    await pause(50);
  }
  throw new DatabaseInUse(`${dataDir} is in use by a process whose database does not come up`);
}

/** The application's login role with this folder's password, and the database. */
async function prepare(config: pg.ClientConfig, secrets: Secrets): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    for (const name of ['app', 'web'] as const) {
      const user = USERS[name];
      const role = await client.query('select 1 from pg_roles where rolname = $1', [user]);
      if (role.rowCount === 0) await client.query(`create role ${user} login`);
      // The password is hexadecimal and our own.
      await client.query(`alter role ${user} login password '${passwordOf(secrets, name)}'`);
    }
    const database = await client.query(`select 1 from pg_database where datname = 'zhiben'`);
    if (database.rowCount === 0) await client.query('create database zhiben');
  } finally {
    await client.end();
  }
}
