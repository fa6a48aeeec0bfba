import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { wordsShape } from '../../kernel/shapes.ts';
import { localeShape, meShape, sessionShape, typeSizeShape } from './model.ts';

/** What the server is doing, for whoever waits for it. */
export const statusShape = z.object({
  ready: z.boolean(),
  phase: z.enum(['loading', 'building', 'ready', 'failed']),
  /** Steps done of all, while something is built. */
  done: z.int(),
  all: z.int(),
  facts: z.int(),
  /** The city is made up (合成演示数据). */
  demo: z.boolean(),
  /** The newest day that can be seen, and the first. */
  today: z.string(),
  firstDay: z.string(),
  /** So many clauses' duties of divisions do not hold the facts since then; null: all do. */
  counting: z.object({ clauses: z.int(), since: z.string() }).nullable(),
});

const NEEDED = words('请填写', 'fill this in');
const password = z.string().min(1, { error: NEEDED }).max(512);
const code = z.string().regex(/^\d{6}$/, { error: words('六位数字', 'six digits') });
const done = z.object({ done: z.literal(true) });

/** Signing in, and what is everybody's own. */
export const identityContract = contract({
  status: {
    method: 'GET',
    path: '/api/status',
    title: { zh: '系统状态', en: 'State of the server' },
    callers: 'anyone',
    answer: statusShape,
  },
  events: {
    method: 'GET',
    path: '/api/events',
    title: { zh: '变化通知', en: 'Topics of what changed, as server-sent events' },
    callers: 'signedIn',
    answer: 'events',
  },
  session: {
    method: 'GET',
    path: '/api/session',
    title: { zh: '当前登录', en: 'Who has signed in' },
    callers: 'anyone',
    /** `oidc`: what the button of the other sign-in says; null: there is none. */
    answer: z.object({ me: meShape.nullable(), oidc: wordsShape.nullable() }),
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    title: { zh: '登录', en: 'Sign in' },
    callers: 'anyone',
    perMinute: 60,
    body: z.object({
      name: z.string().trim().min(1, { error: NEEDED }).max(100),
      password,
      code: code.optional(),
    }),
    answer: meShape,
    refusals: ['sign-in-wrong', 'sign-in-locked'],
  },
  beginOther: {
    method: 'GET',
    path: '/api/session/oidc/start',
    title: { zh: '转到统一身份认证', en: 'Go to the other sign-in' },
    callers: 'anyone',
    perMinute: 60,
    query: z.object({ from: z.string().max(2000).optional() }),
    /** Nothing: the browser is sent on. */
    answer: z.null(),
    refusals: ['not-found'],
  },
  finishOther: {
    method: 'GET',
    path: '/api/session/oidc/callback',
    title: { zh: '从统一身份认证返回', en: 'Back from the other sign-in' },
    callers: 'anyone',
    perMinute: 60,
    query: z.object({
      code: z.string().max(2000).optional(),
      state: z.string().max(500).optional(),
      iss: z.string().max(500).optional(),
      error: z.string().max(500).optional(),
    }),
    answer: z.null(),
    refusals: ['not-found'],
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    title: { zh: '退出登录', en: 'Sign out' },
    callers: 'signedIn',
    atDoor: true,
    answer: done,
  },
  lock: {
    method: 'POST',
    path: '/api/session/lock',
    title: { zh: '锁定屏幕', en: 'Lock the screen' },
    callers: 'signedIn',
    atDoor: true,
    answer: meShape,
  },
  unlock: {
    method: 'POST',
    path: '/api/session/unlock',
    title: { zh: '解除锁屏', en: 'Unlock the screen' },
    callers: 'signedIn',
    atDoor: true,
    perMinute: 60,
    body: z.object({ password }),
    answer: meShape,
    refusals: ['sign-in-wrong', 'sign-in-locked'],
  },
  giveCode: {
    method: 'POST',
    path: '/api/session/code',
    title: { zh: '提交动态口令', en: 'Give the second factor' },
    callers: 'signedIn',
    atDoor: true,
    perMinute: 60,
    body: z.object({ code }),
    answer: meShape,
    refusals: ['sign-in-wrong', 'sign-in-locked'],
  },
  me: {
    method: 'GET',
    path: '/api/me',
    title: { zh: '本人信息', en: 'The caller' },
    callers: 'signedIn',
    atDoor: true,
    answer: meShape,
  },
  changeMe: {
    method: 'PATCH',
    path: '/api/me',
    title: { zh: '修改显示设置', en: 'Change how pages are shown' },
    callers: 'signedIn',
    body: z.object({ locale: localeShape.optional(), typeSize: typeSizeShape.optional() }),
    answer: meShape,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/me/password',
    title: { zh: '修改口令', en: 'Change the password' },
    callers: 'signedIn',
    atDoor: true,
    perMinute: 60,
    body: z.object({ current: password, next: password }),
    answer: meShape,
    refusals: ['sign-in-wrong', 'sign-in-locked', 'session-locked', 'code-due'],
  },
  enrol: {
    method: 'POST',
    path: '/api/me/second-factor',
    title: { zh: '设置动态口令', en: 'Set up a second factor' },
    callers: 'signedIn',
    atDoor: true,
    perMinute: 60,
    body: z.object({ password }),
    /** Shown once: the secret for typing, the picture (QR code) for the camera. */
    answer: z.object({ secret: z.string(), image: z.string() }),
    refusals: ['sign-in-wrong', 'sign-in-locked', 'session-locked', 'code-due', 'password-due'],
  },
  confirmEnrolment: {
    method: 'POST',
    path: '/api/me/second-factor/confirm',
    title: { zh: '确认动态口令', en: 'Confirm the second factor' },
    callers: 'signedIn',
    atDoor: true,
    perMinute: 60,
    body: z.object({ code }),
    answer: meShape,
    refusals: ['sign-in-wrong', 'sign-in-locked', 'session-locked', 'code-due', 'password-due'],
  },
  sessions: {
    method: 'GET',
    path: '/api/me/sessions',
    title: { zh: '本人的登录会话', en: 'Own sessions' },
    callers: 'signedIn',
    answer: z.object({ rows: z.array(sessionShape) }),
  },
  endSession: {
    method: 'DELETE',
    path: '/api/me/sessions/{id}',
    title: { zh: '结束一个会话', en: 'End a session' },
    callers: 'signedIn',
    params: z.object({ id: z.string().max(100) }),
    answer: done,
  },
});

export type Status = z.infer<typeof statusShape>;
