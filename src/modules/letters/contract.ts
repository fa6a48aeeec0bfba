import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { exportQuery } from '../../kernel/shapes.ts';
import { letterWriters, MOST_LETTER_ROWS } from '../../law/letters.ts';
import { AUTHORITY, BUSINESS } from '../../law/roles.ts';
import {
  letterActions,
  letterFilter,
  letterKinds,
  letterStates,
  reportQuery,
  reportShape,
} from './model.ts';

const params = z.object({ id: z.string().regex(/^[0-9a-f-]{36}$/) });
const asOf = z.iso.date().optional();
const node = z.string().regex(/^(e:[0-9A-Za-z-]{1,40}|d:\d{6,9})$/);
const reference = z.string().max(120);
const answerWithin = z
  .int()
  .min(1, { error: words('至少 1 个工作日', 'At least one working day') })
  .max(60, { error: words('至多 60 个工作日', 'At most 60 working days') });

export const letterShape = z.object({
  id: z.string(),
  kind: z.enum(letterKinds),
  state: z.enum(letterStates),
  title: z.string(),
  issuer: z.string(),
  number: z.string().nullable(),
  /** Day of the list. */
  asOf: z.string(),
  deliveredOn: z.string().nullable(),
  due: z.string().nullable(),
  author: z.string(),
  madeOn: z.string(),
  approver: z.string().nullable(),
  rows: z.int(),
  addressees: z.int(),
  answered: z.int(),
  /** Of the caller's own node. */
  sent: z.boolean(),
  version: z.int(),
});
export type LetterView = z.infer<typeof letterShape>;

const itemShape = z.object({
  no: z.int(),
  name: z.string(),
  subject: z.string(),
  division: z.string(),
  clause: z.string(),
  due: z.string().nullable(),
  overdueDays: z.int().nullable(),
});

const deliveryShape = z.object({
  addressee: z.string(),
  name: z.string(),
  answeredOn: z.string().nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  file: z.string().nullable(),
  /** The caller answers here. */
  mine: z.boolean(),
});

const wholeShape = letterShape.extend({
  text: z.string(),
  /** What the paper carries of the issuer's layout. */
  paper: z.object({
    mark: z.string(),
    signer: z.string(),
    closing: z.string().nullable(),
    contact: z.string().nullable(),
    copyTo: z.string().nullable(),
  }),
  answerWithin: z.int(),
  actions: z.array(z.enum(letterActions)),
  items: z.array(itemShape),
  deliveries: z.array(deliveryShape),
  steps: z.array(
    z.object({ at: z.string(), name: z.string(), action: z.string(), note: z.string().nullable() }),
  ),
});
export type LetterWhole = z.infer<typeof wholeShape>;

const done = z.object({ done: z.literal(true) });

