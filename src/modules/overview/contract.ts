import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { dayShape as day, exportQuery, wordsShape } from '../../kernel/shapes.ts';
import { AUTHORITY, AUTHORITY_AND_PARK, BUSINESS } from '../../law/roles.ts';
import { baseMapContract } from './base-map-contract.ts';
import { completenessContract } from './completeness-contract.ts';
import {
  cockpitShape,
  counted,
  disputeShape,
  homeShape,
  indicatorShape,
  liftShape,
  lossShape,
  mapShape,
  metricRowShape,
  metricShape,
  place,
  rankedShape,
  rankShape,
} from './model.ts';

const code = z.string().max(40);
const asOf = { asOf: day.optional() };
const division = { division: code.optional() };
const lang = { lang: z.enum(['zh', 'en']).default('zh') };
const paging = {
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const next = z.string().nullable();
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const firmShape = z.object({
  id: z.string(),
  name: z.string().nullable(),
  division: z.string().nullable(),
  total: z.int(),
  bad: z.int(),
});

const metrics = contract({
  metrics: {
    method: 'GET',
    path: '/api/metrics',
    title: { zh: '指标口径', en: 'Metrics' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...asOf, ...division }),
    answer: z.object({ asOf: day, rows: z.array(metricShape) }),
  },
  metricsExport: {
    method: 'GET',
    path: '/api/metrics/export',
    title: { zh: '导出指标口径', en: 'Export the metrics' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...asOf, ...division, ...exportQuery }),
    answer: 'file',
  },
  metric: {
    method: 'GET',
    path: '/api/metrics/{id}',
    title: { zh: '一个指标：口径、现值、走势', en: 'One metric' },
    callers: BUSINESS,
    params: z.object({ id: code }),
    query: z.object({ ...asOf, ...division }),
    answer: z.object({
      asOf: day,
      metric: metricShape,
      /** The query behind it, as it runs. */
      query: z.string(),
      node: z.object(place).nullable(),
      below: z.array(z.object({ ...place, ...counted })),
      trend: z.array(z.object({ day, ...counted })),
      firms: z.array(firmShape),
    }),
  },
  metricRows: {
    method: 'GET',
    path: '/api/metrics/{id}/rows',
    title: { zh: '指标明细', en: 'Rows behind a metric' },
    callers: BUSINESS,
    params: z.object({ id: code }),
    query: z.object({
      ...asOf,
      ...division,
      enterprise: code.optional(),
      bad: flag.optional(),
      ...paging,
    }),
    answer: z.object({ rows: z.array(metricRowShape), next, asOf: day }),
  },
  metricRowsExport: {
    method: 'GET',
    path: '/api/metrics/{id}/rows/export',
    title: { zh: '导出指标明细', en: 'Export the rows behind a metric' },
    callers: BUSINESS,
    params: z.object({ id: code }),
    query: z.object({
      ...asOf,
      ...division,
      ...lang,
      enterprise: code.optional(),
      bad: flag.optional(),
    }),
    answer: 'file',
  },
  evidence: {
    method: 'GET',
    path: '/api/metrics/{id}/evidence',
    title: { zh: '明细的依据', en: 'What a row rests on' },
    callers: BUSINESS,
    params: z.object({ id: code }),
    query: z.object({ ...asOf, row: z.string().min(1).max(600) }),
    answer: z.object({
      asOf: day,
      row: metricRowShape,
      type: wordsShape,
      /** What is on record of it, as of the day. */
      values: z.array(z.object({ name: wordsShape, value: wordsShape })),
    }),
  },
});

const ranking = contract({
  ranking: {
    method: 'GET',
    path: '/api/ranking',
    title: { zh: '县区排名', en: 'County ranking' },
    callers: AUTHORITY_AND_PARK,
    /** `division`: rank what lies right below it; without it, the counties of the city. */
    query: z.object({ ...asOf, ...division }),
    answer: z.object({
      asOf: day,
      before: day,
      node: z.object(place),
      indicators: z.array(indicatorShape),
      rows: z.array(rankedShape),
    }),
  },
  rankingExport: {
    method: 'GET',
    path: '/api/ranking/export',
    title: { zh: '导出排名', en: 'Export the ranking' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...asOf, ...division, ...lang }),
    answer: 'file',
  },
  rankCard: {
    method: 'GET',
    path: '/api/ranking/divisions/{division}',
    title: { zh: '排名卡片：失分、提升', en: 'Rank card: points lost, what would lift' },
    callers: AUTHORITY_AND_PARK,
    params: z.object({ division: code }),
    query: z.object(asOf),
    answer: z.object({
      asOf: day,
      before: day,
      ...place,
      of: z.int(),
      ...rankShape,
      beforeRank: z.object(rankShape),
      losses: z.array(lossShape.extend({ name: wordsShape, improvable: z.boolean() })),
      lifts: z.array(liftShape),
      /** Rows to do, in the order of the lifts. */
      todo: z.array(metricRowShape.extend({ metric: z.string() })),
      trend: z.array(z.object({ day, ...rankShape })),
    }),
  },
});

const said = z
  .string()
  .trim()
  .min(5, { error: words('至少写 5 个字', 'write at least 5 characters') })
  .max(1000, { error: words('不超过 1000 字', 'no more than 1000 characters') });

const disputes = contract({
  disputes: {
    method: 'GET',
    path: '/api/ranking/disputes',
    title: { zh: '排名异议', en: 'Disputes of the ranking' },
    callers: AUTHORITY,
    query: z.object({ ...division, open: flag.optional(), ...paging }),
    answer: z.object({ rows: z.array(disputeShape), next, asOf: day }),
  },
  disputesExport: {
    method: 'GET',
    path: '/api/ranking/disputes/export',
    title: { zh: '导出排名异议', en: 'Export the disputes of the ranking' },
    callers: AUTHORITY,
    query: z.object({ ...division, open: flag.optional(), ...exportQuery }),
    answer: 'file',
  },
  dispute: {
    method: 'POST',
    path: '/api/ranking/disputes',
    title: { zh: '提出异议', en: 'Dispute an indicator' },
    callers: ['leader', 'bureau', 'office'],
    body: z.object({
      division: code,
      metric: code,
      asOf: day,
      row: z.string().max(600).optional(),
      text: said,
    }),
    answer: disputeShape,
    idempotent: true,
  },
  answerDispute: {
    method: 'POST',
    path: '/api/ranking/disputes/{id}/answer',
    title: { zh: '答复异议', en: 'Answer a dispute' },
    callers: ['bureau', 'office'],
    params: z.object({ id: z.string().regex(/^[0-9]{1,15}$/) }),
    body: z.object({ outcome: z.enum(['upheld', 'rejected']), answer: said }),
    answer: disputeShape,
    idempotent: true,
  },
});

const screens = contract({
  cockpit: {
    method: 'GET',
    path: '/api/cockpit',
    title: { zh: '大屏', en: 'Cockpit' },
    callers: AUTHORITY_AND_PARK,
    query: z.object(asOf),
    answer: cockpitShape,
  },
  home: {
    method: 'GET',
    path: '/api/home',
    title: { zh: '工作台', en: 'Workbench' },
    callers: 'signedIn',
    query: z.object(asOf),
    answer: homeShape,
  },
  map: {
    method: 'GET',
    path: '/api/map',
    title: { zh: '一张图', en: 'Map' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...asOf, ...division, metric: code.default('major-hazard-overdue') }),
    answer: mapShape,
  },
});

export const overviewContract = {
  ...metrics,
  ...ranking,
  ...disputes,
  ...screens,
  ...completenessContract,
  ...baseMapContract,
};
