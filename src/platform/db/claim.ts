import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export class DatabaseInUse extends Error {}

/** Start time of a process in clock ticks: a pid alone may have been given to another. */
function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

const lockFile = (dataDir: string): string => join(dataDir, 'zhiben.lock');

/** Takes the data folder for this process, unless a live process has it. */
export function claim(dataDir: string): void {
  const file = lockFile(dataDir);
  const mine = `${process.pid} ${startTime(process.pid) ?? ''}`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid = '', started = ''] = readFileSync(file, 'utf8').split(' ');
    if (startTime(Number(pid)) === started) {
      throw new DatabaseInUse(
        `${dataDir} is in use by process ${pid}; stop it, or choose another folder with --data`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new DatabaseInUse(`${dataDir} is being taken by another process; try again`);
}

export function release(dataDir: string): void {
  rmSync(lockFile(dataDir), { force: true });
}

/** Ends a server whose Node was killed, and removes a pid file that names some other process. */
export async function stopOrphan(pgData: string): Promise<void> {
  const file = join(pgData, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (commandOf(pid).includes(pgData)) {
    process.kill(pid, 'SIGINT');
    const deadline = performance.now() + 60_000;
    while (startTime(pid) !== null && performance.now() < deadline) await pause(20);
  } else {
    rmSync(file, { force: true });
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
