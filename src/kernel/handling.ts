import type {
  AnswerOf,
  BodyOf,
  Contract,
  Endpoint,
  ParamsOf,
  QueryOf,
  Refusal,
} from './endpoint.ts';
import type { ProblemKind } from './problems.ts';
import type { Result } from './result.ts';

/** What every call brings beside its own values. */
export interface Call<E extends Endpoint, C> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  /** Who calls; null only where `callers` is `anyone`. */
  readonly caller: E['callers'] extends 'anyone' ? C | null : C;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly idempotencyKey: string | null;
  readonly request: RequestFacts;
  readonly reply: ReplyTools;
}

export interface RequestFacts {
  readonly ip: string;
  readonly userAgent: string;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** Aborted when the browser goes away. */
  readonly signal: AbortSignal;
}

/** Cookies are HttpOnly, SameSite=Lax and Secure where the connection is. */
export interface ReplyTools {
  setCookie(name: string, value: string, maxAgeSeconds: number): void;
  clearCookie(name: string): void;
  /** Where the browser goes next (303), instead of a body. */
  redirect(url: string): void;
}

export type Handler<E extends Endpoint, C> = (
  call: Call<E, C>,
) => Promise<Result<AnswerOf<E>, Refusal>>;

/** A missing handler does not compile. */
export type Handlers<K extends Contract, C> = { readonly [P in keyof K]: Handler<K[P], C> };

/** What a slice hands to the server: its contract, its handlers and its own refusals. */
export interface Routes<C> {
  readonly slice: string;
  readonly contract: Contract;
  // biome-ignore lint/suspicious/noExplicitAny: each is typed against its own endpoint by `routes`.
  readonly handlers: Readonly<Record<string, Handler<any, C>>>;
  readonly problems: Readonly<Record<string, ProblemKind>>;
}

export function routes<const K extends Contract, C>(
  slice: string,
  contract: K,
  handlers: Handlers<K, C>,
  problems: Readonly<Record<string, ProblemKind>> = {},
): Routes<C> {
  return { slice, contract, handlers, problems };
}
