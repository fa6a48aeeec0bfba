import fastify from 'fastify';

export interface Route {
  readonly path: string;
  readonly type: 'application/json' | 'text/html; charset=utf-8' | 'text/plain; charset=utf-8';
  answer(): Promise<{ status: number; body: string }>;
}

/** Serves the routes on loopback; answers failures as problem+json without their inside. */
export async function serveHttp(
  port: number,
  routes: readonly Route[],
): Promise<{ port: number; close(): Promise<void> }> {
  const app = fastify({ logger: false });
  app.setErrorHandler(async (_error, _request, reply) => {
    await reply
      .code(500)
      .type('application/problem+json')
      .send({ code: 'internal', title: 'Internal error', status: 500 });
  });
  app.setNotFoundHandler(async (_request, reply) => {
    await reply
      .code(404)
      .type('application/problem+json')
      .send({ code: 'not-found', title: 'Not found', status: 404 });
  });
  for (const route of routes) {
    app.get(route.path, async (_request, reply) => {
      const { status, body } = await route.answer();
      return reply.code(status).type(route.type).send(body);
    });
  }
  await app.listen({ port, host: '127.0.0.1' });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => app.close(),
  };
}
