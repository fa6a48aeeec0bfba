import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseUnavailable } from './errors.ts';
import {
  accounts,
  give,
  isRoot,
  privateFolder,
  removeFolder,
  type ServerUser,
} from './server-user.ts';

export const OWNER = 'zhiben_owner';
export const APP = 'zhiben_app';
/** Answers people: row-level security holds for it. */
export const WEB = 'zhiben_web';

/** How initdb and the server name their data folder: an open handle that they inherit as number 3. */
export const HANDLE = '/proc/self/fd/3';

/**
 * Opens the folder with our rights for a program that may have fewer, so that neither the folders
 * above it nor the length or the letters of its path matter. (As working folder it would not last:
 * before 16 the programs leave it and come back by its name.)
 */
export function throughHandle<T>(folder: string, start: (handle: number) => T): T {
  const handle = openSync(folder, 'r');
  try {
    return start(handle);
  } finally {
    closeSync(handle);
  }
}

export interface Secrets {
  readonly owner: string;
  readonly app: string;
}

/** Another user's database could be neither read nor served. */
export function requireOwn(dataDir: string): void {
  if (isRoot()) return;
  for (const name of ['database-secrets.json', 'pg']) {
    const owner = lstatSync(join(dataDir, name), { throwIfNoEntry: false })?.uid;
    if (owner === undefined || owner === process.getuid?.()) continue;
    throw new DatabaseUnavailable(
      `the database in ${dataDir} belongs to user ${owner}; start Zhiben as that user or as root, ` +
        'or choose another folder with --data',
    );
  }
}

export function secretsOf(dataDir: string): Secrets {
  const file = join(dataDir, 'database-secrets.json');
  if (!existsSync(file)) {
    const fresh = { owner: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') };
    durable(file, JSON.stringify(fresh));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

/** Whole or not at all, also after a power cut. */
function durable(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  syncFolder(join(file, '..'));
}

/** Makes a new name in the folder last. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Into a folder beside, renamed when complete: an initdb that was cut off is done again. */
export function initialise(
  dataDir: string,
  binaries: string,
  user: ServerUser | null,
  password: string,
): void {
  const fresh = join(dataDir, 'pg.new');
  removeFolder(fresh);
  mkdirSync(fresh, { mode: 0o700 });
  give(fresh, user);
  const secret = privateFolder(user, 1000);
  const file = join(secret, 'password');
  writeFileSync(file, password, { mode: 0o600 });
  give(file, user);
  const layout = ['-D', HANDLE, '-U', OWNER, '-E', 'UTF8', '--locale=C'];
  const args = [...layout, '-A', 'scram-sha-256', `--pwfile=${file}`];
  const [command = '', ...before] = initdbCommand(join(binaries, 'bin', 'initdb'));
  const done = throughHandle(fresh, (handle) =>
    spawnSync(command, [...before, ...args], {
      encoding: 'utf8',
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe', handle],
      ...user,
    }),
  );
  removeFolder(secret);
  if (done.status !== 0) {
    const reason = done.stderr || done.error?.message || done.stdout;
    throw new DatabaseUnavailable(`creating the database failed: ${reason.trim()}${hint()}`);
  }
  renameSync(fresh, join(dataDir, 'pg'));
  // Without this a power cut may bring pg.new back, and the next start would begin anew.
  syncFolder(dataDir);
}

/** initdb asks for its user's name; one without an entry borrows a name in a user namespace. */
function initdbCommand(initdb: string): string[] {
  if (isRoot() || hasName()) return [initdb];
  const named = accounts().find(({ uid }) => uid > 0);
  if (!named) return [initdb];
  const map = ['--user', `--map-user=${named.uid}`, `--map-group=${named.gid}`];
  const works = spawnSync('unshare', [...map, 'true'], { cwd: '/' }).status === 0;
  return works ? ['unshare', ...map, initdb] : [initdb];
}

function hasName(): boolean {
  return spawnSync('id', ['-un'], { cwd: '/' }).status === 0;
}

function hint(): string {
  if (isRoot() || hasName()) return '';
  return (
    `\nThe user id ${process.getuid?.()} has no entry in /etc/passwd: add one, ` +
    'run as a user that has one, or set DATABASE_URL to a PostgreSQL of your own'
  );
}
