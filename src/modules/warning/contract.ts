import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { boundariesShape, dayShape, exportQuery, wordsShape } from '../../kernel/shapes.ts';
import { AUTHORITY_AND_PARK, BUSINESS } from '../../law/roles.ts';
import { contributionShape, grades, kindNames, reasonNames, refShape, ruleShape } from './model.ts';

const asOf = dayShape.optional();
const linkShape = z.object({ id: z.string(), name: z.string().nullable() });

/** What a list, its figures, its trend and the map are narrowed to. */
const placeQuery = {
  asOf,
  division: z.string().max(20).optional(),
  park: z.string().max(100).optional(),
  enterprise: z.string().max(100).optional(),
};
const filters = {
  ...placeQuery,
  kind: z.enum(kindNames).optional(),
  grade: z.enum(grades).optional(),
};

const rowShape = z.object({
  kind: z.enum(kindNames),
  id: z.string(),
  name: z.string(),
  grade: z.enum(grades),
  /** From when it has stood at this grade. */
  since: z.string(),
  enterprise: linkShape.nullable(),
  division: linkShape.nullable(),
  /** Alarms whose condition holds. */
  alarms: z.int(),
  why: z.array(
    z.object({
      reason: z.enum(reasonNames),
      text: wordsShape,
      grade: z.enum(grades),
      count: z.int(),
    }),
  ),
});

const counts = z.object({
  red: z.int(),
  orange: z.int(),
  yellow: z.int(),
  blue: z.int(),
});

const daysShape = z.array(counts.extend({ day: z.string() }));

const known = {
  /** From when grades are kept as they change; the days before it were worked out from facts. */
  keptFrom: z.string().nullable(),
  /** The first day of which anything is known; earlier ones are left out. */
  knownFrom: z.string().nullable(),
};

const oneShape = z.object({
  kind: z.enum(kindNames),
  id: z.string(),
  name: z.string(),
  enterprise: linkShape.nullable(),
  division: linkShape.nullable(),
  /** Null: no warning. */
  grade: z.enum(grades).nullable(),
  since: z.string().nullable(),
  alarms: z.int(),
  working: z.array(
    contributionShape.extend({
      text: wordsShape,
      rows: z.array(refShape.extend({ text: wordsShape.nullable() })),
    }),
  ),
  /** The worst grade of each day. */
  days: z.array(z.object({ day: z.string(), grade: z.enum(grades).nullable() })),
  /** When it came to another grade, the newest first. */
  changes: z.array(
    z.object({ at: z.string(), grade: z.enum(grades).nullable(), why: z.array(wordsShape) }),
  ),
  ...known,
  asOf: z.string(),
});

export const warningContract = contract({
  warnings: {
    method: 'GET',
    path: '/api/warnings',
    title: { zh: '预警等级', en: 'Early-warning grades' },
    callers: BUSINESS,
    query: z.object({
      ...filters,
      cursor: z.string().max(300).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(rowShape), next: z.string().nullable(), asOf: z.string() }),
  },
  warningsExport: {
    method: 'GET',
    path: '/api/warnings/export',
    title: { zh: '导出预警等级', en: 'Export of the early-warning grades' },
    callers: BUSINESS,
    query: z.object({ ...filters, ...exportQuery }),
    answer: 'file',
  },
  warningFigures: {
    method: 'GET',
    path: '/api/warnings/figures',
    title: { zh: '预警等级数量', en: 'How many stand at which grade' },
    callers: BUSINESS,
    query: z.object(placeQuery),
    answer: z.object({
      kinds: z.array(counts.extend({ kind: z.enum(kindNames) })),
      asOf: z.string(),
    }),
  },
  warningTrend: {
    method: 'GET',
    path: '/api/warnings/trend',
    title: { zh: '预警等级走势', en: 'Early-warning grades by day' },
    callers: BUSINESS,
    query: z.object({
      ...placeQuery,
      kind: z.enum(kindNames).default('enterprise'),
      days: z.coerce.number().int().min(2).max(92).default(30),
    }),
    answer: z.object({ days: daysShape, ...known, asOf: z.string() }),
  },
  warningMap: {
    method: 'GET',
    path: '/api/warnings/map',
    title: { zh: '预警一张图', en: 'Map of the early-warning grades' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ asOf, division: z.string().max(20).optional() }),
    answer: z.object({
      asOf: z.string(),
      live: z.boolean(),
      approval: z.string().nullable(),
      attribution: z.string().nullable(),
      boundaries: boundariesShape,
      /** Counties with a grade, enterprises and installations: the rows of the list. */
      rows: z.array(rowShape.extend({ lon: z.number().nullable(), lat: z.number().nullable() })),
      total: z.int(),
    }),
  },
  warningRule: {
    method: 'GET',
    path: '/api/warnings/rule',
    title: { zh: '预警定级规则', en: 'How grades are made' },
    callers: BUSINESS,
    answer: ruleShape,
  },
  warning: {
    method: 'GET',
    path: '/api/warnings/{kind}/{id}',
    title: {
      zh: '一个对象的预警等级、依据和走势',
      en: 'The grade of one object, why, and its trend',
    },
    callers: BUSINESS,
    params: z.object({ kind: z.enum(kindNames), id: z.string().min(1).max(200) }),
    query: z.object({ asOf, days: z.coerce.number().int().min(2).max(92).default(30) }),
    answer: oneShape,
  },
});

export type WarningRow = z.infer<typeof rowShape>;
export type WarningOne = z.infer<typeof oneShape>;
export type GradeCounts = z.infer<typeof counts>;
