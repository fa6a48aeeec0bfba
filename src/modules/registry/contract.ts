import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { BUSINESS } from '../../law/roles.ts';
import {
  asOfText,
  bilingual,
  enterpriseFilters,
  enterpriseRow,
  foundShape,
  plain,
  searchTypes,
} from './model.ts';

const MOST = 200;
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
});
