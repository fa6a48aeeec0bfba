import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import type { Role } from '../../law/roles.ts';
import { BUSINESS } from '../../law/roles.ts';
import {
  actedShape,
  choiceShape,
  codeShape,
  countsShape,
  levelShape,
  linkShape,
  rowShape,
  wholeShape,
} from './answers-contract.ts';
import {
  asOf,
  bilingual,
  eventBody,
  levelNames,
  libraryUnit,
  measureBody,
  methodNames,
  ownerRoles,
  plain,
  riskFilters,
  written,
} from './model.ts';

/** The enterprise grades its own risks; the authority looks on. */
export const GRADERS: readonly Role[] = ['principal', 'safetyManager', 'teamLeader'];

const pointId = plain(200).min(1);
const onVersion = z.object({ version: z.int().min(0) });
const both = z.object({ id: pointId, record: pointId });

export const riskContract = contract({
  risks: {
    method: 'GET',
    path: '/api/risks',
    title: { zh: '风险点清单', en: 'List of risk points' },
    callers: BUSINESS,
    query: riskFilters.extend({
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(rowShape),
      next: z.string().nullable(),
      asOf: z.string(),
    }),
  },
  risksExport: {
    method: 'GET',
    path: '/api/risks/export',
    title: { zh: '导出风险点清单', en: 'Export of the risk points' },
    callers: BUSINESS,
    query: riskFilters.extend({
      columns: plain(400).optional(),
      language: z.enum(['zh', 'en']).default('zh'),
    }),
    answer: 'file',
    perMinute: 20,
  },
  riskFigures: {
    method: 'GET',
    path: '/api/risks/figures',
    title: { zh: '风险四色统计', en: 'Risk points by colour' },
    callers: BUSINESS,
    query: riskFilters.omit({ level: true, due: true, open: true, q: true }),
    answer: z.object({
      asOf: z.string(),
      counts: countsShape,
      /** Of the divisions below the one that is looked at. */
      divisions: z.array(z.object({ division: linkShape, counts: countsShape })),
    }),
  },
  riskMap: {
    method: 'GET',
    path: '/api/risks/map',
    title: { zh: '企业风险分布', en: 'Risks of a site by facility' },
    callers: BUSINESS,
    query: z.object({ asOf, enterprise: plain(100).optional() }),
    answer: z.object({
      asOf: z.string(),
      enterprise: linkShape.nullable(),
      places: z.array(
        z.object({
          /** Null: points that name no facility. */
          facility: linkShape.nullable(),
          kind: bilingual.nullable(),
          level: levelShape,
          points: z.int(),
        }),
      ),
    }),
  },
  riskMethods: {
    method: 'GET',
    path: '/api/risks/methods',
    title: { zh: '风险评价方法', en: 'Methods of grading' },
    callers: BUSINESS,
    answer: z.object({
      standard: z.string(),
      confidence: z.enum(['verified', 'mixed', 'recalled']),
      notes: z.array(z.string()),
      levels: z.array(
        z.object({
          level: z.enum(levelNames),
          name: bilingual,
          tier: bilingual,
          owner: z.enum(ownerRoles),
        }),
      ),
      methods: z.array(
        z.object({
          id: z.enum(methodNames),
          name: bilingual,
          symbol: z.string(),
          formula: z.string(),
          factors: z.array(
            z.object({
              key: z.enum(['likelihood', 'exposure', 'severity']),
              letter: z.string(),
              name: bilingual,
              values: z.array(z.object({ value: z.number(), text: bilingual })),
            }),
          ),
          bands: z.array(
            z.object({
              level: z.enum(levelNames),
              from: z.number(),
              inclusive: z.boolean(),
              text: bilingual,
            }),
          ),
        }),
      ),
      direct: z.array(codeShape),
      reviewMonths: z.int(),
    }),
  },
  riskLibrary: {
    method: 'GET',
    path: '/api/risks/library',
    title: { zh: '典型风险单元库', en: 'Library of typical risk units' },
    callers: BUSINESS,
    answer: z.object({
      version: z.string(),
      source: bilingual,
      units: z.array(libraryUnit.extend({ level: levelShape })),
    }),
  },
  riskChoices: {
    method: 'GET',
    path: '/api/risks/choices',
    title: { zh: '新建风险点的选项', en: 'Choices of a new risk point' },
    callers: GRADERS,
    query: z.object({ enterprise: plain(100).optional() }),
    answer: z.object({
      enterprise: linkShape.nullable(),
      facilities: z.array(choiceShape),
      people: z.array(choiceShape),
    }),
  },
  newRisk: {
    method: 'POST',
    path: '/api/risks',
    title: { zh: '新增风险点', en: 'A new risk point' },
    callers: GRADERS,
    body: z.object({
      enterprise: plain(100).optional(),
      name: written(200),
      facility: plain(200).nullable().default(null),
      owner: plain(200).nullable().default(null),
      /** A typical unit of the library: its events and measures are made as well. */
      unit: plain(60).nullable().default(null),
    }),
    answer: actedShape,
    idempotent: true,
  },
  risk: {
    method: 'GET',
    path: '/api/risks/{id}',
    title: { zh: '一个风险点', en: 'A risk point' },
    callers: BUSINESS,
    params: z.object({ id: pointId }),
    query: z.object({ asOf }),
    answer: wholeShape,
  },
  editRisk: {
    method: 'PUT',
    path: '/api/risks/{id}',
    title: { zh: '修改风险点', en: 'Edit a risk point' },
    callers: GRADERS,
    params: z.object({ id: pointId }),
    body: onVersion.extend({
      name: written(200),
      facility: plain(200).nullable(),
      owner: plain(200).nullable(),
      inPlace: z.boolean().nullable(),
    }),
    answer: actedShape,
    idempotent: true,
  },
  reviewRisk: {
    method: 'POST',
    path: '/api/risks/{id}/review',
    title: { zh: '复评风险点', en: 'Review a risk point' },
    callers: GRADERS,
    params: z.object({ id: pointId }),
    body: onVersion.extend({ inPlace: z.boolean(), findings: written(1000) }),
    answer: actedShape,
    idempotent: true,
  },
  retireRisk: {
    method: 'POST',
    path: '/api/risks/{id}/retire',
    title: { zh: '注销风险点', en: 'End a risk point with its events and measures' },
    callers: GRADERS,
    params: z.object({ id: pointId }),
    body: onVersion.extend({ reason: written(500) }),
    answer: actedShape,
    idempotent: true,
  },
  newEvent: {
    method: 'POST',
    path: '/api/risks/{id}/events',
    title: { zh: '新增并评价风险事件', en: 'Grade a new event' },
    callers: GRADERS,
    params: z.object({ id: pointId }),
    body: onVersion.extend(eventBody.shape),
    answer: actedShape,
    idempotent: true,
  },
  editEvent: {
    method: 'PUT',
    path: '/api/risks/{id}/events/{record}',
    title: { zh: '重新评价风险事件', en: 'Grade an event anew' },
    callers: GRADERS,
    params: both,
    body: onVersion.extend(eventBody.shape),
    answer: actedShape,
    idempotent: true,
  },
  newMeasure: {
    method: 'POST',
    path: '/api/risks/{id}/measures',
    title: { zh: '新增管控措施', en: 'A new control measure' },
    callers: GRADERS,
    params: z.object({ id: pointId }),
    body: onVersion.extend(measureBody.shape),
    answer: actedShape,
    idempotent: true,
  },
  editMeasure: {
    method: 'PUT',
    path: '/api/risks/{id}/measures/{record}',
    title: { zh: '修改管控措施', en: 'Edit a control measure' },
    callers: GRADERS,
    params: both,
    body: onVersion.extend({ ...measureBody.shape, active: z.boolean() }),
    answer: actedShape,
    idempotent: true,
  },
  dropPart: {
    method: 'POST',
    path: '/api/risks/{id}/parts/{record}/retire',
    title: { zh: '注销风险事件或管控措施', en: 'End an event or a measure' },
    callers: GRADERS,
    params: both,
    body: onVersion.extend({ reason: written(500) }),
    answer: actedShape,
    idempotent: true,
  },
});
