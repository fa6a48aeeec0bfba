import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { ENTERPRISE, type Role } from '../../law/roles.ts';
import {
  accidentNames,
  actNames,
  bilingual,
  kindNames,
  plain,
  reportFilters,
  stageNames,
} from './model.ts';
import { takenNames } from './rules/table.ts';

/** Who sees that reports came: those who work on them, their leader, an enterprise its own (internal). */
export const READERS: readonly Role[] = [
  ...(['leader', 'bureau', 'office', 'officer'] as const),
  ...(['principal', 'safetyManager'] as const),
];
/** Who takes a step of some report. */
export const HANDLERS: readonly Role[] = READERS.filter((role) => role !== 'leader');

const oneReport = z.object({ id: plain(200).min(1) });
const linkShape = z.object({ type: z.string(), id: z.string(), name: z.string().nullable() });
const codeShape = z.object({ code: z.string(), text: bilingual });
const stageShape = z.object({ code: z.enum(stageNames), text: bilingual });

const rowShape = z.object({
  id: z.string(),
  date: z.string().nullable(),
  channel: codeShape.nullable(),
  topic: codeShape.nullable(),
  enterprise: linkShape.nullable(),
  division: linkShape.nullable(),
  stage: stageShape,
  due: z.string().nullable(),
  overdue: z.boolean(),
  result: codeShape.nullable(),
  /** Paid, in yuan. */
  amount: z.number().nullable(),
});

const valueShape = z.union([z.string().max(4000), z.number(), z.boolean()]).nullable();

const fieldShape = z.object({
  name: z.string(),
  label: bilingual,
  kind: z.enum(['text', 'area', 'number', 'date', 'select']),
  required: z.boolean(),
  hint: bilingual.nullable(),
  options: z.array(z.object({ value: z.string(), label: bilingual })).nullable(),
  value: valueShape,
});

const workingShape = z.object({
  lines: z.array(
    z.object({ text: bilingual, yuan: z.number().nullable(), confidence: z.string().nullable() }),
  ),
  amount: z.number().nullable(),
  multiplier: z.number(),
  perReporter: z.number().nullable(),
});

/** What a reward is worked out from, beside what is on record. */
const caseShape = {
  fine: z.number().min(0).max(1e9),
  proposed: z.number().min(0).max(1e7),
  deaths: z.int().min(0).max(10_000),
  accident: z.enum(accidentNames),
  reporters: z.int().min(1).max(1000),
};
const caseBody = z.object(caseShape).partial();
const caseQuery = z
  .object({
    ...caseShape,
    fine: z.coerce.number().min(0).max(1e9),
    proposed: z.coerce.number().min(0).max(1e7),
    deaths: z.coerce.number().int().min(0).max(10_000),
    reporters: z.coerce.number().int().min(1).max(1000),
  })
  .partial();

const reportShape = z.object({
  row: rowShape,
  /** How many steps it has: an act is taken on the one that was looked at. */
  version: z.int(),
  asOf: z.string(),
  internal: z.boolean(),
  /** What was written; null: not his to read, or it came in by another way. */
  content: z
    .object({
      kind: codeShape,
      place: z.string(),
      text: z.string(),
      photo: z.boolean(),
      notes: z.array(z.string()),
    })
    .nullable(),
  reporterRole: codeShape.nullable(),
  withinDuty: z.boolean().nullable(),
  hazard: linkShape.nullable(),
  /** Somebody left his name or a contact. */
  named: z.boolean(),
  mayReveal: z.boolean(),
  /** The rule of the next time limit, with how far it was checked. */
  limits: z.array(z.object({ text: z.string(), confidence: z.string() })),
  steps: z.array(
    z.object({
      no: z.int(),
      act: z.enum(actNames),
      title: bilingual,
      stage: stageShape,
      at: z.string(),
      by: z.string().nullable(),
      told: z.string().nullable(),
      working: workingShape.nullable(),
      passedTo: z.string().nullable(),
    }),
  ),
  next: z.array(
    z.object({
      act: z.enum(takenNames),
      title: bilingual,
      may: z.boolean(),
      why: bilingual.nullable(),
      fields: z.array(fieldShape),
    }),
  ),
});

