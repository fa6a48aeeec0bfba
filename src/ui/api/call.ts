import { z } from 'zod';
import type { AnswerOf, Endpoint, Method } from '../../kernel/endpoint.ts';
import { FORM_SECONDS, formTimes } from '../form/form-time.ts';
import { clock } from '../offline/clock.ts';
import { asProblem, oddAnswer, offline, problemFrom } from './problem.ts';
import { told } from './told.ts';

type Input<E, K extends string> = E extends { readonly [P in K]: infer S extends z.ZodType }
  ? z.input<S>
  : never;
type With<K extends string, V> = [V] extends [never]
  ? unknown
  : Record<string, never> extends V
    ? { readonly [P in K]?: V }
    : { readonly [P in K]: V };

/** The values that an endpoint takes, by its contract. */
export type Given<E> = With<'params', Input<E, 'params'>> &
  With<'query', Partial<Input<E, 'query'>>> &
  With<'body', Input<E, 'body'>> &
  (E extends { readonly upload: unknown } ? { readonly file: File } : unknown) &
  CallOptions;

export interface CallOptions {
  /** The same key gives the first answer again; made up where the endpoint takes one. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Of an upload: from 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

/** A file of the server, for the browser to keep. */
export interface Download {
  readonly name: string;
  readonly blob: Blob;
}

export type Answer<E> = E extends { readonly answer: 'file' } ? Download : AnswerOf<E>;

interface Values extends CallOptions {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly file?: File;
}

/** Calls an endpoint by its contract; what it refuses is thrown as an `ApiProblem`. */
export async function callApi<E extends Endpoint>(
  endpoint: E,
  given: Given<E>,
): Promise<Answer<E>> {
  const values = given as Values;
  const spent = endpoint.method === 'GET' || endpoint.upload ? null : formTimes.take();
  try {
    const response = await send(endpoint, values, spent?.seconds ?? null);
    if (response.ok) spent?.taken();
    if (!response.ok) throw problemFrom(await jsonOf(response), response.status);
    if (endpoint.answer === 'file') return (await download(response)) as Answer<E>;
    const { answer } = endpoint;
    if (!(answer instanceof z.ZodType)) throw oddAnswer('a stream is no answer');
    const parsed = answer.safeParse(await jsonOf(response));
    if (!parsed.success) throw oddAnswer(`${endpoint.path}: ${parsed.error.message}`);
    return parsed.data as Answer<E>;
  } catch (error) {
    if (values.signal?.aborted) throw error;
    const problem = asProblem(error);
    told.tell(problem);
    throw problem;
  }
}

/** The address of an endpoint with its values in it. */
export function urlOf(endpoint: Pick<Endpoint, 'path'>, values: Values): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values.params?.[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values.query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

export function headersOf(
  endpoint: Pick<Endpoint, 'method' | 'idempotent'>,
  values: Pick<Values, 'idempotencyKey'>,
): Record<string, string> {
  if (endpoint.method === 'GET') return {};
  if (!endpoint.idempotent) return { 'X-Zhiben': '1' };
  return { 'X-Zhiben': '1', 'Idempotency-Key': values.idempotencyKey ?? crypto.randomUUID() };
}

async function send(endpoint: Endpoint, values: Values, seconds: number | null): Promise<Response> {
  const url = urlOf(endpoint, values);
  const headers = headersOf(endpoint, values);
  const { method } = endpoint;
  if (seconds !== null) headers[FORM_SECONDS] = String(seconds);
  if (values.file) return upload(method, url, headers, values);
  const signal = values.signal ? { signal: values.signal } : {};
  const body = values.body === undefined ? {} : { body: JSON.stringify(values.body) };
  if (values.body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    const options = { method, headers, credentials: 'same-origin', ...body, ...signal } as const;
    const response = await fetch(url, options);
    clock.heard(response.headers.get('date'));
    return response;
  } catch (error) {
    if (values.signal?.aborted) throw error;
    throw offline();
  }
}

/** By XMLHttpRequest: `fetch` tells nothing of how far an upload is. */
function upload(
  method: Method,
  url: string,
  headers: Readonly<Record<string, string>>,
  values: Values,
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(values.body ?? {})) {
    if (value !== undefined && value !== null) form.append(name, String(value));
  }
  if (values.file) form.append('file', values.file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = 'blob';
    request.upload.onprogress = ({ loaded, total }) => values.onProgress?.(loaded / total);
    request.onload = () => {
      const { status } = request;
      const type = request.getResponseHeader('content-type') ?? '';
      const name = request.getResponseHeader('content-disposition') ?? '';
      const given = { 'content-type': type, 'content-disposition': name };
      resolve(new Response(request.response as Blob, { status, headers: given }));
    };
    request.onerror = () => reject(offline());
    values.signal?.addEventListener('abort', () => request.abort());
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.send(form);
  });
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

async function download(response: Response): Promise<Download> {
  const disposition = response.headers.get('content-disposition') ?? '';
  return { name: fileName(disposition), blob: await response.blob() };
}

export function fileName(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]*)"/.exec(disposition)?.[1] ?? 'download';
}

/** Hands a file to the browser, which asks the person or keeps it. */
export function keep({ name, blob }: Download): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
