import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { wordsShape } from '../../kernel/shapes.ts';
import { BUSINESS, WRITERS } from '../../law/roles.ts';
import { choiceShape, chosenTypes, toldTypes } from './choice-model.ts';
import { inventoryShape } from './inventory-model.ts';
import {
  asOfText,
  authorityViewShape,
  changeShape,
  enterpriseFileShape,
  enterpriseFilters,
  enterpriseRow,
  formFieldShape,
  foundShape,
  plain,
  recordListShape,
  recordShape,
  searchTypes,
  several,
  timelineShape,
} from './model.ts';
import { parkContract } from './park-contract.ts';

const MOST = 200;
const recordId = plain(200).min(1);
const typeName = plain(60).min(1);
const page = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
};

const oneRecord = z.object({ type: typeName, id: recordId });
/** When it became true: a day or a moment; now without. */
const moment = plain(40).optional();

const formShape = z.object({
  type: z.string(),
  typeName: wordsShape,
  /** Null: of a new record. */
  id: z.string().nullable(),
  version: z.int(),
  /** The caller names the new record himself: the credit code of an enterprise. */
  asksId: z.boolean(),
  fields: z.array(formFieldShape),
});

/** What was written, and where the record stands now. */
const writtenShape = z.object({
  type: z.string(),
  id: z.string(),
  version: z.int(),
});

/** Values by attribute, as the dictionary types them; `null` clears one. */
const setShape = z.record(
  z.string().max(60),
  z
    .union([z.string().max(4000), z.number(), z.boolean(), z.array(z.string().max(200)).max(200)])
    .nullable(),
);

const fileContract = contract({
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
          label: wordsShape,
          choices: z.array(z.object({ code: z.string(), text: wordsShape })),
        }),
      ),
    }),
  },
  choices: {
    method: 'GET',
    path: '/api/choices/{type}',
    title: { zh: '选择记录', en: 'Records to choose from' },
    callers: BUSINESS,
    params: z.object({ type: z.enum([...chosenTypes, ...toldTypes]) }),
    query: z.object({
      asOf: asOfText.optional(),
      /** Of this enterprise first: for records that are told by their day and enterprise. */
      enterprise: plain(50).optional(),
      /** A part of the name, the code or pinyin; without it the first of a short list. */
      q: plain(100).optional(),
      /** The one that is chosen: its name. */
      id: plain(200).optional(),
    }),
    answer: z.object({ rows: z.array(choiceShape) }),
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
    query: z.object({
      asOf: asOfText.optional(),
      /** A column that it can be ordered by; `-name` the other way; newest first without. */
      sort: z
        .string()
        .regex(/^-?[a-zA-Z]\w{0,60}$/)
        .optional(),
      ...page,
    }),
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
    params: oneRecord,
    query: z.object({ asOf: asOfText.optional() }),
    answer: recordShape,
  },
  recordHistory: {
    method: 'GET',
    path: '/api/records/{type}/{id}/history',
    title: { zh: '变更历史', en: 'History of a record' },
    callers: BUSINESS,
    params: oneRecord,
    query: z.object({ asOf: asOfText.optional(), attribute: plain(60).optional() }),
    answer: z.object({
      asOf: z.string(),
      changes: z.array(changeShape),
      /** The newest may be taken back by the caller. */
      undoable: z.boolean(),
    }),
  },
  inventory: {
    method: 'GET',
    path: '/api/facilities/{id}/inventory',
    title: { zh: '重大危险源存量与分级', en: 'Inventory of an installation and its level' },
    callers: BUSINESS,
    params: z.object({ id: recordId }),
    query: z.object({ asOf: asOfText.optional() }),
    answer: inventoryShape,
  },
  newForm: {
    method: 'GET',
    path: '/api/forms/{type}',
    title: { zh: '新建记录的表单', en: 'Form of a new record' },
    callers: WRITERS,
    params: z.object({ type: typeName }),
    answer: formShape,
  },
  editForm: {
    method: 'GET',
    path: '/api/forms/{type}/{id}',
    title: { zh: '修改记录的表单', en: 'Form of a record' },
    callers: WRITERS,
    params: oneRecord,
    answer: formShape,
  },
  createRecord: {
    method: 'POST',
    path: '/api/records/{type}',
    title: { zh: '新建记录', en: 'New record' },
    callers: WRITERS,
    params: z.object({ type: typeName }),
    body: z.object({ id: plain(60).optional(), at: moment, set: setShape }),
    answer: writtenShape,
    idempotent: true,
  },
  editRecord: {
    method: 'PATCH',
    path: '/api/records/{type}/{id}',
    title: { zh: '修改记录', en: 'Edit of a record' },
    callers: WRITERS,
    params: oneRecord,
    body: z.object({ version: z.int().min(0), at: moment, set: setShape }),
    answer: writtenShape,
    idempotent: true,
  },
  retireRecord: {
    method: 'POST',
    path: '/api/records/{type}/{id}/retire',
    title: { zh: '注销记录', en: 'End of a record' },
    callers: WRITERS,
    params: oneRecord,
    body: z.object({ version: z.int().min(0), at: moment, reason: plain(500).trim().min(2) }),
    answer: writtenShape,
    idempotent: true,
  },
  undoChange: {
    method: 'POST',
    path: '/api/records/{type}/{id}/undo',
    title: { zh: '撤销最后一次修改', en: 'The newest change taken back' },
    callers: WRITERS,
    params: oneRecord,
    body: z.object({ version: z.int().min(0) }),
    answer: writtenShape,
    idempotent: true,
  },
  revealValue: {
    method: 'POST',
    path: '/api/records/{type}/{id}/reveal',
    title: { zh: '查看个人信息', en: 'Personal data in whole' },
    callers: BUSINESS,
    params: oneRecord,
    body: z.object({ attribute: plain(60), reason: plain(200).trim().min(2) }),
    answer: z.object({ value: z.string().nullable() }),
    perMinute: 30,
  },
});

export const registryContract = { ...fileContract, ...parkContract };

export type Form = z.infer<typeof formShape>;
export type Written = z.infer<typeof writtenShape>;
export type SetOf = z.infer<typeof setShape>;
