import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { AUTHORITY_AND_PARK, lines } from '../../law/roles.ts';
import { byIds, periodIds, rowShape, tableShape, topicIds } from './model.ts';

const day = z.iso.date({ error: words('日期写作 2026-06-30', 'write a date as 2026-06-30') });
const lang = { lang: z.enum(['zh', 'en']).default('zh') };

const asked = z.object({
  asOf: day.optional(),
  topic: z.enum(topicIds).default('duties'),
  /** What the rows are; the topic's first without it. */
  by: z.enum(byIds).optional(),
  /** A division and all below it; the caller's own without it. */
  division: z.string().max(40).optional(),
  line: z.enum(lines).optional(),
  /** Of duties: a module of the plans. */
  module: z.string().max(40).optional(),
  period: z.enum(periodIds).default('twelve'),
});

/** A number of the table: its column and its row (absent: the total). */
const cell = asked.extend({
  measure: z.string().max(40),
  key: z.string().max(40).optional(),
});

export const statisticsContract = contract({
  statistics: {
    method: 'GET',
    path: '/api/statistics',
    title: { zh: '统计表', en: 'A statistical table' },
    callers: AUTHORITY_AND_PARK,
    query: asked,
    answer: tableShape,
  },
  statisticsExport: {
    method: 'GET',
    path: '/api/statistics/export',
    title: { zh: '导出统计表', en: 'Export a statistical table' },
    callers: AUTHORITY_AND_PARK,
    query: asked.extend(lang),
    answer: 'file',
    perMinute: 60,
  },
  statisticsRows: {
    method: 'GET',
    path: '/api/statistics/rows',
    title: { zh: '统计数的明细', en: 'Rows behind a number of a table' },
    callers: AUTHORITY_AND_PARK,
    query: cell.extend({
      after: z.string().max(600).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      asOf: day,
      next: z.string().nullable(),
      title: z.object({ zh: z.string(), en: z.string() }),
      rows: z.array(rowShape),
    }),
  },
  statisticsRowsExport: {
    method: 'GET',
    path: '/api/statistics/rows/export',
    title: { zh: '导出统计数的明细', en: 'Export the rows behind a number' },
    callers: AUTHORITY_AND_PARK,
    query: cell.extend(lang),
    answer: 'file',
    perMinute: 20,
  },
});
