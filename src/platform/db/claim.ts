import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseInUse } from './errors.ts';
import { isAlive, startTime } from './process-info.ts';

const lockFile = (dataDir: string): string => join(dataDir, 'zhiben.lock');

/** A pid alone may have been given to another process, a start time repeats after a boot. */
function self(): string {
  return `${process.pid} ${startTime(process.pid) ?? ''} ${bootId()}`;
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * Takes the data folder for this process, unless a live process has it. The lock appears whole (a
 * link to a finished file), so nobody reads half of it and takes it for stale.
 */
export function claim(dataDir: string): void {
  const lock = lockFile(dataDir);
  const mine = `${lock}.${process.pid}`;
  const stale = `${mine}.stale`;
  writeFileSync(mine, self());
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (linked(mine, lock)) return;
      const holder = read(lock);
      if (holder === null) continue;
      if (holds(holder)) throw inUse(dataDir, holder);
      // Moved aside, not removed: another process may have replaced it since we looked.
      try {
        renameSync(lock, stale);
      } catch {
        continue;
      }
      if (read(stale) !== holder) linked(stale, lock);
    }
    throw new DatabaseInUse(`${dataDir} is being taken by another process; try again`);
  } finally {
    rmSync(mine, { force: true });
    rmSync(stale, { force: true });
  }
}

export function release(dataDir: string): void {
  const lock = lockFile(dataDir);
  if (read(lock) === self()) rmSync(lock, { force: true });
}

function holds(holder: string): boolean {
  const [pid = '', started = '', boot = ''] = holder.split(' ');
  if (!isAlive(Number(pid)) || (boot && boot !== bootId())) return false;
  const now = startTime(Number(pid));
  return now === null || now === started;
}

function inUse(dataDir: string, holder: string): DatabaseInUse {
  const [pid] = holder.split(' ');
  return new DatabaseInUse(
    `${dataDir} is in use by process ${pid}; stop it, or choose another folder with --data`,
  );
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
