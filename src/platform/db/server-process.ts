import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { endWithUs } from './children.ts';
import { HANDLE, throughHandle } from './data-folder.ts';
import { DatabaseUnavailable } from './errors.ts';
import type { ServerUser } from './server-user.ts';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 60_000;
const LOG_LINES = 100;

export interface ServerProcess {
  /** Undefined while it runs, else the last lines that the server wrote. */
  failure(): string | undefined;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly pgData: string;
  readonly socket: string;
  readonly binaries: string;
  readonly user: ServerUser | null;
  readonly onMessage: ((text: string) => void) | undefined;
  readonly throwaway: boolean;
}

/** Only for a folder that is removed when the server stops: a power cut would ruin it. */
const CARELESS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

export function launch(options: ServerOptions): ServerProcess {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: options.socket.replaceAll(/[",\\]/g, '\\$&'),
    unix_socket_permissions: '0700',
    timezone: 'Asia/Shanghai',
    shared_buffers: '256MB',
    jit: 'off',
    max_wal_size: '4GB',
    // Files of the log are used again once they were made: making one holds a commit up for 30 ms
    // and more, under full load every half second. (Without `wal_init_zero` they are made at once,
    // but then a commit waits now and then for whatever else the file system has to write.)
    min_wal_size: '2GB',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    ...(options.throwaway ? CARELESS : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = throughHandle(options.pgData, (handle) =>
    spawn(join(options.binaries, 'bin', 'postgres'), ['-D', HANDLE, ...flags], {
      stdio: ['ignore', 'ignore', 'pipe', handle],
      cwd: '/',
      // A group of its own: Ctrl-C in the terminal is ours to pass on.
      detached: true,
      ...options.user,
    }),
  );
  endWithUs(child);
  const log: string[] = [];
  let failed: string | undefined;
  let stopping = false;
  child.stderr?.on('data', (chunk: Buffer) => {
    log.push(chunk.toString());
    if (log.length > LOG_LINES) log.shift();
  });
  child.once('error', (error) => {
    failed = error.message;
  });
  child.once('close', () => {
    failed ??= log.join('').trim() || 'no message';
    if (!stopping) options.onMessage?.(`the database server stopped by itself: ${failed}`);
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    await ended(child, options.throwaway ? 'SIGQUIT' : 'SIGINT');
  };
  return { failure: () => failed, stop };
}

/** SIGINT: sessions end, everything is written. SIGQUIT: at once, and the next start recovers. */
async function ended(child: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const force = setTimeout(() => child.kill('SIGQUIT'), STOP_LIMIT_MS);
  await gone;
  clearTimeout(force);
}

/** Waits for the first answer; recovery after a crash may take its time. */
export async function answering(server: ServerProcess, config: pg.ClientConfig): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  let last: unknown;
  while (performance.now() < deadline) {
    const failure = server.failure();
    if (failure !== undefined) throw new DatabaseUnavailable(`PostgreSQL stopped: ${failure}`);
    const client = new pg.Client(config);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      last = error;
      if (wrongPassword(error)) break;
      await pause(20);
    }
  }
  throw new DatabaseUnavailable(`PostgreSQL does not let us in: ${(last as Error).message}`);
}

function wrongPassword(error: unknown): boolean {
  return (error as { code?: string }).code === '28P01';
}
