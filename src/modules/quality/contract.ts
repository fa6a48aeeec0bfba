import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { AUTHORITY_AND_PARK, SYSTEM_ADMIN } from '../../law/roles.ts';
import { checkIds, ledgerShape, qualityShape, rowShape } from './model.ts';

const day = z.iso.date({ error: words('日期写作 2026-06-30', 'write a date as 2026-06-30') });
const lang = { lang: z.enum(['zh', 'en']).default('zh') };

/** Those who answer for data see it in their scope; the system administrator the ledger alone. */
export const DATA_MANAGERS = AUTHORITY_AND_PARK.filter((role) =>
  ['leader', 'bureau', 'office', 'park'].includes(role),
);

/** It and all below; what has no division is counted and listed whole. */
const division = z.string().max(20).optional();

const listed = z.object({
  asOf: day.optional(),
  /** Of missing values: the type of the records. */
  type: z.string().max(60).optional(),
  division,
});

export const qualityContract = contract({
  quality: {
    method: 'GET',
    path: '/api/sys/quality',
    title: { zh: '数据质量', en: 'Data quality' },
    callers: DATA_MANAGERS,
    query: z.object({ asOf: day.optional(), division }),
    answer: qualityShape,
  },
  qualityRows: {
    method: 'GET',
    path: '/api/sys/quality/checks/{check}',
    title: { zh: '数据质量问题明细', en: 'What a check of data quality found' },
    callers: DATA_MANAGERS,
    params: z.object({ check: z.enum(checkIds) }),
    query: listed.extend({
      after: z.string().max(600).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      asOf: day,
      next: z.string().nullable(),
      title: z.object({ zh: z.string(), en: z.string() }),
      byDivision: z.boolean(),
      rows: z.array(rowShape),
    }),
  },
  qualityRowsExport: {
    method: 'GET',
    path: '/api/sys/quality/checks/{check}/export',
    title: { zh: '导出数据质量问题', en: 'Export what a check found' },
    callers: DATA_MANAGERS,
    params: z.object({ check: z.enum(checkIds) }),
    query: listed.extend(lang),
    answer: 'file',
    perMinute: 20,
  },
  ledgerState: {
    method: 'GET',
    path: '/api/sys/ledger',
    title: { zh: '账本状态与校验', en: 'State and verification of the ledger' },
    callers: [...DATA_MANAGERS, ...SYSTEM_ADMIN],
    answer: ledgerShape,
  },
  verifyLedger: {
    method: 'POST',
    path: '/api/sys/ledger/verifications',
    title: { zh: '开始校验账本', en: 'Start a verification of the ledger' },
    callers: SYSTEM_ADMIN,
    body: z.object({}),
    answer: z.object({ id: z.string() }),
    refusals: ['already-running'],
    perMinute: 10,
    idempotent: true,
  },
});

export const qualityProblems = {
  'already-running': {
    status: 409,
    title: { zh: '账本正在校验', en: 'The ledger is being verified' },
  },
} as const;
