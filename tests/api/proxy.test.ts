import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bureauOf, type TestApi, testApi } from '../support/api.ts';
import { isThere, scratchFolder } from '../support/scratch.ts';

const caller = bureauOf('371700');

/** nginx as it comes, before the server: it buffers answers unless they say otherwise. */
async function nginxBefore(url: string, readTimeout: string): Promise<string> {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'tmp'));
  const port = await freePort();
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = kinds.map((kind) => `${kind}_temp_path ${folder}/tmp/${kind};`).join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
     events {}
     http {
       access_log off; ${temporary}
       server {
         listen 127.0.0.1:${port};
         location / { proxy_pass ${url}; proxy_read_timeout ${readTimeout}; }
       }
     }`,
  );
  const nginx = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')]);
  onTestFinished(() => void nginx.kill('SIGKILL'));
  const address = `http://127.0.0.1:${port}`;
  while (!(await answers(address))) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended: ${nginx.stderr.read()}`);
  }
  return address;
}

const program = '/usr/sbin/nginx';

const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/api/status`).then(
    ({ ok }) => ok,
    () => false,
  );

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

interface Listener {
  /** Everything heard, once that is enough. */
  until(enough: (text: string) => boolean): Promise<string>;
}

/** Listens as a browser does: whenever it is cut off, it comes back. */
function listener(address: string): Listener {
  let text = '';
  let wake = (): void => undefined;
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const headers = { cookie: `caller=${caller.user}` };
  const once = async (): Promise<void> => {
    const { body } = await fetch(`${address}/api/events`, { headers, signal: stop.signal });
    for await (const part of body ?? []) {
      text += Buffer.from(part).toString();
      wake();
    }
  };
  const always = async (): Promise<void> => {
    while (!stop.signal.aborted) await once().catch(() => undefined);
  };
  void always();
  return {
    until: async (enough) => {
      while (!enough(text)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return text;
    },
  };
}

const analysisOf = ({ city }: TestApi, record: string): Promise<unknown> =>
  city.state(caller, [
    { type: 'analysis', record, at: '2025-01-01', set: { jurisdiction: '371700', kind: 'trend' } },
  ]);

const hellos = (text: string): number => text.split('event: hello').length - 1;
const toldOfFacts = (text: string): boolean => text.includes('"topic":"facts"');

test.skipIf(!isThere(program))('a proxy that buffers hands each change on at once', async () => {
  const api = await testApi();
  await api.call(caller, 'GET', '/api/status');
  const { until } = listener(await nginxBefore(api.url, '60s'));
  await until((text) => hellos(text) === 1);
  await analysisOf(api, 'A-1');
  expect(hellos(await until(toldOfFacts))).toBe(1);
});

test.skipIf(!isThere(program))('whom a proxy cuts off asks again and misses nothing', async () => {
  const api = await testApi();
  await api.call(caller, 'GET', '/api/status');
  // Shorter than the beat: nginx ends each stream that is quiet for a second. Each way back begins
  // with the word on which the browser asks everything again.
  const { until } = listener(await nginxBefore(api.url, '1s'));
  await until((text) => hellos(text) > 1);
  await analysisOf(api, 'A-2');
  await until((text) => toldOfFacts(text) || hellos(text) > 3);
});
