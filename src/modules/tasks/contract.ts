import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { exportQuery, wordsShape } from '../../kernel/shapes.ts';
import { BUSINESS } from '../../law/roles.ts';
import { boxes, inboxOrders, messageClasses, messageReasons, todoKinds } from './model.ts';

const id = z.object({ id: z.string().regex(/^\d{1,18}$/) });
const asOf = z.iso.date().optional();
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: words('请填写时刻，如 08:30', 'Write a time of day such as 08:30'),
});
const longText = z
  .string()
  .trim()
  .min(1, { error: words('请填写内容', 'Write something') })
  .max(2000, { error: words('最多 2000 字', 'At most 2,000 characters') });

const inboxFilter = z.object({
  /** Usually by deadline; what is done and what one began by day, newest first. */
  sort: z.enum(inboxOrders).optional(),
  box: z.enum(boxes).default('todo'),
  kind: z.enum(todoKinds).optional(),
  plan: z.enum(['chem', 'trade']).optional(),
  late: z.stringbool().optional(),
  /** Due from the day on within so many days. */
  within: z.coerce.number().int().min(0).max(366).optional(),
  q: z.string().max(50).optional(),
  asOf,
});

export const todoShape = z.object({
  id: z.string(),
  kind: z.enum(todoKinds),
  /** Verb and object. */
  title: wordsShape,
  clause: z.string().nullable(),
  /** Page of what it is about. */
  link: z.string().nullable(),
  subjects: z.int(),
  overdue: z.int(),
  due: z.string().nullable(),
  /** Until the due day; negative: since. */
  workingDays: z.int().nullable(),
  late: z.boolean(),
  sender: wordsShape,
  openedOn: z.string(),
  closedOn: z.string().nullable(),
  assignee: z.string().nullable(),
  unread: z.boolean(),
  notes: z.int(),
  /** The caller is among those who do it. */
  mine: z.boolean(),
  version: z.int(),
});
export type TodoView = z.infer<typeof todoShape>;

const messageShape = z.object({
  id: z.string(),
  class: z.enum(messageClasses),
  reason: z.enum(messageReasons),
  title: wordsShape,
  /** Why the caller gets it (为什么收到). */
  why: wordsShape,
  link: z.string().nullable(),
  count: z.int(),
  at: z.string(),
  unread: z.boolean(),
});

const settingsShape = z.object({
  quietFrom: clock,
  quietUntil: clock,
  dailyCap: z.int().min(1).max(100),
  digestAt: clock,
});

const feedbackKinds = ['complaint', 'suggestion', 'fault'] as const;

