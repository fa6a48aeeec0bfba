import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { scratchFolder } from './scratch.ts';

export interface Mosquitto {
  readonly url: string;
  readonly folder: string;
  log(): string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Debian keeps it where only root looks. */
export const MOSQUITTO = '/usr/sbin/mosquitto';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** An authority of its own, and a certificate of this machine that it signed, in `folder`. */
function certificates(folder: string): void {
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  };
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  run(
    'req',
    '-x509',
    ...curve,
    '-days',
    '2',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-subj',
    '/CN=ca',
  );
  run('req', ...curve, ...names, '-keyout', 'server.key', '-out', 'server.csr');
  const signed = [
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-copy_extensions',
    'copy',
  ];
  run('x509', '-req', '-in', 'server.csr', ...signed, '-days', '2', '-out', 'server.crt');
}

/** A real Mosquitto with the access list of docs/operations.md, gone when the test is. */
export async function mosquitto({
  acl,
  users,
  tls = false,
}: {
  readonly acl: string;
  readonly users: Readonly<Record<string, string>>;
  readonly tls?: boolean;
}): Promise<Mosquitto> {
  const folder = scratchFolder();
  // It steps down to a user of its own where it is started as root.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const file = (name: string): string => join(folder, name);
  writeFileSync(file('acl'), acl);
  writeFileSync(file('users'), '');
  for (const [name, password] of Object.entries(users)) {
    execFileSync('mosquitto_passwd', ['-b', file('users'), name, password], { stdio: 'ignore' });
  }
  if (tls) certificates(folder);
  const secured = tls
    ? [
        `cafile ${file('ca.crt')}`,
        `certfile ${file('server.crt')}`,
        `keyfile ${file('server.key')}`,
      ]
    : [];
  const lines = [
    ...[`listener ${port} 127.0.0.1`, ...secured, 'allow_anonymous false'],
    ...[`password_file ${file('users')}`, `acl_file ${file('acl')}`],
    ...['persistence true', `persistence_location ${folder}/`, 'max_queued_messages 0'],
    ...[`log_dest file ${file('log')}`, 'log_type all', `user ${process.env.USER ?? 'root'}`],
  ];
  writeFileSync(file('conf'), `${lines.join('\n')}\n`);
  let child: ReturnType<typeof spawn> | null = null;
  const log = (): string => readFileSync(file('log'), 'utf8');
  const stop = async (): Promise<void> => {
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    child = null;
  };
  const start = async (): Promise<void> => {
    writeFileSync(file('log'), '');
    child = spawn(MOSQUITTO, ['-c', file('conf')], { stdio: 'ignore' });
    await expect.poll(log, { timeout: 60_000, interval: 10 }).toContain('running');
  };
  onTestFinished(stop);
  await start();
  return { url: `${tls ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`, folder, log, start, stop };
}
