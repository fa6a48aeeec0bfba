import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Debian puts it where only root's PATH looks. */
const PATH = `${process.env.PATH}:/usr/sbin`;

/** Is there a nats-server on this machine? */
export function isNatsThere(): boolean {
  return spawnSync('nats-server', ['--version'], { env: { PATH }, stdio: 'ignore' }).status === 0;
}

export interface NatsCluster {
  /** For `ZHIBEN_NATS`. */
  readonly servers: string;
  readonly pids: readonly number[];
  /** kill -9 of one of them: n0, n1 or n2. */
  kill(server: string): Promise<void>;
  close(): Promise<void>;
}

/** Three nats-servers with JetStream on loopback, in a folder of their own that goes with them. */
export async function natsCluster(): Promise<NatsCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-nats-'));
  const ports = await freePorts(6);
  const routes = ports.slice(3).map((port) => `nats://127.0.0.1:${port}`);
  const servers = [0, 1, 2].map((at): ChildProcess => {
    const own = join(folder, `${at}`);
    mkdirSync(own);
    const file = join(own, 'nats.conf');
    writeFileSync(
      file,
      `server_name: n${at}
listen: 127.0.0.1:${ports[at]}
max_payload: 8MB
jetstream { store_dir: "${own}", max_mem: 64MB, max_file: 20GB }
cluster { name: zhiben, listen: 127.0.0.1:${ports[3 + at]}, routes: [${routes.join(', ')}] }
`,
    );
    const env = { ...process.env, PATH };
    // Whoever is killed before it can end them takes them along.
    const args = ['--pdeathsig', 'KILL', 'nats-server', '-c', file, '-l', join(own, 'log')];
    return spawn('setpriv', args, { env, stdio: 'ignore' });
  });
  const kill = async (child: ChildProcess | undefined): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  for (const port of ports.slice(0, 3)) await listening(port);
  return {
    servers: ports
      .slice(0, 3)
      .map((port) => `nats://127.0.0.1:${port}`)
      .join(','),
    pids: servers.map(({ pid }) => pid ?? 0),
    kill: (name) => kill(servers[Number(name.slice(1))]),
    close: async () => {
      await Promise.all(servers.map(kill));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePorts(count: number): Promise<number[]> {
  const taken = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = taken.map((server) => (server.address() as { port: number }).port);
  await Promise.all(taken.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const [event] = await Promise.race([
      once(socket, 'connect').then(() => ['connect']),
      once(socket, 'error').then(() => ['error']),
    ]).catch(() => ['error']);
    socket.destroy();
    if (event === 'connect') return;
    await setTimeout(50);
  }
  throw new Error(`nats-server does not listen on ${port}`);
}
