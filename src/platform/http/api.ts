import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint, EventsAnswer, FileAnswer, Refusal } from '../../kernel/endpoint.ts';
import type { Call, Handler, RequestFacts, Routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import { eventHeaders, eventStream } from './events.ts';
import type { KeyStore } from './idempotency.ts';
import { requestHash } from './idempotency.ts';
import { holdsNul, invalid, NUL, problemOf } from './problem.ts';
import { replyTools } from './reply.ts';
import { readUpload, type Upload } from './upload.ts';

/** What the server asks of whoever knows people: platform knows none. */
export interface ApiOptions<C> {
  readonly routes: readonly Routes<C>[];
  readonly authenticate: (request: RequestFacts) => Promise<C | null>;
  readonly rolesOf: (caller: C) => readonly string[];
  /** The problem of a caller who has something to do first (unlock, a code, a new password). */
  readonly heldBack?: (caller: C) => string | null;
  /** A name under which idempotency keys of a caller are kept. */
  readonly nameOf: (caller: C) => string;
  readonly keys: KeyStore;
  /** False while the data is being prepared: everything but what anyone may call waits. */
  readonly ready: () => boolean;
  /** Every refusal of somebody who may not, for the audit. */
  readonly onRefused: (refused: Refused<C>) => Promise<void>;
  readonly onFault: (error: unknown, endpoint: string) => void;
}

export interface Refused<C> {
  readonly caller: C | null;
  readonly endpoint: string;
  readonly code: string;
  readonly url: string;
  readonly ip: string;
}

const REFUSALS_TO_AUDIT = new Set(['signed-out', 'forbidden', 'not-visible']);
const KEY = /^[\x21-\x7e]{1,200}$/;

/** Registers every endpoint of every contract. */
export function registerApi<C>(
  app: FastifyInstance,
  options: ApiOptions<C>,
  catalogue: Readonly<Record<string, ProblemKind>>,
): void {
  for (const { slice, contract, handlers } of options.routes) {
    for (const [key, endpoint] of Object.entries(contract)) {
      const handler = handlers[key];
      if (!handler) throw new Error(`${slice}.${key} has no handler`);
      new Registered(`${slice}.${key}`, endpoint, handler, options, catalogue).on(app);
    }
  }
}

class Refusing extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** One endpoint at work. */
class Registered<C> {
  readonly #id: string;
  readonly #endpoint: Endpoint;
  readonly #handler: Handler<Endpoint, C>;
  readonly #options: ApiOptions<C>;
  readonly #catalogue: Readonly<Record<string, ProblemKind>>;

  constructor(
    id: string,
    endpoint: Endpoint,
    // biome-ignore lint/suspicious/noExplicitAny: typed against its endpoint where it is written.
    handler: Handler<any, C>,
    options: ApiOptions<C>,
    catalogue: Readonly<Record<string, ProblemKind>>,
  ) {
    this.#id = id;
    this.#endpoint = endpoint;
    this.#handler = handler;
    this.#options = options;
    this.#catalogue = catalogue;
  }

  on(app: FastifyInstance): void {
    const { method, path, perMinute, upload } = this.#endpoint;
    app.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      ...(upload ? { bodyLimit: upload.maxBytes + 64 * 1024 } : {}),
      config: perMinute ? { rateLimit: limitOf(perMinute) } : {},
      handler: (request, reply) => this.#answer(request, reply),
    });
  }

  async #answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const facts = factsOf(request, reply);
    let caller: C | null = null;
    try {
      caller = await this.#admit(request, facts);
      return await this.#call(request, reply, facts, caller);
    } catch (error) {
      if (!(error instanceof Refusing)) throw error;
      const { code } = error.refusal;
      if (REFUSALS_TO_AUDIT.has(code)) {
        await this.#options.onRefused({
          caller,
          endpoint: this.#id,
          code,
          url: request.url,
          ip: request.ip,
        });
      }
      const problem = problemOf(error.refusal, this.#catalogue);
      return reply
        .code(problem.status)
        .type('application/problem+json')
        .send(JSON.stringify(problem));
    }
  }

  async #admit(request: FastifyRequest, facts: RequestFacts): Promise<C | null> {
    const { callers, method } = this.#endpoint;
    // A page of another site can send the cookie, but not this header without our leave.
    if (method !== 'GET' && request.headers['x-zhiben'] !== '1') {
      throw new Refusing({ code: 'forbidden', detail: FOREIGN });
    }
    if (callers !== 'anyone' && !this.#options.ready()) throw new Refusing({ code: 'not-ready' });
    const caller = await this.#options.authenticate(facts);
    if (callers === 'anyone') return caller;
    if (!caller) throw new Refusing({ code: 'signed-out' });
    const held = this.#endpoint.atDoor ? null : this.#options.heldBack?.(caller);
    if (held) throw new Refusing({ code: held });
    if (callers === 'signedIn') return caller;
    const roles = this.#options.rolesOf(caller);
    if (roles.some((role) => callers.includes(role))) return caller;
    await this.#options.onRefused({
      caller,
      endpoint: this.#id,
      code: 'forbidden',
      url: request.url,
      ip: request.ip,
    });
    throw new RoleRefused({ code: 'forbidden' });
  }

  async #call(
    request: FastifyRequest,
    reply: FastifyReply,
    facts: RequestFacts,
    caller: C | null,
  ): Promise<FastifyReply> {
    const endpoint = this.#endpoint;
    const upload = endpoint.upload ? await this.#upload(request, endpoint.upload.maxBytes) : null;
    const params = this.#parse('params', request.params);
    const query = this.#parse('query', request.query);
    const body = this.#parse('body', upload ? upload.fields : request.body);
    const key = this.#keyOf(request);
    const tools = replyTools(reply, request.protocol === 'https');
    const call = {
      params,
      query,
      body,
      caller,
      file: upload?.file ?? null,
      idempotencyKey: key,
      request: facts,
      reply: tools,
    } as Call<Endpoint, C>;
    if (key === null || !endpoint.idempotent) return this.#run(call, reply, facts);
    return this.#once(call, key, request, reply);
  }

  async #run(
    call: Call<Endpoint, C>,
    reply: FastifyReply,
    facts: RequestFacts,
  ): Promise<FastifyReply> {
    const result = await this.#handler(call);
    if (!result.ok) throw new Refusing(result.error);
    return this.#send(reply, result.value, facts);
  }

  /** The first answer again, where the key is known. */
  async #once(
    call: Call<Endpoint, C>,
    key: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { keys, nameOf } = this.#options;
    const who = call.caller === null ? 'anyone' : nameOf(call.caller as C);
    const known = await keys.begin(
      who,
      key,
      requestHash(request.method, request.url, request.body),
    );
    if (known.state === 'other') throw new Refusing({ code: 'key-reused' });
    if (known.state === 'busy') throw new Refusing({ code: 'conflict', detail: BUSY });
    if (known.state === 'done') {
      return reply
        .code(known.status)
        .type('application/json')
        .header('idempotent-replay', 'true')
        .send(known.body);
    }
    try {
      const result = await this.#handler(call);
      if (!result.ok) throw new Refusing(result.error);
      const text = JSON.stringify(result.value ?? null);
      await keys.finish(who, key, 200, text);
      return reply.code(200).type('application/json').send(text);
    } catch (error) {
      await keys.forget(who, key);
      throw error;
    }
  }

  #parse(at: 'params' | 'query' | 'body', value: unknown): unknown {
    const shape = this.#endpoint[at];
    if (!shape) return undefined;
    const parsed = shape.safeParse(value ?? {});
    if (parsed.success && !holdsNul(value)) return parsed.data;
    // A path that names nothing is not found, whatever is wrong with the name.
    if (at === 'params') throw new Refusing({ code: 'not-found' });
    throw new Refusing(parsed.success ? NUL : invalid(parsed.error, at));
  }

  #keyOf(request: FastifyRequest): string | null {
    const given = request.headers['idempotency-key'];
    if (given === undefined) return null;
    if (typeof given === 'string' && KEY.test(given)) return given;
    throw new Refusing({ code: 'bad-request', detail: ODD_KEY });
  }

  async #upload(request: FastifyRequest, maxBytes: number): Promise<Upload> {
    const read = await readUpload(request, maxBytes);
    if (read.ok) return read.value;
    throw new Refusing(read.error);
  }

  #send(reply: FastifyReply, answer: unknown, facts: RequestFacts): FastifyReply {
    if (reply.sent) return reply;
    const kind = this.#endpoint.answer;
    if (kind === 'events') {
      const { signal } = facts;
      return reply.headers(eventHeaders).send(eventStream(answer as EventsAnswer, signal));
    }
    if (kind === 'file') return sendFile(reply, answer as FileAnswer);
    return reply.type('application/json').send(JSON.stringify(answer ?? null));
  }
}

