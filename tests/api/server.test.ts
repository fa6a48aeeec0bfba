import { describe, expect, test } from 'vitest';
import { bureauOf, readApi, testApi } from '../support/api.ts';

const shared = readApi();

describe('the server', () => {
  test('answers refusals as problems with a documented code, in both languages', async () => {
    const { call } = shared();
    const response = await call(null, 'GET', '/api/events');
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toEqual({
      code: 'signed-out',
      status: 401,
      title: { zh: '请先登录', en: 'Sign in first' },
    });
    const nowhere = await call(null, 'GET', '/api/nowhere');
    expect([nowhere.status, ((await nowhere.json()) as { code: string }).code]).toEqual([
      404,
      'not-found',
    ]);
  });

  test('knows no simulator where the city is no made-up one', async () => {
    const { call } = shared();
    const bureau = bureauOf('371700');
    const scene = { scene: 'leak', place: 'x' };
    expect((await call(bureau, 'GET', '/api/demo/simulator')).status).toBe(404);
    expect((await call(bureau, 'POST', '/api/demo/simulator', scene)).status).toBe(404);
  });

  test('sends headers that keep a page from being framed, guessed or led away', async () => {
    const { call } = shared();
    const { headers } = await call(null, 'GET', '/api/status');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  test('tells topics of what changed, and survives a listener that goes away', async () => {
    const { call, city } = await testApi();
    const caller = bureauOf('371700');
    const going = new AbortController();
    const response = await fetch(await urlOf(call, caller, '/api/events'), {
      headers: { cookie: `caller=${caller.user}` },
      signal: going.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const seen = readUntil(reader, '"topic":"facts"');
    await city.state(caller, [
      {
        type: 'analysis',
        record: 'A-1',
        at: '2025-01-01',
        set: { jurisdiction: '371700', kind: 'trend' },
      },
    ]);
    expect(await seen).toContain('event: hello');
    going.abort();
    await expect(reader.read()).rejects.toThrow();
    expect((await call(null, 'GET', '/api/status')).status).toBe(200);
  });
});

async function urlOf(
  call: Awaited<ReturnType<typeof testApi>>['call'],
  caller: Parameters<typeof call>[0],
  path: string,
): Promise<string> {
  const { url } = await call(caller, 'GET', '/api/status');
  return new URL(path, url).href;
}

async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  wanted: string,
): Promise<string> {
  let text = '';
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the stream ended: ${text}`);
    text += Buffer.from(value).toString();
  }
  return text;
}
