import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { dayShape as day, wordsShape } from '../../kernel/shapes.ts';
import { BUSINESS, WRITERS } from '../../law/roles.ts';
import {
  attestingShape,
  clauseLinkShape,
  clauseShape,
  clauseStatuses,
  dutyOrders,
  dutyRowShape,
  dutyStatuses,
  factShape,
  figureShape,
  planShape,
} from './model.ts';

const asOf = day.optional();
const clauseId = z.string().max(40);
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
const lang = z.enum(['zh', 'en']).default('zh');

const boardFilter = z.object({
  asOf,
  plan: z.string().max(40).optional(),
  /** Number of a task in its plan, or the letter of a part: `8`, `S1`. */
  task: z.string().max(10).optional(),
  status: z.enum(clauseStatuses).optional(),
  module: z.string().max(40).optional(),
  actor: z.string().max(40).optional(),
  /** Words of the clause, or its number. */
  q: z.string().max(100).optional(),
  /** Only clauses with overdue duties. */
  overdue: flag,
  /** Only clauses that call for somebody: missed, not met, at risk. */
  atRisk: flag,
});

const dutyFilter = z.object({
  asOf,
  sort: z.enum(dutyOrders).default('due'),
  status: z.enum(dutyStatuses).optional(),
  /** A division and all below it. */
  division: z.string().max(40).optional(),
  /** Part of the name or the id of the subject or its enterprise. */
  q: z.string().max(100).optional(),
});

const list = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), asOf: day });

const plans = contract({
  board: {
    method: 'GET',
    path: '/api/plan/board',
    title: { zh: '条款台账', en: 'Plan board' },
    callers: BUSINESS,
    query: boardFilter,
    answer: z.object({
      asOf: day,
      before: day,
      plans: z.array(planShape),
      /** What the filters may be. */
      modules: z.array(z.object({ id: z.string(), words: wordsShape })),
      actors: z.array(z.object({ id: z.string(), words: wordsShape })),
    }),
  },
  boardExport: {
    method: 'GET',
    path: '/api/plan/board/export',
    title: { zh: '导出条款台账', en: 'Export the plan board' },
    callers: BUSINESS,
    query: boardFilter.extend({ lang }),
    answer: 'file',
  },
  clause: {
    method: 'GET',
    path: '/api/plan/clauses/{id}',
    title: { zh: '条款详情', en: 'One clause' },
    callers: BUSINESS,
    params: z.object({ id: clauseId }),
    query: z.object({ asOf, division: z.string().max(40).optional() }),
    answer: clauseShape,
  },
  trend: {
    method: 'GET',
    path: '/api/plan/clauses/{id}/trend',
    title: { zh: '条款三年走势', en: 'A clause over the three years' },
    callers: BUSINESS,
    params: z.object({ id: clauseId }),
    query: z.object({ asOf, division: z.string().max(40).optional() }),
    answer: z.object({ asOf: day, points: z.array(figureShape.extend({ day })) }),
  },
});

const duties = contract({
  duties: {
    method: 'GET',
    path: '/api/plan/clauses/{id}/duties',
    title: { zh: '条款责任事项清单', en: 'Duties of a clause' },
    callers: BUSINESS,
    params: z.object({ id: clauseId }),
    query: dutyFilter.extend({
      /** Where the page before ended. */
      after: z.string().max(600).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: list(dutyRowShape),
  },
  dutiesExport: {
    method: 'GET',
    path: '/api/plan/clauses/{id}/duties/export',
    title: { zh: '导出责任事项清单', en: 'Export the duties of a clause' },
    callers: BUSINESS,
    params: z.object({ id: clauseId }),
    query: dutyFilter.extend({ lang }),
    answer: 'file',
  },
  duty: {
    method: 'GET',
    path: '/api/plan/clauses/{id}/duties/{duty}',
    title: { zh: '责任事项说明与证据', en: 'One duty with its evidence' },
    callers: BUSINESS,
    params: z.object({ id: clauseId, duty: z.string().max(600) }),
    query: z.object({ asOf }),
    answer: dutyRowShape.extend({
      asOf: day,
      clause: clauseLinkShape,
      /** Sentence by sentence: who, by which rule and values, on which facts, how it stands. */
      explanation: z.array(wordsShape),
      facts: z.array(factShape),
      provisional: z.boolean(),
      /** Null: the clause asks for no attestation. */
      attesting: attestingShape.nullable(),
    }),
  },
  attest: {
    method: 'POST',
    path: '/api/plan/clauses/{id}/duties/{duty}/attestations',
    title: { zh: '出具落实证明', en: 'Attest that a clause is fulfilled' },
    callers: WRITERS,
    params: z.object({ id: clauseId, duty: z.string().max(600) }),
    body: z.object({
      /** The paper that shows it, uploaded before. */
      document: z.string().max(100),
      validUntil: day.nullable().default(null),
      note: z
        .string()
        .trim()
        .max(1000)
        .refine((text) => !text.includes('\u0000'))
        .nullable()
        .default(null),
    }),
    answer: z.object({ record: z.string() }),
    idempotent: true,
  },
});

export const boardContract = { ...plans, ...duties };
