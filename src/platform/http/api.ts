import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint, EventsAnswer, FileAnswer } from '../../kernel/endpoint.ts';
import type { Call, Handler, RequestFacts, Routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import { eventHeaders, eventStream } from './events.ts';
import { noteForm, type SentForm } from './form-time.ts';
import type { KeyStore } from './idempotency.ts';
import { requestHash } from './idempotency.ts';
import { BUSY, FOREIGN, holdsNul, invalid, NUL, ODD_KEY, problemOf } from './problem.ts';
import type { Rates } from './rates.ts';
import { ratesOf } from './rates.ts';
import { Later, Refusing, RoleRefused } from './refusing.ts';
import { replyTools, sendFile } from './reply.ts';
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
  /** Told of how long a form was worked on whose write was taken. */
  readonly onForm?: (sent: SentForm<C>) => Promise<void>;
  /** Calls a minute of one account, or of one address where nobody has signed in. */
  readonly perMinute?: number;
}

export interface Refused<C> {
  readonly caller: C | null;
  readonly endpoint: string;
  readonly code: string;
  readonly url: string;
  readonly ip: string;
}

const REFUSALS_TO_AUDIT = new Set(['signed-out', 'forbidden', 'not-visible']);
const PER_MINUTE = 1200;
const KEY = /^[\x21-\x7e]{1,200}$/;

/** Registers every endpoint of every contract. */
export function registerApi<C>(
  app: FastifyInstance,
  options: ApiOptions<C>,
  catalogue: Readonly<Record<string, ProblemKind>>,
): void {
  const rates = ratesOf(app, options.perMinute ?? PER_MINUTE);
  for (const { slice, contract, handlers } of options.routes) {
    for (const [key, endpoint] of Object.entries(contract)) {
      const handler = handlers[key];
      if (!handler) throw new Error(`${slice}.${key} has no handler`);
      new Registered(`${slice}.${key}`, endpoint, handler, options, catalogue).on(app, rates);
    }
  }
}

/** One endpoint at work. */
class Registered<C> {
  readonly #id: string;
  readonly #endpoint: Endpoint;
  readonly #handler: Handler<Endpoint, C>;
  readonly #options: ApiOptions<C>;
  readonly #catalogue: Readonly<Record<string, ProblemKind>>;
  /** Of all endpoints together, then this one's own. */
  #rates: readonly Rates[] = [];

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

  on(app: FastifyInstance, rates: Rates): void {
    const { method, path, perMinute, upload } = this.#endpoint;
    this.#rates = perMinute ? [rates, ratesOf(app, perMinute)] : [rates];
    app.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      ...(upload ? { bodyLimit: upload.maxBytes + 64 * 1024 } : {}),
      config: { rateLimit: false },
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
      if (error instanceof Later) reply.header('retry-after', error.seconds);
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
    await this.#within((rates) => rates.spent(request));
    const caller = await this.#options.authenticate(facts);
    const name = caller && this.#options.nameOf(caller);
    // Whoever signs in may well have a session already: attempts are counted by address.
    await this.#within((rates, own) =>
      rates.count(request, own && callers === 'anyone' ? null : name),
    );
    if (callers === 'anyone') return caller;
    if (!caller || isForAnother(request, name)) throw new Refusing({ code: 'signed-out' });
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

  async #within(ask: (rates: Rates, own: boolean) => Promise<number | null>): Promise<void> {
    for (const [index, rates] of this.#rates.entries()) {
      const seconds = await ask(rates, index > 0);
      if (seconds !== null) throw new Later({ code: 'too-many' }, seconds);
    }
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
    if (key === null || !endpoint.idempotent) {
      return this.#send(reply, await this.#taken(call, request), facts);
    }
    return this.#once(call, key, request, reply);
  }

  /** The handler's answer, where it did not refuse. */
  async #taken(call: Call<Endpoint, C>, request: FastifyRequest): Promise<unknown> {
    const result = await this.#handler(call);
    if (!result.ok) throw new Refusing(result.error);
    await noteForm(this.#options, this.#id, call, request);
    return result.value;
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
      requestHash(request.method, request.url, call.file ? call.body : request.body, call.file),
    );
    if (known.state === 'other') throw new Refusing({ code: 'key-reused' });
    if (known.state === 'busy') throw new Later({ code: 'conflict', detail: BUSY }, 1);
    if (known.state === 'done') {
      return reply
        .code(known.status)
        .type('application/json')
        .header('idempotent-replay', 'true')
        .send(known.body);
    }
    try {
      const text = JSON.stringify((await this.#taken(call, request)) ?? null);
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

/**
 * What a device kept for one account is never taken in for another: it says whose it is, and waits
 * until that person has signed in.
 */
function isForAnother({ headers }: FastifyRequest, name: string | null): boolean {
  const wanted = headers['x-zhiben-account'];
  return typeof wanted === 'string' && wanted !== encodeURIComponent(name ?? '');
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
