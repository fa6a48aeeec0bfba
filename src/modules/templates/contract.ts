import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { AUTHORITY_AND_PARK } from '../../law/roles.ts';
import { documentKinds, layoutShape, partsShape, sheetShape } from './model.ts';

const day = z.iso.date({ error: words('日期写作 2026-06-30', 'write a date as 2026-06-30') });
const division = z.string().regex(/^\d{6}$/, {
  error: words('区划代码为六位数字', 'a division is six digits'),
});

/** Those who write papers or answer for them. */
export const PAPER_ROLES = AUTHORITY_AND_PARK.filter((role) =>
  ['leader', 'bureau', 'office'].includes(role),
);

export const templatesContract = contract({
  layout: {
    method: 'GET',
    path: '/api/sys/templates/layout',
    title: { zh: '公文版式', en: 'Layout of papers' },
    callers: PAPER_ROLES,
    query: z.object({ asOf: day.optional(), division: division.optional() }),
    answer: layoutShape,
  },
  setLayout: {
    method: 'POST',
    path: '/api/sys/templates/layout/{division}',
    title: { zh: '设定公文版式', en: 'Set the layout of papers' },
    callers: ['bureau'],
    params: z.object({ division }),
    body: z.object({
      parts: partsShape,
      /** From when it holds: today or later. */
      from: day,
      note: z.string().trim().max(200).optional(),
      /** The newest version that the writer saw. */
      version: z.string().max(20).nullable(),
    }),
    answer: layoutShape,
    refusals: ['conflict'],
    idempotent: true,
  },
  previewPaper: {
    method: 'POST',
    path: '/api/sys/templates/layout/{division}/preview',
    title: { zh: '预览公文（示例内容）', en: 'Preview a paper with example content' },
    callers: PAPER_ROLES,
    params: z.object({ division }),
    body: z.object({ kind: z.enum(documentKinds), parts: partsShape }),
    answer: 'file',
    perMinute: 30,
  },
  sheetTemplates: {
    method: 'GET',
    path: '/api/sys/templates/sheets',
    title: { zh: '台账导入模板一览', en: 'Import templates of the ledgers' },
    callers: PAPER_ROLES,
    answer: z.object({ rows: z.array(sheetShape) }),
  },
  sheetTemplate: {
    method: 'GET',
    path: '/api/sys/templates/sheets/{type}/file',
    title: { zh: '下载台账导入模板', en: 'Download an import template' },
    callers: PAPER_ROLES,
    params: z.object({ type: z.string().max(60) }),
    query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }),
    answer: 'file',
    perMinute: 60,
  },
});
