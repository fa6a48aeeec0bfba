import type { FastifyInstance } from 'fastify';
import type { Refusal } from '../../kernel/endpoint.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import { problemOf } from './problem.ts';

/** What came, its bytes as they are. */
export interface RawCall {
  readonly authorization: string | null;
  readonly body: Buffer;
}

/** `retryAfter` in seconds. */
export type RawAnswer =
  | { readonly body: object }
  | { readonly refusal: Refusal; readonly retryAfter?: number };

/** An endpoint for machines that send much: no session, no schema between it and the bytes. */
export interface RawRoute {
  readonly path: `/api/${string}`;
  readonly maxBytes: number;
  answer(call: RawCall): Promise<RawAnswer>;
}

export async function registerRaw(
  app: FastifyInstance,
  routes: readonly RawRoute[],
  catalogue: Readonly<Record<string, ProblemKind>>,
): Promise<void> {
  await app.register(async (own) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    for (const { path, maxBytes, answer } of routes) {
      own.post(
        path,
        { bodyLimit: maxBytes, config: { rateLimit: false } },
        async (request, reply) => {
          const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          const authorization = request.headers.authorization ?? null;
          const answered = await answer({ authorization, body });
          if ('body' in answered)
            return reply.type('application/json').send(JSON.stringify(answered.body));
          const problem = problemOf(answered.refusal, catalogue);
          if (answered.retryAfter) reply.header('retry-after', String(answered.retryAfter));
          return reply
            .code(problem.status)
            .type('application/problem+json')
            .send(JSON.stringify(problem));
        },
      );
    }
  });
}
