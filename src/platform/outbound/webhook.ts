import { createHmac } from 'node:crypto';
import { failed, type Handed, isLoopback } from './model.ts';

export interface Webhook {
  readonly url: string;
  /** Signs every call; stands in no log and no answer. */
  readonly secret: string;
  readonly timeoutMs: number;
  /** Plain http to another machine is refused unless this is said. */
  readonly allowHttp: boolean;
}

/** Answers of a receiver that another try will not change. */
const FINAL = new Set([400, 404, 405, 410, 411, 413, 414, 415, 422]);
const LONGEST_ANSWER = 4096;

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>`, so that an old call cannot be repeated later. */
export function signatureOf(secret: string, body: string, seconds: number): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}

/** May it be called? https, or this machine itself, or plain http where that was allowed. */
export function whyNotUrl(url: string, allowHttp: boolean): string | null {
  if (!URL.canParse(url)) return 'not a URL';
  const { protocol, hostname, username, password } = new URL(url);
  if (username || password) return 'a URL holds no password';
  if (protocol === 'https:') return null;
  if (protocol !== 'http:') return 'only https';
  return isLoopback(hostname) || allowHttp ? null : 'plain http to another machine';
}

/** One POST of JSON: signed, timed, following nobody elsewhere; the same key is the same thing. */
export async function postSigned(
  { url, secret, timeoutMs, allowHttp }: Webhook,
  key: string,
  content: unknown,
): Promise<Handed> {
  if (whyNotUrl(url, allowHttp) !== null) return failed('notAllowed', true);
  const body = JSON.stringify(content);
  const signature = signatureOf(secret, body, Math.floor(Date.now() / 1000));
  try {
    const answer = await fetch(url, {
      ...{ method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) },
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'zhiben',
        'idempotency-key': key,
        'x-zhiben-signature': signature,
      },
    });
    if (answer.ok) return { ok: true, answer: await answerIn(answer) };
    await answer.body?.cancel();
    if (answer.status >= 300 && answer.status < 400) return failed('redirect', true);
    return failed(`status:${answer.status}`, FINAL.has(answer.status));
  } catch (error) {
    return failed((error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable');
  }
}

/** A short answer in JSON, or null: what is longer, or something else, says nothing to us. */
async function answerIn(answer: Response): Promise<unknown> {
  const json = answer.headers.get('content-type')?.includes('json') ?? false;
  const length = Number(answer.headers.get('content-length') ?? 0);
  if (!json || length > LONGEST_ANSWER || !answer.body) {
    await answer.body?.cancel();
    return null;
  }
  const parts: Uint8Array[] = [];
  let read = 0;
  for await (const part of answer.body) {
    parts.push(part);
    read += part.length;
    // Leaving the loop lets go of the rest.
    if (read > LONGEST_ANSWER) return null;
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return null;
  }
}
