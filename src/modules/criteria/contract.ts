import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { AUTHORITY_AND_PARK, BUSINESS } from '../../law/roles.ts';
import {
  editionShape,
  itemShape,
  judgementShape,
  kindShape,
  likenessShape,
  majorRowShape,
  majorShape,
  majorStates,
  suspectedItemShape,
  suspectRowShape,
} from './model.ts';

const day = z.iso.date({ error: words('日期写作 2026-06-30', 'write a date as 2026-06-30') });
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, {
  error: words('月份写作 2026-06', 'write a month as 2026-06'),
});
const code = z.string().max(80);
const asOf = { asOf: day.optional() };
const paging = {
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const file = { lang: z.enum(['zh', 'en']).default('zh') };
const page = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), asOf: day });

const suspectFilters = {
  ...asOf,
  division: code.optional(),
  item: code.optional(),
  kind: kindShape.optional(),
  basis: z.enum(['shown', 'absent']).optional(),
  enterprise: code.optional(),
};
const majorFilters = {
  ...asOf,
  kind: kindShape.default('statutory'),
  division: code.optional(),
  state: z.enum(majorStates).optional(),
  industry: code.optional(),
  sector: code.optional(),
  /** An item's id; `none`: cites no item of an edition on file. */
  item: code.optional(),
  nature: code.optional(),
  cause: code.optional(),
  foundMonth: month.optional(),
  closedMonth: month.optional(),
  /** Open at the end of the month, by what is known on the day. */
  openMonth: month.optional(),
  enterprise: code.optional(),
};

export const criteriaContract = contract({
  editions: {
    method: 'GET',
    path: '/api/criteria/editions',
    title: { zh: '重大事故隐患判定标准', en: 'Major-hazard criteria' },
    callers: BUSINESS,
    /** `on`: those in force on the day; without it, all. */
    query: z.object({ on: day.optional() }),
    answer: z.object({ editions: z.array(editionShape.extend({ items: z.array(itemShape) })) }),
  },
  judgement: {
    method: 'GET',
    path: '/api/enterprises/{id}/criteria',
    title: { zh: '重大隐患判定（逐项）', en: 'Criteria of an enterprise, item by item' },
    callers: BUSINESS,
    params: z.object({ id: code }),
    /** `on`: the day a hazard was found, whose editions hold; without it, the as-of day. */
    query: z.object({ ...asOf, on: day.optional() }),
    answer: judgementShape,
  },
  suspected: {
    method: 'GET',
    path: '/api/criteria/suspected',
    title: { zh: '疑似重大隐患汇总', en: 'Suspected items' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...asOf, division: code.optional(), kind: kindShape.default('statutory') }),
    answer: z.object({
      asOf: day,
      node: z.object({ id: z.string(), name: z.string() }).nullable(),
      /** Enterprises that something is suspected of. */
      firms: z.int(),
      items: z.array(suspectedItemShape),
      divisions: z.array(z.object({ id: z.string(), name: z.string(), firms: z.int() })),
      /** Items in force that no recorded fact can point to. */
      untouched: z.array(itemShape.pick({ id: true, clause: true, title: true })),
    }),
  },
  suspectRows: {
    method: 'GET',
    path: '/api/criteria/suspected/rows',
    title: { zh: '疑似重大隐患明细', en: 'Rows of suspected items' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...suspectFilters, ...paging }),
    answer: page(suspectRowShape),
  },
  suspectExport: {
    method: 'GET',
    path: '/api/criteria/suspected/rows/export',
    title: { zh: '导出疑似重大隐患明细', en: 'Export the suspected items' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...suspectFilters, ...file }),
    answer: 'file',
  },
  major: {
    method: 'GET',
    path: '/api/criteria/major',
    title: { zh: '重大隐患数据库', en: 'Database of major hazards' },
    callers: AUTHORITY_AND_PARK,
    /** Counts and trend of what the filters leave; the shares by a value leave its own filter out. */
    query: z.object({
      ...asOf,
      division: code.optional(),
      kind: kindShape.default('statutory'),
      industry: code.optional(),
      item: code.optional(),
      nature: code.optional(),
      cause: code.optional(),
    }),
    answer: majorShape,
  },
  majorRows: {
    method: 'GET',
    path: '/api/criteria/major/rows',
    title: { zh: '重大隐患明细', en: 'Rows of major hazards' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...majorFilters, ...paging }),
    answer: page(majorRowShape),
  },
  majorExport: {
    method: 'GET',
    path: '/api/criteria/major/rows/export',
    title: { zh: '导出重大隐患明细', en: 'Export the major hazards' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...majorFilters, ...file }),
    answer: 'file',
  },
  lookAlikes: {
    method: 'GET',
    path: '/api/criteria/major/rows/{hazard}/look-alikes',
    title: { zh: '可能存在同类隐患的企业', en: 'Enterprises that probably have the same hazard' },
    callers: AUTHORITY_AND_PARK,
    params: z.object({ hazard: code }),
    query: z.object({ ...asOf, limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: z.object({
      asOf: day,
      hazard: z.object({ id: z.string(), criterion: z.string().nullable(), open: z.boolean() }),
      enterprise: z.object({ id: z.string(), name: z.string().nullable() }),
      item: itemShape.nullable(),
      rows: z.array(likenessShape),
    }),
  },
});
