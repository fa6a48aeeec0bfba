import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Rates } from './rates.ts';
import { ratesOf } from './rates.ts';
import { readForm } from './upload.ts';

/** What came with a call of a page: its address' query, or the fields and the file of its form. */
export interface FormCall {
  readonly query: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  /** Null: none was chosen. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
}

export interface FormAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * A page outside the API that works without a script and without an account. Who calls is not told:
 * such a page is for people who may not want to be known.
 */
export interface FormPage {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Calls a minute from one address. */
  readonly perMinute: number;
  /** Of a form (`multipart/form-data`): its file in bytes at most. */
  readonly maxBytes?: number;
  answer(call: FormCall): Promise<FormAnswer>;
  /** In words of its own: `too-many`, `too-large`, `bad-request`, `unsupported-type`, `internal`. */
  refused(code: string, call: FormCall): FormAnswer;
}

/** Only what lies here is styled or run, and a form leads nowhere else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Fields around a file, and what a form without one may have. */
const FIELDS_BYTES = 256 * 1024;

export function registerForms(
  app: FastifyInstance,
  pages: readonly FormPage[],
  onFault: (error: unknown, where: string) => void,
): void {
  for (const page of pages) {
    const rates = ratesOf(app, page.perMinute);
    const where = `${page.method} ${page.path}`;
    app.route({
      method: page.method,
      url: page.path,
      bodyLimit: (page.maxBytes ?? 0) + FIELDS_BYTES,
      config: { rateLimit: false },
      handler: (request, reply) =>
        answered(page, rates, request, reply, (error) => onFault(error, where)),
    });
  }
}

async function answered(
  page: FormPage,
  rates: Rates,
  request: FastifyRequest,
  reply: FastifyReply,
  onFault: (error: unknown) => void,
): Promise<FastifyReply> {
  const query = textsOf(request.query);
  const nothing: FormCall = { query, fields: {}, file: null };
  const wait = (await rates.spent(request)) ?? (await rates.count(request, null));
  if (wait !== null) {
    reply.header('retry-after', wait);
    return sent(reply, page.refused('too-many', nothing));
  }
  if (page.method === 'GET') return sent(reply, await page.answer(nothing));
  const form = await readForm(request, page.maxBytes ?? 1);
  if (!form.ok) return sent(reply, page.refused(form.error.code, nothing));
  const { fields, file } = form.value;
  const call = { query, fields, file: file && file.bytes.length > 0 ? file : null };
  try {
    return sent(reply, await page.answer(call));
  } catch (error) {
    onFault(error);
    return sent(reply, page.refused('internal', call));
  }
}

function textsOf(query: unknown): Record<string, string> {
  const given = typeof query === 'object' && query !== null ? Object.entries(query) : [];
  return Object.fromEntries(
    given.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function sent(reply: FastifyReply, { status, type, body }: FormAnswer): FastifyReply {
  return reply
    .code(status)
    .header('content-security-policy', POLICY)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type(type)
    .send(body);
}
