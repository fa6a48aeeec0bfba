import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { BUSINESS } from '../../law/roles.ts';
import {
  asOfText,
  authorityViewShape,
  bilingual,
  changeShape,
  enterpriseFileShape,
  enterpriseFilters,
  enterpriseRow,
  foundShape,
  plain,
  recordListShape,
  recordShape,
  searchTypes,
  several,
  timelineShape,
} from './model.ts';

const MOST = 200;
const recordId = plain(200).min(1);
const typeName = plain(60).min(1);
const page = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
};

export const registryContract = contract({
  enterprises: {
    method: 'GET',
    path: '/api/enterprises',
    title: { zh: '企业台账', en: 'Enterprises' },
    callers: BUSINESS,
    query: enterpriseFilters.extend(page),
    answer: z.object({
      rows: z.array(enterpriseRow),
      next: z.string().nullable(),
      asOf: z.string(),
      /** With the first page; null: more than are counted. */
      total: z.int().nullable(),
    }),
  },
  enterprisesExport: {
    method: 'GET',
    path: '/api/enterprises/export',
    title: { zh: '导出企业台账', en: 'Export of the enterprises' },
    callers: BUSINESS,
    query: enterpriseFilters.extend({
      /** Columns in their order; all without. */
      columns: plain(400).optional(),
      language: z.enum(['zh', 'en']).default('zh'),
    }),
    answer: 'file',
    perMinute: 20,
  },
  enterpriseChoices: {
    method: 'GET',
    path: '/api/enterprises/choices',
    title: { zh: '企业台账的筛选项', en: 'Choices of the filters of enterprises' },
    callers: BUSINESS,
    answer: z.object({
      filters: z.array(
        z.object({
          name: z.string(),
          label: bilingual,
          choices: z.array(z.object({ code: z.string(), text: bilingual })),
        }),
      ),
    }),
  },
  search: {
    method: 'GET',
    path: '/api/search',
    title: { zh: '搜索', en: 'Search' },
    callers: BUSINESS,
    query: z.object({
      asOf: asOfText.optional(),
      q: plain(100).min(1),
      type: z.enum(searchTypes).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    answer: z.object({ rows: z.array(foundShape), more: z.boolean() }),
  },
  enterprise: {
    method: 'GET',
    path: '/api/enterprises/{id}',
    title: { zh: '一企一档', en: 'File of an enterprise' },
    callers: BUSINESS,
    params: z.object({ id: recordId }),
    query: z.object({ asOf: asOfText.optional() }),
    answer: enterpriseFileShape,
  },
  enterpriseRecords: {
    method: 'GET',
    path: '/api/enterprises/{id}/records/{type}',
    title: { zh: '企业名下的记录', en: 'Records of an enterprise' },
    callers: BUSINESS,
    params: z.object({ id: recordId, type: typeName }),
    query: z.object({ asOf: asOfText.optional(), ...page }),
    answer: recordListShape,
  },
  enterpriseTimeline: {
    method: 'GET',
    path: '/api/enterprises/{id}/timeline',
    title: { zh: '企业时间线', en: 'Timeline of an enterprise' },
    callers: BUSINESS,
    params: z.object({ id: recordId }),
    query: z.object({ asOf: asOfText.optional(), types: several.optional(), ...page }),
    answer: timelineShape,
  },
  authorityView: {
    method: 'GET',
    path: '/api/enterprises/{id}/authority-view',
    title: { zh: '监管部门看到的企业', en: 'What the authority sees of an enterprise' },
    callers: BUSINESS,
    params: z.object({ id: recordId }),
    query: z.object({ asOf: asOfText.optional() }),
    answer: authorityViewShape,
  },
  record: {
    method: 'GET',
    path: '/api/records/{type}/{id}',
    title: { zh: '一条记录', en: 'A record' },
    callers: BUSINESS,
    params: z.object({ type: typeName, id: recordId }),
    query: z.object({ asOf: asOfText.optional() }),
    answer: recordShape,
  },
  recordHistory: {
    method: 'GET',
    path: '/api/records/{type}/{id}/history',
    title: { zh: '变更历史', en: 'History of a record' },
    callers: BUSINESS,
    params: z.object({ type: typeName, id: recordId }),
    query: z.object({ asOf: asOfText.optional(), attribute: plain(60).optional() }),
    answer: z.object({
      asOf: z.string(),
      changes: z.array(changeShape),
      /** The newest may be taken back by the caller. */
      undoable: z.boolean(),
    }),
  },
});
