import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseUnavailable } from './errors.ts';

/** The user that runs the server: PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Null when we run the server as ourselves; as root the folder's owner or an unprivileged user. */
export function serverUser(existing: string): ServerUser | null {
  if (!isRoot()) return null;
  const owner = lstatSync(existing, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = accounts().filter(({ uid }) => uid > 0);
  const chosen =
    users.find(({ name }) => name === 'postgres') ??
    users.find(({ name }) => name === 'nobody') ??
    users[0];
  if (chosen) return { uid: chosen.uid, gid: chosen.gid };
  throw new DatabaseUnavailable(
    'PostgreSQL does not run as root, and /etc/passwd has no other user to run it as; ' +
      'add a user `postgres`, or start Zhiben as an ordinary user',
  );
}

export function accounts(): { name: string; uid: number; gid: number }[] {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
    return lines.flatMap((line) => {
      const [name, , uid, gid] = line.split(':');
      return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
    });
  } catch {
    return [];
  }
}

/** Can the server's user enter this folder (or run this file)? */
export function reachable(path: string, user: ServerUser | null): boolean {
  if (!user) return true;
  return spawnSync('test', ['-x', path], { ...user, cwd: '/' }).status === 0;
}

export function give(path: string, user: ServerUser | null): void {
  if (!user) return;
  try {
    chownSync(path, user.uid, user.gid);
  } catch (cause) {
    throw new DatabaseUnavailable(
      `cannot give ${path} to user ${user.uid}, who runs PostgreSQL (root may not): ` +
        'start Zhiben as an ordinary user, or choose a folder on a local disk',
      { cause },
    );
  }
}

/** A fresh private folder whose path is short enough, and open to the server's user alone. */
export function privateFolder(user: ServerUser | null, longest: number): string {
  for (const base of [tmpdir(), '/tmp', '/var/tmp', '/dev/shm', '/run']) {
    if (Buffer.byteLength(join(base, 'zb-XXXXXX')) > longest || !reachable(base, user)) continue;
    try {
      const folder = mkdtempSync(join(base, 'zb-'));
      give(folder, user);
      return folder;
    } catch {
      // Not writable: the next one.
    }
  }
  throw new DatabaseUnavailable(
    'no writable folder for temporary files; set TMPDIR to a short one',
  );
}

export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true });

/** Not mkdir's own recursion: in Node it never returns where an existing parent says ENOENT. */
export function makeFolder(folder: string, mode = 0o755): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
