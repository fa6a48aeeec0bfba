import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { contract } from '../../../src/kernel/endpoint.ts';
import { routes } from '../../../src/kernel/handling.ts';
import { ok } from '../../../src/kernel/result.ts';
import { serveHttp } from '../../../src/platform/http/index.ts';
import { ofNobody } from '../../support/nobody.ts';
import { root } from '../../support/sources.ts';

const silent = contract({
  events: {
    method: 'GET',
    path: '/api/events',
    title: { zh: '变化通知', en: 'Changes' },
    callers: 'anyone',
    answer: 'events',
  },
});

/** A stream on which nothing ever changes. */
async function* nothing(signal: AbortSignal): AsyncGenerator<{ topic: string }> {
  const gone = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => gone.resolve());
  await gone.promise;
}

/** The kit's pages on the real web server, with its real policy; no city behind them. */
export async function serveGallery(): Promise<{ origin: string; close: () => Promise<void> }> {
  const pages = join(root, 'dist', 'gallery');
  const build = [
    join(root, 'tools', 'build-web.mjs'),
    join(root, 'tests', 'e2e', 'browser'),
    pages,
  ];
  execFileSync(process.execPath, build, { stdio: ['ignore', 'ignore', 'inherit'] });
  const server = await serveHttp<null>({
    port: 0,
    version: 'gallery',
    routes: [
      routes<typeof silent, null>('silent', silent, {
        events: async ({ request }) => ok({ events: nothing(request.signal) }),
      }),
    ],
    plain: [],
    pages,
    ...ofNobody,
    onFault: () => undefined,
  });
  return { origin: `http://127.0.0.1:${server.port}`, close: () => server.close() };
}
