import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { dayShape, exportQuery, wordsShape } from '../../kernel/shapes.ts';
import { AUTHORITY_AND_PARK, BUSINESS, ENTERPRISE, REPORTERS, WRITERS } from '../../law/roles.ts';
import {
  checkFilters,
  codeShape,
  completionShape,
  itemShape,
  judgementNames,
  ledShape,
  linkShape,
  moment,
  outcomeShape,
  placeShape,
  plain,
  rowShape,
  taskShape,
  tasksShape,
} from './model.ts';

export type { CheckItem, CheckOutcome, CheckRow, CompletionRow, Task } from './model.ts';

const page = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

const ledAnswer = z.object({
  asOf: z.string(),
  enterprise: linkShape,
  /** Clauses that ask this enterprise for it, and how the newest period stands. */
  duties: z.array(
    z.object({
      clause: z.string(),
      text: wordsShape,
      period: z.string().nullable(),
      due: z.string().nullable(),
      status: z.enum(['met', 'late', 'pending', 'overdue', 'unknown']),
    }),
  ),
  rows: z.array(ledShape),
  next: z.string().nullable(),
  leaders: z.array(z.object({ id: z.string(), name: z.string(), role: z.string().nullable() })),
  kinds: z.array(codeShape),
  scopes: z.array(codeShape),
  leaderRoles: z.array(codeShape),
});
export type LedAnswer = z.infer<typeof ledAnswer>;

export const checksContract = contract({
  tasks: {
    method: 'GET',
    path: '/api/checks/tasks',
    title: { zh: '今日排查任务', en: 'Tasks of today' },
    callers: BUSINESS,
    query: z.object({
      asOf: dayShape.optional(),
      /** Whose; of somebody with one enterprise his own. */
      enterprise: plain(100).optional(),
      /** Every role's tasks, not the caller's alone. */
      all: z.stringbool().default(false),
      /** Only what nobody has done yet. */
      left: z.stringbool().default(false),
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(200),
    }),
    answer: tasksShape,
  },
  placeTasks: {
    method: 'GET',
    path: '/api/checks/places/{code}',
    title: { zh: '扫码打开的排查任务', en: 'Tasks at a place, by its code' },
    callers: BUSINESS,
    params: z.object({ code: plain(200).min(1) }),
    query: z.object({ asOf: dayShape.optional() }),
    answer: z.object({
      asOf: z.string(),
      enterprise: linkShape,
      name: z.string().nullable(),
      rows: z.array(taskShape),
    }),
  },
  submitChecks: {
    method: 'POST',
    path: '/api/checks',
    title: { zh: '提交排查记录', en: 'Send records of checks' },
    callers: REPORTERS,
    body: z.object({
      /** By the device's clock, now: how much it is off shows in it. */
      sentAt: moment.nullable().default(null),
      /** What the server's clock was ahead of the device's, in ms, where it was measured. */
      offset: z.number().min(-1e13).max(1e13).nullable().default(null),
      items: z.array(itemShape).min(1).max(200),
    }),
    answer: z.object({ rows: z.array(outcomeShape) }),
    idempotent: true,
  },
  checks: {
    method: 'GET',
    path: '/api/checks',
    title: { zh: '排查记录台账', en: 'Ledger of checks' },
    callers: BUSINESS,
    query: checkFilters.extend(page),
    answer: z.object({
      rows: z.array(rowShape),
      next: z.string().nullable(),
      asOf: z.string(),
    }),
  },
  checksExport: {
    method: 'GET',
    path: '/api/checks/export',
    title: { zh: '导出排查记录', en: 'Export of the checks' },
    callers: BUSINESS,
    query: checkFilters.extend(exportQuery),
    answer: 'file',
    perMinute: 20,
  },
  judgeCheck: {
    method: 'POST',
    path: '/api/checks/{id}/judgement',
    title: { zh: '核实排查标记', en: 'Judge the marks of a check' },
    callers: WRITERS,
    params: z.object({ id: plain(200).min(1) }),
    body: z.object({
      version: z.int().min(0),
      judgement: z.enum(judgementNames),
      reason: plain(1000).nullable().default(null),
    }),
    answer: z.object({ id: z.string(), version: z.int() }),
    idempotent: true,
  },
  completion: {
    method: 'GET',
    path: '/api/checks/completion',
    title: { zh: '排查完成情况', en: 'Completion of checks by enterprise' },
    callers: BUSINESS,
    query: checkFilters.pick({ asOf: true, enterprise: true, division: true }).extend({
      /** Days that are counted, up to the day that is looked at. */
      days: z.coerce.number().int().min(1).max(31).default(7),
      ...page,
    }),
    answer: z.object({
      asOf: z.string(),
      from: z.string(),
      to: z.string(),
      rows: z.array(completionShape),
      next: z.string().nullable(),
      /** Cut-offs of the levels; `recalled`: they are from memory, not from the guide's text. */
      levels: z.array(z.object({ name: z.string(), min: z.number() })),
      recalled: z.boolean(),
    }),
  },
  completionExport: {
    method: 'GET',
    path: '/api/checks/completion/export',
    title: { zh: '导出排查完成情况', en: 'Export of the completion' },
    callers: AUTHORITY_AND_PARK,
    query: checkFilters.pick({ asOf: true, enterprise: true, division: true }).extend({
      days: z.coerce.number().int().min(1).max(31).default(7),
      ...exportQuery,
    }),
    answer: 'file',
    perMinute: 10,
  },
  checkSettings: {
    method: 'GET',
    path: '/api/checks/settings',
    title: { zh: '排查规则参数', en: 'Numbers of the rules of checks' },
    callers: BUSINESS,
    answer: z.object({
      rows: z.array(
        z.object({ name: z.string(), title: wordsShape, value: z.number(), source: wordsShape }),
      ),
    }),
  },
  places: {
    method: 'GET',
    path: '/api/checks/codes',
    title: { zh: '点位二维码', en: 'QR codes of places' },
    callers: BUSINESS,
    query: z.object({
      asOf: dayShape.optional(),
      enterprise: plain(100).optional(),
      /** Where the server is reached: `https://example.cn`. */
      origin: z.url({ protocol: /^https?$/ }).max(200),
    }),
    answer: z.object({ asOf: z.string(), enterprise: linkShape, rows: z.array(placeShape) }),
  },
  ledChecks: {
    method: 'GET',
    path: '/api/checks/led',
    title: { zh: '带队检查', en: 'Checks that a leader led' },
    callers: BUSINESS,
    query: z.object({ asOf: dayShape.optional(), enterprise: plain(100).optional(), ...page }),
    answer: ledAnswer,
  },
  stateLedCheck: {
    method: 'POST',
    path: '/api/checks/led',
    title: { zh: '登记带队检查', en: 'Record a check that a leader led' },
    callers: ENTERPRISE,
    body: z.object({
      /** Made by the device: the same again is the same record. */
      id: z.uuid(),
      enterprise: plain(100).min(1),
      date: dayShape,
      leader: plain(200).min(1),
      leaderRole: plain(60).min(1),
      kind: plain(60).min(1),
      scope: z.array(plain(60).min(1)).min(1).max(20),
      findings: z.int().min(0).max(10_000),
      note: plain(2000).nullable().default(null),
    }),
    answer: z.object({ id: z.string(), already: z.boolean() }),
    idempotent: true,
  },
});
