import { inject, onTestFinished } from 'vitest';
import { type TestDatabase, urlOf } from './database.ts';
import { type AtEnd, runScript, scratchFolder } from './scratch.ts';

export interface LiveServer {
  /** `http://127.0.0.1:N/` */
  readonly address: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  /** All that it wrote so far, on either output. */
  readonly log: () => string;
  /** kill -9 of the whole process; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface LiveServerOptions {
  /** That of the server before it: gateways come back to it. */
  readonly mqttPort?: number;
  /** The whole of `zhiben serve`, not its doors of readings alone. */
  readonly whole?: boolean;
  readonly atEnd?: AtEnd;
  /** It found readings taken in by another process. */
  readonly onStandBy?: () => void;
}

/** A server in a process of its own on a test's database; resolves once it takes readings in. */
export async function liveServer(
  { owner }: TestDatabase,
  { mqttPort = 0, whole = false, atEnd = onTestFinished, onStandBy }: LiveServerOptions = {},
): Promise<LiveServer> {
  const { rows } = await owner.query<{ name: string }>('select current_database() as name');
  const env = { DATABASE_URL: urlOf(inject('server').owner, rows[0]?.name ?? '') };
  const served = whole
    ? runScript('src/apps/cli/main.ts', serveOn(mqttPort, scratchFolder(atEnd)), { env, atEnd })
    : runScript('tests/support/live-process.ts', [`${mqttPort}`], { env, atEnd });
  let text = '';
  let standsBy = false;
  return new Promise<LiveServer>((resolve, reject) => {
    served.ended.then(() => reject(new Error(`the server ended: ${text}`)));
    served.process.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    served.process.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!standsBy && text.includes('takes over when it ends')) {
        standsBy = true;
        onStandBy?.();
      }
      const [, httpPort] = /Zhiben runs: http:\/\/127\.0\.0\.1:(\d+)\//.exec(text) ?? [];
      const [, port] = /mqtt:\/\/127\.0\.0\.1:(\d+)/.exec(text) ?? [];
      if (!(httpPort && port)) return;
      const address = `http://127.0.0.1:${httpPort}/`;
      const ports = { httpPort: Number(httpPort), mqttPort: Number(port) };
      resolve({ address, ...ports, log: () => text, kill: () => served.kill() });
    });
  });
}

const serveOn = (mqttPort: number, folder: string): string[] => {
  const ports = ['--port', '0', '--mqtt-port', `${mqttPort}`];
  return ['serve', ...ports, '--data', folder];
};