export const tasksContract = contract({
  inbox: {
    method: 'GET',
    path: '/api/todos',
    title: { zh: '待办列表', en: 'The inbox' },
    callers: BUSINESS,
    query: inboxFilter.extend({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(todoShape),
      next: z.string().nullable(),
      asOf: z.string(),
      counts: z.object({ todo: z.int(), done: z.int(), started: z.int(), read: z.int() }),
    }),
  },
  inboxExport: {
    method: 'GET',
    path: '/api/todos/export',
    title: { zh: '导出待办列表', en: 'The inbox as a sheet' },
    callers: BUSINESS,
    query: inboxFilter.extend(exportQuery),
    answer: 'file',
  },
  todo: {
    method: 'GET',
    path: '/api/todos/{id}',
    title: { zh: '待办详情', en: 'One to-do with its notes and colleagues' },
    callers: BUSINESS,
    params: id,
    answer: todoShape.extend({
      remarks: z.array(z.object({ at: z.string(), name: z.string(), text: z.string() })),
      colleagues: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  },
  readTodo: {
    method: 'POST',
    path: '/api/todos/{id}/read',
    title: { zh: '标记已读', en: 'Mark a to-do read' },
    callers: BUSINESS,
    params: id,
    answer: z.object({ done: z.boolean() }),
    idempotent: true,
  },
  handOver: {
    method: 'POST',
    path: '/api/todos/{id}/hand-over',
    title: { zh: '交接给同单位人员', en: 'Hand a to-do over to a colleague of the same node' },
    callers: BUSINESS,
    params: id,
    body: z.object({ to: z.string().min(1).max(100), version: z.int() }),
    answer: z.object({ done: z.boolean() }),
    refusals: ['no-colleague', 'conflict'],
    idempotent: true,
  },
  noteTodo: {
    method: 'POST',
    path: '/api/todos/{id}/notes',
    title: { zh: '添加备注', en: 'Add a note to a to-do' },
    callers: BUSINESS,
    params: id,
    body: z.object({ text: longText }),
    answer: z.object({ done: z.boolean() }),
    idempotent: true,
  },
  messages: {
    method: 'GET',
    path: '/api/messages',
    title: { zh: '消息列表', en: 'Messages that have come so far' },
    callers: BUSINESS,
    query: z.object({ unread: z.stringbool().optional() }),
    answer: z.object({ rows: z.array(messageShape), unread: z.int(), later: z.int() }),
  },
  messagesExport: {
    method: 'GET',
    path: '/api/messages/export',
    title: { zh: '导出消息列表', en: 'Messages as a sheet' },
    callers: BUSINESS,
    query: z.object({ unread: z.stringbool().optional(), ...exportQuery }),
    answer: 'file',
  },
  readMessages: {
    method: 'POST',
    path: '/api/messages/read',
    title: { zh: '消息标记已读', en: 'Mark messages read' },
    callers: BUSINESS,
    body: z.object({ ids: z.array(z.string().regex(/^\d{1,18}$/)).max(500) }),
    answer: z.object({ done: z.boolean() }),
    idempotent: true,
  },
  messageSettings: {
    method: 'GET',
    path: '/api/messages/settings',
    title: { zh: '消息设置', en: 'How I want to be told' },
    callers: BUSINESS,
    answer: settingsShape.extend({ source: wordsShape, own: z.boolean() }),
  },
  setMessages: {
    method: 'PUT',
    path: '/api/messages/settings',
    title: { zh: '修改消息设置', en: 'Change how I want to be told' },
    callers: BUSINESS,
    body: settingsShape,
    answer: settingsShape,
    idempotent: true,
  },
  settings: {
    method: 'GET',
    path: '/api/todos-settings',
    title: { zh: '待办规则', en: 'Rules by which to-dos come and climb, with their source' },
    callers: BUSINESS,
    answer: z.object({
      rows: z.array(
        z.object({ name: z.string(), title: wordsShape, value: wordsShape, source: wordsShape }),
      ),
    }),
  },
  giveFeedback: {
    method: 'POST',
    path: '/api/feedback',
    title: { zh: '提交投诉建议', en: 'Send a complaint or suggestion' },
    callers: 'signedIn',
    body: z.object({
      kind: z.enum(feedbackKinds),
      page: z.string().max(200).nullable().default(null),
      text: longText,
    }),
    answer: z.object({ id: z.string() }),
    idempotent: true,
    perMinute: 20,
  },
  feedback: {
    method: 'GET',
    path: '/api/feedback',
    title: {
      zh: '投诉建议列表',
      en: 'Complaints and suggestions: one’s own, all for the city bureau',
    },
    callers: 'signedIn',
    query: z.object({
      cursor: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
    }),
    answer: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          kind: z.enum(feedbackKinds),
          name: z.string(),
          page: z.string().nullable(),
          text: z.string(),
          answer: z.string().nullable(),
          answeredAt: z.string().nullable(),
          /** The caller may answer it. */
          mayAnswer: z.boolean(),
        }),
      ),
      next: z.string().nullable(),
    }),
  },
  answerFeedback: {
    method: 'POST',
    path: '/api/feedback/{id}/answer',
    title: { zh: '答复投诉建议', en: 'Answer a complaint or suggestion' },
    callers: ['bureau'],
    params: id,
    body: z.object({ text: longText }),
    answer: z.object({ done: z.boolean() }),
    idempotent: true,
  },
});

export const tasksProblems = {
  'no-colleague': {
    status: 422,
    title: {
      zh: '只能交接给同一单位的在岗人员',
      en: 'Only a colleague of the same node takes it over',
    },
  },
} as const;

export type MessageView = z.infer<typeof messageShape>;
