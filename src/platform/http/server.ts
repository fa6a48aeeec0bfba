import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { FastifyError, FastifyInstance } from 'fastify';
import fastify from 'fastify';
import type { Problem } from '../../kernel/endpoint.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import type { ApiOptions } from './api.ts';
import { registerApi } from './api.ts';
import type { FormPage } from './forms.ts';
import { registerForms } from './forms.ts';
import { openApi, problemCatalogue } from './openapi.ts';
import { servePages } from './pages.ts';
import { problemOf } from './problem.ts';
import { type RawRoute, registerRaw } from './raw.ts';

/** A page or a probe outside the API. */
export interface Route {
  readonly path: string;
  readonly type: 'text/html; charset=utf-8' | 'text/plain; charset=utf-8';
  answer(): Promise<{ status: number; body: string }>;
}

export interface ServerOptions<C> extends ApiOptions<C> {
  readonly port: number;
  /** Loopback unless set otherwise. */
  readonly host?: string;
  readonly version: string;
  readonly plain: readonly Route[];
  /** Pages that work without a script and without an account. */
  readonly forms?: readonly FormPage[];
  /** Endpoints of machines that send much. */
  readonly raw?: readonly RawRoute[];
  /** The built browser application; null: none is served. */
  readonly pages: string | null;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

const JSON_LIMIT = 1024 * 1024;
/** Of what is no endpoint, by address. */
const OTHER_PER_MINUTE = 1200;

/** Serves the API, its description, the probes and the browser application. */
export async function serveHttp<C>(options: ServerOptions<C>): Promise<RunningServer> {
  const app = await httpApp(options);
  await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

async function httpApp<C>(options: ServerOptions<C>): Promise<FastifyInstance> {
  const app = fastify({ logger: false, bodyLimit: JSON_LIMIT, forceCloseConnections: true });
  const catalogue = problemCatalogue(options.routes);
  await secure(app);
  handleErrors(app, options, catalogue);
  const description = JSON.stringify(openApi(options.routes, options.version));
  app.get('/api/openapi.json', (_request, reply) =>
    reply.type('application/json').send(description),
  );
  registerApi(app, options, catalogue);
  for (const { path, type, answer } of options.plain) {
    app.get(path, async (_request, reply) => {
      const { status, body } = await answer();
      return reply.code(status).type(type).send(body);
    });
  }
  registerForms(app, options.forms ?? [], options.onFault);
  await registerRaw(app, options.raw ?? [], catalogue);
  const unknown = (): Problem => problemOf({ code: 'not-found' }, catalogue);
  app.all('/api/*', (_request, reply) =>
    reply.code(404).type('application/problem+json').send(JSON.stringify(unknown())),
  );
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('application/problem+json').send(JSON.stringify(unknown())),
  );
  if (options.pages) await servePages(app, options.pages);
  return app;
}

async function secure(app: FastifyInstance): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': ["'none'"] } },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: { maxAge: 31_536_000 },
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store');
    }
  });
  await app.register(multipart);
  await app.register(rateLimit, {
    max: OTHER_PER_MINUTE,
    timeWindow: '1 minute',
    allowList: (request) => !request.url.startsWith('/api/'),
  });
}

/** Codes of the framework's own refusals. */
const CODES: Readonly<Record<number, string>> = {
  400: 'bad-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-type',
  429: 'too-many',
};

function handleErrors<C>(
  app: FastifyInstance,
  { onFault }: ServerOptions<C>,
  catalogue: Readonly<Record<string, ProblemKind>>,
): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const code = CODES[error.statusCode ?? 500] ?? 'internal';
    if (code === 'internal') onFault(error, `${request.method} ${request.routeOptions.url ?? ''}`);
    const problem = problemOf({ code }, catalogue);
    return reply
      .code(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  });
}