export const lettersContract = contract({
  letters: {
    method: 'GET',
    path: '/api/letters',
    title: { zh: '函件列表', en: 'Letters sent or received' },
    callers: BUSINESS,
    query: letterFilter.extend({
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(letterShape),
      next: z.string().nullable(),
      asOf: z.string(),
    }),
  },
  lettersExport: {
    method: 'GET',
    path: '/api/letters/export',
    title: { zh: '导出函件列表', en: 'Letters as a sheet' },
    callers: BUSINESS,
    query: letterFilter.extend(exportQuery),
    answer: 'file',
  },
  letter: {
    method: 'GET',
    path: '/api/letters/{id}',
    title: { zh: '函件详情', en: 'One letter with its list, answers and history' },
    callers: BUSINESS,
    params,
    answer: wholeShape,
  },
  makeLetter: {
    method: 'POST',
    path: '/api/letters',
    title: { zh: '由清单生成函件', en: 'Make a letter from a list of overdue duties' },
    callers: letterWriters,
    body: z
      .object({
        kind: z.enum(letterKinds),
        /** Chosen rows: duties of clauses, records (`type/id`), enterprises, or a division. */
        clauses: z.array(z.string().max(30)).max(400).optional(),
        subjects: z.array(reference).min(1).max(MOST_LETTER_ROWS).optional(),
        enterprises: z.array(z.string().max(60)).min(1).max(MOST_LETTER_ROWS).optional(),
        division: z
          .string()
          .regex(/^\d{6,9}$/)
          .optional(),
        /** To the bureau of each county, or to each enterprise; by default as the issuer's level is. */
        to: z.enum(['counties', 'enterprises']).optional(),
        asOf,
      })
      .refine(({ clauses, subjects, enterprises }) => clauses ?? subjects ?? enterprises, {
        error: words('请先选择条款、事项或企业', 'Choose clauses, duties or enterprises first'),
      }),
    answer: z.object({ id: z.string() }),
    refusals: ['empty-list', 'list-too-long', 'no-issuer'],
    idempotent: true,
  },
  editLetter: {
    method: 'PUT',
    path: '/api/letters/{id}',
    title: { zh: '修改草稿', en: 'Edit a draft' },
    callers: ['bureau', 'office'],
    params,
    body: z.object({
      version: z.int(),
      title: z
        .string()
        .trim()
        .min(1, { error: words('请填写标题', 'Write a title') })
        .max(120, { error: words('标题最多 120 字', 'At most 120 characters') }),
      text: z
        .string()
        .trim()
        .min(1, { error: words('请填写正文', 'Write the text') })
        .max(20_000, { error: words('正文最多 20000 字', 'At most 20,000 characters') }),
      answerWithin,
    }),
    answer: wholeShape,
    refusals: ['conflict', 'wrong-state'],
    idempotent: true,
  },
  actOnLetter: {
    method: 'POST',
    path: '/api/letters/{id}/actions',
    title: { zh: '送审、撤回、同意、退回', en: 'Submit, withdraw, approve, send back, discard' },
    callers: AUTHORITY,
    params,
    body: z.object({
      version: z.int(),
      action: z.enum(letterActions).exclude(['edit']),
      note: z.string().trim().max(500).optional(),
    }),
    answer: wholeShape,
    refusals: ['conflict', 'wrong-state', 'needs-note'],
    idempotent: true,
  },
  attachAnswer: {
    method: 'POST',
    path: '/api/letters/{id}/answer-file',
    title: { zh: '上传答复附件', en: 'Attach a file to the answer to come' },
    callers: BUSINESS,
    params,
    body: z.object({ addressee: node }),
    upload: { maxBytes: 10 * 1024 * 1024 },
    answer: done,
    refusals: ['wrong-state', 'file-kind'],
  },
  answerLetter: {
    method: 'POST',
    path: '/api/letters/{id}/answer',
    title: { zh: '答复函件', en: 'Answer a letter' },
    callers: BUSINESS,
    params,
    body: z.object({
      addressee: node,
      text: z
        .string()
        .trim()
        .min(1, { error: words('请填写办理情况', 'Say what was done') })
        .max(5000, { error: words('最多 5000 字', 'At most 5,000 characters') }),
    }),
    answer: wholeShape,
    refusals: ['wrong-state'],
    idempotent: true,
  },
  answerFile: {
    method: 'GET',
    path: '/api/letters/{id}/answer-file',
    title: { zh: '下载答复附件', en: 'The file of an answer' },
    callers: BUSINESS,
    params,
    query: z.object({ addressee: node }),
    answer: 'file',
  },
  letterWord: {
    method: 'GET',
    path: '/api/letters/{id}/word',
    title: { zh: '下载 Word', en: 'The letter as Word (GB/T 9704)' },
    callers: BUSINESS,
    params,
    query: z.object({ addressee: node.optional() }),
    answer: 'file',
  },
  letterLedger: {
    method: 'GET',
    path: '/api/letters/{id}/ledger',
    title: { zh: '下载清单 Excel', en: 'The list as Excel' },
    callers: BUSINESS,
    params,
    answer: 'file',
  },
  reportDivisions: {
    method: 'GET',
    path: '/api/reports/divisions',
    title: { zh: '可出报告的区划', en: 'Divisions that the caller may report on' },
    callers: AUTHORITY,
    answer: z.object({ rows: z.array(z.object({ id: z.string(), name: z.string() })) }),
  },
  report: {
    method: 'GET',
    path: '/api/reports/county',
    title: { zh: '县（区）月报', en: 'Monthly report of a county' },
    callers: AUTHORITY,
    query: reportQuery,
    answer: reportShape,
    refusals: ['not-visible'],
  },
  reportWord: {
    method: 'GET',
    path: '/api/reports/county/word',
    title: { zh: '县（区）月报 Word', en: 'Monthly report of a county as Word' },
    callers: AUTHORITY,
    query: reportQuery,
    answer: 'file',
    refusals: ['not-visible'],
  },
});

export const lettersProblems = {
  'empty-list': {
    status: 422,
    title: { zh: '所选范围没有逾期事项', en: 'Nothing overdue in what was chosen' },
  },
  'list-too-long': {
    status: 422,
    title: { zh: '清单超过 2000 行，请缩小范围', en: 'More than 2,000 rows: choose fewer' },
  },
  'no-issuer': {
    status: 403,
    title: { zh: '只有应急管理部门可以制发函件', en: 'Letters are written by an emergency bureau' },
  },
  'wrong-state': {
    status: 409,
    title: { zh: '当前状态不能这样办理', en: 'Not possible in the present state' },
  },
  'needs-note': { status: 422, title: { zh: '请填写退回意见', en: 'Say why it is sent back' } },
  'file-kind': {
    status: 415,
    title: { zh: '附件须为 PDF、Word、Excel 或图片', en: 'PDF, Word, Excel or an image' },
  },
} as const;
