import type { Bilingual } from './endpoint.ts';

export interface ProblemKind {
  readonly status: number;
  readonly title: Bilingual;
}

/**
 * Refusals that any endpoint may give. Slices add their own; every code is unique, documented in
 * docs/problems.md and listed in the OpenAPI description.
 */
export const commonProblems = {
  'bad-request': { status: 400, title: { zh: '请求有误', en: 'The request is not valid' } },
  'signed-out': { status: 401, title: { zh: '请先登录', en: 'Sign in first' } },
  'session-locked': { status: 423, title: { zh: '屏幕已锁定', en: 'The screen is locked' } },
  'code-due': {
    status: 403,
    title: { zh: '请先输入动态口令', en: 'Give the second factor first' },
  },
  'password-due': { status: 403, title: { zh: '请先修改口令', en: 'Change the password first' } },
  'enrol-due': {
    status: 403,
    title: { zh: '请先设置动态口令', en: 'Set up a second factor first' },
  },
  forbidden: { status: 403, title: { zh: '没有权限', en: 'Not allowed' } },
  'not-found': { status: 404, title: { zh: '没有找到', en: 'Not found' } },
  'not-visible': {
    // One answer for what is not there and for what is not yours: existence is not given away.
    status: 403,
    title: {
      zh: '没有这条记录，或不在您的数据范围内',
      en: 'No such record, or it is outside your scope',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { zh: '不支持这种方法', en: 'Method not allowed' },
  },
  conflict: {
    status: 409,
    title: { zh: '内容已被他人修改', en: 'Somebody else changed it meanwhile' },
  },
  'key-reused': {
    status: 422,
    title: {
      zh: '同一幂等键用于不同的请求',
      en: 'The idempotency key was used for another request',
    },
  },
  'too-large': { status: 413, title: { zh: '内容过大', en: 'Too large' } },
  'unsupported-type': {
    status: 415,
    title: { zh: '不支持这种内容格式', en: 'This content type is not taken' },
  },
  'too-many': { status: 429, title: { zh: '请求过于频繁', en: 'Too many requests' } },
  internal: { status: 500, title: { zh: '系统出错', en: 'Internal error' } },
  'not-ready': { status: 503, title: { zh: '正在准备，请稍候', en: 'Not ready yet' } },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type CommonProblem = keyof typeof commonProblems;
