import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { dayShape, exportQuery, wordsShape } from '../../kernel/shapes.ts';
import { AUTHORITY_AND_PARK, type Role } from '../../law/roles.ts';
import { outcomes, reasonNames } from './model.ts';

/** The plans ask the bureaus for it; a park sees what is looked at. */
export const PATROLLERS: readonly Role[] = ['bureau', 'office', 'officer', 'dispatcher'];

const linkShape = z.object({ id: z.string(), name: z.string().nullable() });
const idShape = z.string().min(1).max(100);

const rowShape = z.object({
  key: z.string(),
  enterprise: linkShape,
  facility: linkShape.nullable(),
  reasons: z.array(z.object({ code: z.enum(reasonNames), text: wordsShape, look: wordsShape })),
  /** The alarms that it is looked at for, the first on top. */
  alarms: z.array(z.string()),
  /** When its period of patrols ends, where that is near. */
  due: z.string().nullable(),
  looked: z
    .object({
      record: z.string(),
      at: z.string(),
      found: z.boolean(),
      findings: z.string().nullable(),
      response: z.string().nullable(),
      note: z.string().nullable(),
    })
    .nullable(),
});

const filters = {
  asOf: dayShape.optional(),
  division: z.string().max(20).optional(),
  show: z.enum(['open', 'looked']).optional(),
};

export const patrolContract = contract({
  patrol: {
    method: 'GET',
    path: '/api/patrol',
    title: { zh: '今日线上巡查', en: 'What to look at online today' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({
      ...filters,
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    answer: z.object({
      rows: z.array(rowShape),
      next: z.string().nullable(),
      asOf: z.string(),
      /** Of all that is to be looked at that day. */
      total: z.int(),
      looked: z.int(),
    }),
  },
  patrolExport: {
    method: 'GET',
    path: '/api/patrol/export',
    title: { zh: '导出线上巡查', en: 'Export of the online patrol' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...filters, ...exportQuery }),
    answer: 'file',
    perMinute: 20,
  },
  lookedAt: {
    method: 'POST',
    path: '/api/patrol',
    title: { zh: '记录线上巡查', en: 'Record what was looked at' },
    callers: PATROLLERS,
    body: z.object({
      enterprise: idShape,
      facility: idShape.nullable().default(null),
      outcome: z.enum(outcomes),
      findings: z.string().trim().max(1000).default(''),
      response: z.string().trim().max(1000).default(''),
      /** As enforcement (线上巡查执法). */
      enforcement: z.boolean().default(false),
    }),
    answer: z.object({ record: z.string() }),
    idempotent: true,
  },
});

export type PatrolRow = z.infer<typeof rowShape>;