/** By address: a cookie is whatever the caller says. */
const limitOf = (max: number) => ({
  max,
  timeWindow: '1 minute',
  keyGenerator: ({ ip }: FastifyRequest) => ip,
});

/** Audited already. */
class RoleRefused extends Refusing {}

const FOREIGN = {
  zh: '写操作必须由本系统页面发出（请求头 X-Zhiben: 1）',
  en: 'writes come from our own pages (header X-Zhiben: 1)',
};
const BUSY = {
  zh: '同一请求正在处理，请稍后再看结果',
  en: 'the same request is being worked on; look again in a moment',
};
const ODD_KEY = {
  zh: '幂等键须为 1–200 个可打印 ASCII 字符',
  en: 'an idempotency key has 1–200 printable ASCII characters',
};

function sendFile(reply: FastifyReply, { name, type, bytes }: FileAnswer): FastifyReply {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
  reply.type(type).header('content-disposition', disposition);
  return reply.send(bytes instanceof Uint8Array ? Buffer.from(bytes) : bytes);
}

function factsOf(request: FastifyRequest, reply: FastifyReply): RequestFacts {
  const gone = new AbortController();
  reply.raw.on('close', () => gone.abort());
  return {
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    cookies: request.cookies,
    signal: gone.signal,
  };
}
