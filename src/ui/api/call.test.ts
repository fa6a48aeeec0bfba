import { describe, expect, it } from 'vitest';
import { fileName, headersOf, urlOf } from './call.ts';
import { asProblem, problemFrom } from './problem.ts';

describe('an address', () => {
  it.each([
    ['/api/plan', {}, '/api/plan'],
    ['/api/enterprises/{id}', { params: { id: 'E 1/2' } }, '/api/enterprises/E%201%2F2'],
    [
      '/api/plan',
      { query: { asOf: '2025-01-01', status: undefined, name: '', after: null } },
      '/api/plan?asOf=2025-01-01',
    ],
    ['/api/plan', { query: { ids: ['a', 'b'] } }, '/api/plan?ids=a&ids=b'],
    ['/api/plan', { query: { limit: 0, live: false } }, '/api/plan?limit=0&live=false'],
  ] as const)('%s with %o', (path, values, url) => expect(urlOf({ path }, values)).toBe(url));
});

describe('headers', () => {
  it('a read brings none, a write says that it is ours', () => {
    expect(headersOf({ method: 'GET' }, {})).toEqual({});
    expect(headersOf({ method: 'PUT' }, {})).toEqual({ 'X-Zhiben': '1' });
  });

  it('a write that can be repeated brings its key, the given one or a new one', () => {
    const endpoint = { method: 'POST', idempotent: true } as const;
    expect(headersOf(endpoint, { idempotencyKey: 'k1' })['Idempotency-Key']).toBe('k1');
    const [one, two] = [headersOf(endpoint, {}), headersOf(endpoint, {})];
    expect(one['Idempotency-Key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(one['Idempotency-Key']).not.toBe(two['Idempotency-Key']);
  });
});

describe('problems', () => {
  it('keep the words of the server', () => {
    const title = { zh: '请先登录', en: 'Sign in first' };
    const problem = problemFrom({ code: 'signed-out', status: 401, title }, 401);
    expect(problem).toMatchObject({ code: 'signed-out', status: 401, title, fields: [] });
  });

  it('have words where the answer is no problem at all', () => {
    expect(problemFrom('<html>', 502).code).toBe('odd-answer');
    expect(asProblem(new TypeError('x')).title.zh).toBe('服务器的回答无法识别');
  });
});

it.each([
  [`attachment; filename="a.xlsx"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx`, '台账.xlsx'],
  ['attachment; filename="a b.docx"', 'a b.docx'],
  ['', 'download'],
])('the name in %s', (header, name) => expect(fileName(header)).toBe(name));
