import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { words } from '../../kernel/endpoint.ts';
import { ApiProblem } from '../api/problem.ts';
import { changed, faultsFrom, faultsOf, MISSING } from './state.ts';

const SHORT = { zh: '太短', en: 'too short' };
const schema = z.object({
  name: z.string().nullable(),
  code: z.string().min(18, { error: words(SHORT.zh, SHORT.en) }),
});
const fields = [{ name: 'name', required: true }, { name: 'code' }];

describe('what a form sees itself', () => {
  it.each([
    ['nothing wrong', { name: 'x', code: '9'.repeat(18) }, {}],
    ['a required field is empty', { name: '', code: '9'.repeat(18) }, { name: MISSING }],
    ['the schema says it in both languages', { name: 'x', code: '1' }, { code: SHORT }],
  ])('%s', (_, values, faults) => expect(faultsOf(fields, values, schema)).toEqual(faults));
});

describe('what the server refuses', () => {
  const problem = (list: { path: string; message: typeof SHORT }[]): ApiProblem =>
    new ApiProblem({
      code: 'bad-request',
      status: 400,
      title: { zh: '请求有误', en: 'The request is not valid' },
      fields: list,
    });

  it('stands at its field, without the prefix of the path', () => {
    const refused = problem([{ path: 'set.code', message: SHORT }]);
    expect(faultsFrom(refused, ['name', 'code'], 'set.')).toEqual({ code: SHORT });
  });

  it('stands above the form where no field fits, or none is named', () => {
    const elsewhere = problem([{ path: 'query.asOf', message: SHORT }]);
    expect(faultsFrom(elsewhere, ['name'], '')).toEqual({ '': SHORT });
    expect(faultsFrom(problem([]), ['name'], '')['']?.zh).toBe('请求有误');
  });
});

it('empty and absent are the same; another value is a change', () => {
  expect(changed({ a: null, b: '', c: 1 }, { a: '', b: null, c: 2, d: null })).toEqual(['c']);
  expect(changed({ a: true }, { a: false })).toEqual(['a']);
});
