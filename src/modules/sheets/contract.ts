import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { wordsShape } from '../../kernel/shapes.ts';
import { WRITERS } from '../../law/roles.ts';
import { importStates, outcomes, rowStates } from './model.ts';
import { ledgerTypes } from './rules/ledgers.ts';

const type = z.enum(ledgerTypes as [string, ...string[]]);
const ofType = z.object({ type });
const ofImport = z.object({ type, id: z.string().regex(/^[0-9a-f]{12}$/) });

const columnShape = z.object({
  attribute: z.string(),
  title: wordsShape,
  required: z.boolean(),
  note: wordsShape.nullable(),
});

const ledgerShape = z.object({
  type: z.string(),
  title: wordsShape,
  columns: z.array(columnShape),
});

const importShape = z.object({
  id: z.string(),
  type: z.string(),
  fileName: z.string(),
  createdAt: z.string(),
  state: z.enum(importStates),
  /** Rows done of the step at work, of all. */
  done: z.int(),
  rows: z.int(),
  /** What importing would do, by row; all 0 before the check. */
  counts: z.object({ new: z.int(), change: z.int(), same: z.int(), error: z.int() }),
  /** What became of the rows. */
  outcomes: z.object({ imported: z.int(), refused: z.int(), undone: z.int(), kept: z.int() }),
  committedAt: z.string().nullable(),
  /** Until then it can be undone; null: it cannot. */
  undoUntil: z.string().nullable(),
});

const importDetail = importShape.extend({
  sheet: z.string(),
  sheets: z.array(z.string()),
  fromTemplate: z.boolean(),
  /** The day from which the values hold (补录); null: from the import on. */
  validFrom: z.string().nullable(),
  /** The last that it may be. */
  lastDay: z.string(),
  headings: z.array(
    z.object({
      text: z.string(),
      attribute: z.string().nullable(),
      /** From the first rows. */
      samples: z.array(z.string()),
    }),
  ),
  /** Required columns that no heading is mapped to. */
  missing: z.array(wordsShape),
  /** Worth knowing before going on. */
  notices: z.array(wordsShape),
});

const rowShape = z.object({
  row: z.int(),
  cells: z.array(z.string()),
  state: z.enum(rowStates).nullable(),
  outcome: z.enum(outcomes).nullable(),
  record: z.string().nullable(),
  errors: z.array(z.object({ column: z.int().nullable(), message: wordsShape })),
  changes: z.array(z.object({ title: wordsShape, from: wordsShape, to: wordsShape })),
});

const cursor = z.string().max(300).optional();
const own = ['unreadable-file', 'not-now'] as const;

export const sheetsContract = contract({
  ledgers: {
    method: 'GET',
    path: '/api/sheets',
    title: { zh: '可导入的台账', en: 'Ledgers that can be imported' },
    callers: WRITERS,
    answer: z.object({ ledgers: z.array(ledgerShape) }),
  },
  template: {
    method: 'GET',
    path: '/api/sheets/{type}/template',
    title: { zh: '导入模板', en: 'Import template' },
    callers: WRITERS,
    params: ofType,
    query: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
    answer: 'file',
  },
  imports: {
    method: 'GET',
    path: '/api/sheets/{type}/imports',
    title: { zh: '我的导入', en: 'My imports' },
    callers: WRITERS,
    params: ofType,
    query: z.object({ cursor, limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: z.object({ rows: z.array(importShape), next: z.string().nullable() }),
  },
  upload: {
    method: 'POST',
    path: '/api/sheets/{type}/imports',
    title: { zh: '上传台账文件', en: 'Upload a ledger' },
    callers: WRITERS,
    params: ofType,
    body: z.object({ sheet: z.string().max(100).optional() }),
    upload: { maxBytes: 20 << 20 },
    answer: importDetail,
    refusals: own,
    idempotent: true,
    perMinute: 20,
  },
  one: {
    method: 'GET',
    path: '/api/sheets/{type}/imports/{id}',
    title: { zh: '导入详情与进度', en: 'An import and its progress' },
    callers: WRITERS,
    params: ofImport,
    answer: importDetail,
  },
  check: {
    method: 'PUT',
    path: '/api/sheets/{type}/imports/{id}/mapping',
    title: { zh: '确认列对应并核对各行', en: 'Map the columns and check every row' },
    callers: WRITERS,
    params: ofImport,
    body: z.object({
      mapping: z.array(z.string().max(60).nullable()).max(200),
      /** Not after today; left out or null: from the import on. */
      validFrom: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .nullish(),
    }),
    answer: importDetail,
    refusals: own,
    idempotent: true,
  },
  rows: {
    method: 'GET',
    path: '/api/sheets/{type}/imports/{id}/rows',
    title: { zh: '导入的各行', en: 'Rows of an import' },
    callers: WRITERS,
    params: ofImport,
    query: z.object({
      state: z.enum(rowStates).optional(),
      outcome: z.enum(outcomes).optional(),
      cursor,
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(rowShape), next: z.string().nullable() }),
  },
  errors: {
    method: 'GET',
    path: '/api/sheets/{type}/imports/{id}/errors.xlsx',
    title: { zh: '带错误说明的文件', en: 'The file with its errors' },
    callers: WRITERS,
    params: ofImport,
    query: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
    answer: 'file',
    perMinute: 20,
  },
  commit: {
    method: 'POST',
    path: '/api/sheets/{type}/imports/{id}/commit',
    title: { zh: '只导入正确行', en: 'Import the correct rows' },
    callers: WRITERS,
    params: ofImport,
    answer: importDetail,
    refusals: own,
    idempotent: true,
  },
  undo: {
    method: 'POST',
    path: '/api/sheets/{type}/imports/{id}/undo',
    title: { zh: '撤销导入（24 小时内）', en: 'Undo an import (within 24 hours)' },
    callers: WRITERS,
    params: ofImport,
    answer: importDetail,
    refusals: own,
    idempotent: true,
  },
  discard: {
    method: 'DELETE',
    path: '/api/sheets/{type}/imports/{id}',
    title: { zh: '放弃导入', en: 'Drop an import' },
    callers: WRITERS,
    params: ofImport,
    answer: z.object({ dropped: z.literal(true) }),
    refusals: own,
    idempotent: true,
  },
});

export type ImportView = z.infer<typeof importShape>;
export type ImportDetail = z.infer<typeof importDetail>;
export type RowView = z.infer<typeof rowShape>;
export type LedgerView = z.infer<typeof ledgerShape>;
