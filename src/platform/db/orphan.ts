import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseInUse, DatabaseUnavailable } from './errors.ts';
import { isAlive, processesIn, until, workingFolder } from './process-info.ts';

const STOP_LIMIT_MS = 60_000;

/**
 * Ends what a killed Zhiben or a killed server left running on the folder; we hold the folder's
 * lock. The pid file stays: PostgreSQL checks through it that no old process still has the memory.
 */
export async function stopOrphans(
  pgData: string,
  onMessage: ((text: string) => void) | undefined,
): Promise<void> {
  if (!existsSync(pgData)) return;
  const folder = realpathSync(pgData);
  const file = join(folder, 'postmaster.pid');
  const server = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  if (isAlive(server) && workingFolder(server) === folder) {
    onMessage?.('stopping the database server that an earlier process left running …');
    signal(server, 'SIGINT', pgData);
    await gone(() => !isAlive(server), pgData);
  }
  // Backends of a server that was killed notice only when they next wait.
  for (const pid of processesIn(folder)) signal(pid, 'SIGQUIT', pgData);
  await gone(() => processesIn(folder).length === 0, pgData);
  disown(file);
}

/**
 * The pid may be another process's by now, or a zombie's that nobody reaps: PostgreSQL would take
 * either for a live server. Its parent's pid it takes for stale, and goes on to check the shared
 * memory, which removing the file would skip.
 */
function disown(file: string): void {
  if (!existsSync(file)) return;
  const [, ...lines] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [process.pid, ...lines].join('\n'));
}

function signal(pid: number, name: NodeJS.Signals, pgData: string): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
    throw new DatabaseInUse(
      `${pgData} is in use by process ${pid} of another user; stop it as that user or as root`,
    );
  }
}

async function gone(condition: () => boolean, pgData: string): Promise<void> {
  if (await until(condition, STOP_LIMIT_MS)) return;
  throw new DatabaseUnavailable(
    `an earlier database server on ${pgData} does not stop; wait for it, or end it, and try again`,
  );
}
