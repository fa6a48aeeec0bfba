import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { AUTHORITY_AND_PARK, ENTERPRISE } from '../../law/roles.ts';
import { burdenRowShape, burdenShape, periods } from './model.ts';

const day = z.iso.date({ error: words('日期写作 2026-06-30', 'write a date as 2026-06-30') });

const asked = z.object({
  asOf: day.optional(),
  /** The month of the day and those before it. */
  months: z.enum(periods).default('3'),
  /** A division and all below it; the caller's own without it. */
  division: z.string().max(40).optional(),
});
const rows = asked.extend({ form: z.string().max(120).optional() });

export const burdenContract = contract({
  burden: {
    method: 'GET',
    path: '/api/burden',
    title: { zh: '填报负担', en: 'Minutes spent on forms' },
    callers: [...AUTHORITY_AND_PARK, ...ENTERPRISE],
    query: asked,
    answer: burdenShape,
  },
  burdenRows: {
    method: 'GET',
    path: '/api/burden/rows',
    title: { zh: '填报负担明细', en: 'Minutes spent on forms, by enterprise' },
    callers: AUTHORITY_AND_PARK,
    query: rows.extend({
      cursor: z.string().max(600).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(burdenRowShape), next: z.string().nullable(), asOf: day }),
  },
  burdenExport: {
    method: 'GET',
    path: '/api/burden/rows/export',
    title: { zh: '导出填报负担明细', en: 'Export the minutes spent on forms' },
    callers: AUTHORITY_AND_PARK,
    query: rows.extend({ lang: z.enum(['zh', 'en']).default('zh') }),
    answer: 'file',
    perMinute: 20,
  },
});
