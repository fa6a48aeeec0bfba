import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { exportQuery } from '../../kernel/shapes.ts';
import { letterWriters } from '../../law/letters.ts';
import { BUSINESS } from '../../law/roles.ts';
import {
  assignmentOrders,
  assignmentStates,
  chosenStatuses,
  objectStates,
  outcomes,
} from './model.ts';

const params = z.object({ id: z.string().regex(/^[0-9a-f-]{36}$/) });
const asOf = z.iso.date().optional();

const minutes = z.coerce
  .number({ error: words('请填写分钟数', 'Write a number of minutes') })
  .int()
  .min(1, { error: words('至少 1 分钟', 'At least one minute') })
  .max(600, { error: words('至多 600 分钟', 'At most 600 minutes') });

/** Duties of a clause by a filter. */
const filter = {
  clause: z.string().min(1).max(30),
  status: z.enum(chosenStatuses).default('overdue'),
  division: z
    .string()
    .regex(/^\d{6,9}$/)
    .optional(),
};

const link = z.object({ id: z.string(), name: z.string() });

const viewShape = z.object({
  id: z.string(),
  clause: z.string(),
  title: z.string(),
  issuer: z.string(),
  author: z.string(),
  madeOn: z.string(),
  due: z.string(),
  state: z.enum(assignmentStates),
  endedOn: z.string().nullable(),
  /** Of the objects that the caller sees. */
  objects: z.int(),
  done: z.int(),
  /** Open after the end date. */
  late: z.boolean(),
  /** Given by the caller's own node. */
  given: z.boolean(),
  version: z.int(),
});
export type AssignmentView = z.infer<typeof viewShape>;

const objectShape = z.object({
  no: z.int(),
  subject: z.string(),
  name: z.string(),
  owner: z.string(),
  period: z.string().nullable(),
  dutyDue: z.string().nullable(),
  doneOn: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
});
export type ObjectView = z.infer<typeof objectShape>;

const wholeShape = viewShape.extend({
  text: z.string(),
  /** The plan's words: what the task rests on. */
  quote: z.string(),
  division: link.nullable(),
  status: z.enum(chosenStatuses),
  asOf: z.string(),
  minutes: z.int(),
  reason: z.string().nullable(),
  mayWithdraw: z.boolean(),
});
export type AssignmentWhole = z.infer<typeof wholeShape>;

const listFilter = z.object({
  sort: z.enum(assignmentOrders).default('-made'),
  box: z.enum(['given', 'received']).default('given'),
  state: z.enum(assignmentStates).optional(),
  clause: z.string().max(30).optional(),
  q: z.string().max(50).optional(),
  asOf,
});

export const assignmentsContract = contract({
  assignmentPreview: {
    method: 'GET',
    path: '/api/assignments/preview',
    title: { zh: '预览任务分解', en: 'The objects and the burden that a task would have' },
    callers: letterWriters,
    query: z.object({ ...filter, minutes: minutes.default(30) }),
    answer: z.object({
      clause: z.string(),
      quote: z.string(),
      title: z.string(),
      division: link.nullable(),
      burden: z.object({
        objects: z.int(),
        addressees: z.int(),
        minutes: z.int(),
        usualMinutes: z.int(),
        mostMinutes: z.int(),
        usualOpen: z.int(),
        mostOpen: z.int(),
      }),
      /** More than one task may have: to be given division by division. */
      tooMany: z.boolean(),
      /** Divisions to choose from: the issuer's own and those right below it. */
      divisions: z.array(link),
      /** Of the objects, those that another open task has. */
      already: z.int(),
      first: z.array(z.object({ name: z.string(), owner: z.string(), due: z.string().nullable() })),
      /** A suggestion: so many working days from today. */
      due: z.string(),
      today: z.string(),
    }),
    refusals: ['task-issuer'],
  },
  giveAssignment: {
    method: 'POST',
    path: '/api/assignments',
    title: { zh: '发布任务', en: 'Give a task split from a clause' },
    callers: letterWriters,
    body: z.object({
      ...filter,
      title: z
        .string()
        .trim()
        .min(1, { error: words('请填写任务名称', 'Name the task') })
        .max(80, { error: words('名称最多 80 字', 'At most 80 characters') }),
      text: z
        .string()
        .trim()
        .max(2000, { error: words('要求最多 2000 字', 'At most 2,000 characters') })
        .default(''),
      due: z.iso.date({ error: words('请选择完成期限', 'Choose the end date') }),
      minutes,
    }),
    answer: z.object({ id: z.string() }),
    refusals: ['empty-task', 'task-too-large', 'task-issuer', 'due-past'],
    idempotent: true,
  },
  assignments: {
    method: 'GET',
    path: '/api/assignments',
    title: { zh: '分解任务列表', en: 'Tasks given or received' },
    callers: BUSINESS,
    query: listFilter.extend({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(viewShape),
      next: z.string().nullable(),
      asOf: z.string(),
    }),
  },
  assignmentsExport: {
    method: 'GET',
    path: '/api/assignments/export',
    title: { zh: '导出分解任务', en: 'Tasks as a sheet' },
    callers: BUSINESS,
    query: listFilter.extend(exportQuery),
    answer: 'file',
  },
  assignment: {
    method: 'GET',
    path: '/api/assignments/{id}',
    title: { zh: '分解任务详情', en: 'One task' },
    callers: BUSINESS,
    params,
    answer: wholeShape,
  },
  assignmentObjects: {
    method: 'GET',
    path: '/api/assignments/{id}/objects',
    title: { zh: '任务对象', en: 'The objects of a task' },
    callers: BUSINESS,
    params,
    query: z.object({
      state: z.enum(objectStates).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(objectShape), next: z.string().nullable() }),
  },
  assignmentObjectsExport: {
    method: 'GET',
    path: '/api/assignments/{id}/export',
    title: { zh: '导出任务对象', en: 'The objects of a task as a sheet' },
    callers: BUSINESS,
    params,
    query: z.object({ state: z.enum(objectStates).optional(), ...exportQuery }),
    answer: 'file',
  },
  withdrawAssignment: {
    method: 'POST',
    path: '/api/assignments/{id}/withdraw',
    title: { zh: '撤回任务', en: 'Withdraw a task' },
    callers: letterWriters,
    params,
    body: z.object({
      version: z.int(),
      reason: z
        .string()
        .trim()
        .min(1, { error: words('请说明撤回原因', 'Say why') })
        .max(500, { error: words('最多 500 字', 'At most 500 characters') }),
    }),
    answer: wholeShape,
    refusals: ['conflict', 'task-ended'],
    idempotent: true,
  },
});

export const assignmentsProblems = {
  'empty-task': {
    status: 422,
    title: {
      zh: '没有符合条件的对象，请调整状态或区划',
      en: 'Nothing fits the filter: choose another status or division',
    },
  },
  'task-too-large': {
    status: 422,
    title: {
      zh: '对象超过 2000 个，请按区划分别发布',
      en: 'More than 2,000 objects: give it division by division',
    },
  },
  'task-issuer': {
    status: 403,
    title: {
      zh: '只有应急管理部门可以分解任务',
      en: 'Tasks are given by an emergency bureau',
    },
  },
  'due-past': {
    status: 422,
    title: { zh: '完成期限不能早于今天', en: 'The end date lies before today' },
  },
  'task-ended': {
    status: 409,
    title: { zh: '任务已完成或已撤回', en: 'The task is done or withdrawn' },
  },
} as const;
