import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Debian keeps it where only root looks. */
const MOSQUITTO = '/usr/sbin/mosquitto';

export interface MosquittoServer {
  readonly port: number;
  readonly url: string;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A Mosquitto as docs/operations.md has it, without accounts; null: there is none here. */
export async function mosquittoServer(folder: string): Promise<MosquittoServer | null> {
  if (!existsSync(MOSQUITTO)) return null;
  const own = join(folder, 'mosquitto');
  // Started as root it steps down to a user of its own, and comes to its folder through this one.
  mkdirSync(own);
  chmodSync(folder, 0o755);
  chmodSync(own, 0o777);
  const port = await freePort();
  const lines = [
    ...[`listener ${port} 127.0.0.1`, 'allow_anonymous true', 'log_type error'],
    ...['persistence true', `persistence_location ${own}/`, 'autosave_interval 10'],
    ...['max_queued_messages 0', 'max_inflight_messages 0', 'max_packet_size 2097152'],
  ];
  writeFileSync(join(own, 'conf'), `${lines.join('\n')}\n`);
  const start = async () => {
    const child = spawn(MOSQUITTO, ['-c', join(own, 'conf')], { stdio: 'inherit' });
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`Mosquitto ended with ${child.exitCode}`);
      await pause(20);
    }
    return child;
  };
  let child = await start();
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  return {
    ...{ port, url: `mqtt://127.0.0.1:${port}`, stop },
    restart: async () => {
      await stop();
      child = await start();
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