export const reportsContract = contract({
  reports: {
    method: 'GET',
    path: '/api/tips',
    title: { zh: '举报办理', en: 'Reports' },
    callers: READERS,
    query: reportFilters.extend({
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(rowShape),
      next: z.string().nullable(),
      asOf: z.string(),
      total: z.int().nullable(),
    }),
  },
  reportsExport: {
    method: 'GET',
    path: '/api/tips/export',
    title: { zh: '导出举报台账', en: 'Export of the reports' },
    callers: READERS,
    query: reportFilters.extend({
      columns: plain(400).optional(),
      language: z.enum(['zh', 'en']).default('zh'),
    }),
    answer: 'file',
    perMinute: 20,
  },
  reportFigures: {
    method: 'GET',
    path: '/api/tips/figures',
    title: { zh: '举报办理情况', en: 'How far the reports are' },
    callers: READERS,
    query: reportFilters.pick({ asOf: true }),
    answer: z.object({
      asOf: z.string(),
      total: z.int(),
      overdue: z.int(),
      stages: z.array(stageShape.extend({ count: z.int(), overdue: z.int() })),
    }),
  },
  report: {
    method: 'GET',
    path: '/api/tips/{id}',
    title: { zh: '一件举报', en: 'A report' },
    callers: READERS,
    params: oneReport,
    query: reportFilters.pick({ asOf: true }),
    answer: reportShape,
  },
  rewardWorking: {
    method: 'GET',
    path: '/api/tips/{id}/working',
    title: { zh: '奖励金额的计算过程', en: 'How a reward is worked out' },
    callers: READERS,
    params: oneReport,
    query: caseQuery,
    answer: workingShape,
  },
  actOnReport: {
    method: 'POST',
    path: '/api/tips/{id}/acts',
    title: { zh: '办理举报', en: 'Take a step of a report' },
    callers: HANDLERS,
    params: oneReport,
    body: z.object({
      act: z.enum(takenNames),
      version: z.int().min(0),
      set: z.record(z.string().max(60), valueShape).default({}),
      /** What the reporter reads. */
      told: plain(1000).nullable().default(null),
      reward: caseBody.default({}),
    }),
    answer: z.object({
      id: z.string(),
      stage: stageShape,
      hazard: z.string().nullable(),
      /** It went to a division that the caller does not see. */
      gone: z.boolean(),
    }),
    refusals: ['wrong-report-stage'],
    idempotent: true,
  },
  reportPhoto: {
    method: 'POST',
    path: '/api/tips/{id}/photo',
    title: { zh: '查看举报照片', en: 'The picture of a report' },
    callers: HANDLERS,
    params: oneReport,
    answer: 'file',
    perMinute: 60,
  },
  revealReporter: {
    method: 'POST',
    path: '/api/tips/{id}/reveal',
    title: { zh: '查看举报人', en: 'Who reported' },
    callers: HANDLERS,
    params: oneReport,
    body: z.object({ reason: plain(200).trim().min(2) }),
    answer: z.object({ name: z.string(), contact: z.string() }),
    perMinute: 30,
  },
  reportInside: {
    method: 'POST',
    path: '/api/tips/internal',
    title: { zh: '企业内部报告', en: 'Report within the enterprise' },
    callers: ENTERPRISE,
    body: z.object({
      /** A secret of the form: sent twice it makes one report. */
      once: z.string().regex(/^[\w-]{24}$/),
      enterprise: plain(100).optional(),
      kind: z.enum(kindNames),
      place: plain(120).trim().min(1),
      text: plain(2000).default(''),
      withinDuty: z.boolean(),
      /** Neither kept nor written down who sends it. */
      anonymous: z.boolean().default(false),
      contact: plain(100).default(''),
    }),
    answer: z.object({ code: z.string(), pin: z.string() }),
    perMinute: 12,
  },
});

export type ReportRow = z.infer<typeof rowShape>;
export type ReportWhole = z.infer<typeof reportShape>;
export type ReportNext = ReportWhole['next'][number];
export type WorkingShown = z.infer<typeof workingShape>;
export type CaseGiven = z.infer<typeof caseBody>;
