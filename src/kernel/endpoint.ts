import type { z } from 'zod';

/** Words for people, Chinese first. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: role names (the slice's scope still decides what they reach), anyone who has signed
 * in, or anyone at all.
 */
export type Callers = readonly string[] | 'signedIn' | 'anyone';

/** One typed description of an endpoint, shared by server and browser; OpenAPI is made from it. */
export interface Endpoint {
  readonly method: Method;
  /** `/api/enterprises/{id}`: parameters in braces, each a key of `params`. */
  readonly path: `/api/${string}`;
  readonly title: Bilingual;
  readonly callers: Callers;
  readonly params?: z.ZodObject;
  /** Of strings, as they come in a URL: numbers and lists are coerced by the schema. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** A file of the form field `file`, beside the fields of `body`; in bytes at most. */
  readonly upload?: { readonly maxBytes: number };
  /** `file`: bytes with a name; `events`: server-sent events. */
  readonly answer: z.ZodType | 'file' | 'events';
  /** Codes of refusals of its own, beside those that any endpoint may give (`problemCodes`). */
  readonly refusals?: readonly string[];
  /** A write that takes an `Idempotency-Key`: the same key gives the first answer again. */
  readonly idempotent?: true;
  /** Of `signedIn`: open to a session that is locked, or whose password or code is still due. */
  readonly atDoor?: true;
  /** Calls a minute from one place, where fewer are right than everywhere. */
  readonly perMinute?: number;
}

const BETWEEN = '\u2063';

/** A check's message in both languages, for schemas: `z.string().min(1, { error: words(…) })`. */
export function words(zh: string, en: string): string {
  return `${zh}${BETWEEN}${en}`;
}

/** What `words` joined; null: a message of one language. */
export function bothWords(message: string): Bilingual | null {
  const [zh, en] = message.split(BETWEEN);
  return zh !== undefined && en !== undefined ? { zh, en } : null;
}

export type Contract = Readonly<Record<string, Endpoint>>;

/** Keeps the literal types of each endpoint. */
export function contract<const C extends Contract>(endpoints: C): C {
  return endpoints;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Raw<T> = T extends z.ZodType ? z.input<T> : undefined;
type Of<E, K extends string> = E extends { readonly [P in K]: infer T } ? T : undefined;

export type ParamsOf<E> = Parsed<Of<E, 'params'>>;
export type QueryOf<E> = Parsed<Of<E, 'query'>>;
export type BodyOf<E> = Parsed<Of<E, 'body'>>;
export type RawQueryOf<E> = Raw<Of<E, 'query'>>;
export type RawBodyOf<E> = Raw<Of<E, 'body'>>;

/** Bytes with a name, for the browser to keep. */
export interface FileAnswer {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Keys of what changed, never the data: the browser asks again. */
export interface EventsAnswer {
  readonly events: AsyncIterable<{ readonly topic: string; readonly id?: string }>;
}

export type AnswerOf<E> =
  Of<E, 'answer'> extends infer A
    ? A extends 'file'
      ? FileAnswer
      : A extends 'events'
        ? EventsAnswer
        : Parsed<A>
    : never;

/** A page of a list: `next` opens the one after it, null: this was the last. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

/** A refusal as it crosses the wire (application/problem+json), its words in both languages. */
export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly title: Bilingual;
  /** What was wrong here, and how to mend it. */
  readonly detail?: Bilingual;
  /** Field by field: a path such as `set.name`, and what to mend. */
  readonly fields?: readonly { readonly path: string; readonly message: Bilingual }[];
  /** Of a conflict: what stands now. */
  readonly current?: unknown;
}

/** A handler's refusal: its code is looked up in the catalogue of problems. */
export interface Refusal {
  readonly code: string;
  readonly detail?: Bilingual;
  readonly fields?: Problem['fields'];
  readonly current?: unknown;
}
