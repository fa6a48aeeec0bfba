import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { exportQuery } from '../../kernel/shapes.ts';
import type { Role } from '../../law/roles.ts';
import { BUSINESS } from '../../law/roles.ts';
import { countWays, trusts } from './model.ts';

/** Who gives gateways their keys: the enterprise that runs them, the bureau that connects them. */
export const KEEPERS: readonly Role[] = ['bureau', 'office', 'principal', 'safetyManager'];

export const plain = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\0]*$/, {
      error: words('含有不可用的字符', 'holds characters that cannot be used'),
    });
export const moment = z.iso.datetime({
  offset: true,
  error: words('时间写作2026-06-30T08:00:00+08:00', 'write a time as 2026-06-30T08:00:00+08:00'),
});
export const link = z.object({ id: z.string(), name: z.string().nullable() });

const bothWords = z.object({ zh: z.string(), en: z.string() });

export const tagFilters = z.object({
  enterprise: plain(200).optional(),
  facility: plain(200).optional(),
  gateway: plain(200).optional(),
  quantity: plain(40).optional(),
  /** Of a trust that asks for a look: what is not simply live. */
  trust: z.enum(trusts).exclude(['live']).optional(),
  q: plain(80).optional(),
});
export type TagFilters = z.output<typeof tagFilters>;

export const tagShape = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  quantity: z.string(),
  unit: z.string().nullable(),
  /** By which way people are counted (计数方式); null: of no head count, or it is not said. */
  countedBy: z.enum(countWays).nullable(),
  enterprise: link.nullable(),
  facility: link.nullable(),
  gateway: link,
  limits: z.object({
    highHigh: z.number().nullable(),
    high: z.number().nullable(),
    low: z.number().nullable(),
    lowLow: z.number().nullable(),
  }),
  /** `standard`: it has none of its own, the set points of GB/T 50493 hold. */
  limitsFrom: z.enum(['own', 'standard', 'none']),
  /** Its own limits that speak later than the standard allows (设定值不符合标准). */
  beyondStandard: z.array(z.enum(['highHigh', 'high', 'low', 'lowLow'])),
  /** Which standard that is, where it says something of this tag. */
  standard: bothWords.nullable(),
  /** The newest reading; null: none came yet. */
  newest: z
    .object({ at: z.string(), receivedAt: z.string(), value: z.number().nullable() })
    .nullable(),
  trust: z.enum(trusts),
  /** The window of maintenance or calibration that covers it now. */
  window: z
    .object({ id: z.string(), kind: z.enum(['maintenance', 'calibration']), until: z.string() })
    .nullable(),
  /** Rules that hold now. */
  active: z.array(z.string()),
});
export type TagAnswer = z.output<typeof tagShape>;

const span = z.object({ from: moment, until: moment });

export const gatewayShape = z.object({
  id: z.string(),
  name: z.string(),
  enterprise: link.nullable(),
  tags: z.int(),
  heardAt: z.string().nullable(),
  silent: z.boolean(),
  /** It may sign in. */
  keyed: z.boolean(),
  inUse: z.boolean(),
  /** Rows of the last 24 hours by what became of them. */
  outcomes: z.record(z.string(), z.int()),
  unknown: z.array(
    z.object({
      code: z.string(),
      rows: z.int(),
      sample: z.string().nullable(),
      lastSeen: z.string(),
    }),
  ),
});
export type GatewayAnswer = z.output<typeof gatewayShape>;

export const historyShape = z.object({
  /** For so many years it is kept; `least`: no setting is shorter. */
  years: z.int(),
  leastYears: z.int(),
  /** What came before it was dropped; null: nothing was. */
  droppedBefore: z.string().nullable(),
  reason: bothWords,
  source: bothWords,
  confidence: z.string(),
  mayChange: bothWords,
});
export type HistoryAnswer = z.output<typeof historyShape>;

const outcomesShape = z.object({
  /** Rows of the last 24 hours that were accepted. */
  rows: z.number(),
  outcomes: z.array(z.object({ code: z.string(), rows: z.number(), gateways: z.int() })),
  gateways: z.int(),
  silent: z.int(),
  /** Codes that wait to be claimed. */
  unclaimed: z.int(),
  /** Gateways with the most rows that were not taken. */
  worst: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      enterprise: link.nullable(),
      accepted: z.number(),
      refused: z.number(),
      outcomes: z.record(z.string(), z.number()),
      unclaimed: z.int(),
    }),
  ),
});
export type OutcomesAnswer = z.output<typeof outcomesShape>;

export const liveContract = contract({
  tags: {
    method: 'GET',
    path: '/api/live/tags',
    title: { zh: '监测点位实时值', en: 'Tags with their newest values' },
    callers: BUSINESS,
    query: tagFilters.extend({
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(tagShape), next: z.string().nullable() }),
  },
  tag: {
    method: 'GET',
    path: '/api/live/tags/{id}',
    title: { zh: '监测点位', en: 'A tag' },
    callers: BUSINESS,
    params: z.object({ id: plain(200) }),
    answer: tagShape,
  },
  readings: {
    method: 'GET',
    path: '/api/live/tags/{id}/readings',
    title: { zh: '点位历史曲线', en: 'Readings of a tag, thinned out for a chart' },
    callers: BUSINESS,
    params: z.object({ id: plain(200) }),
    query: span.extend({ points: z.coerce.number().int().min(10).max(2000).default(600) }),
    answer: z.object({
      points: z.array(
        z.object({
          at: z.string(),
          least: z.number(),
          most: z.number(),
          mean: z.number(),
          readings: z.int(),
        }),
      ),
    }),
  },
  readingsExport: {
    method: 'GET',
    path: '/api/live/tags/{id}/readings/export',
    title: { zh: '导出点位历史', en: 'Export of the readings of a tag' },
    callers: BUSINESS,
    params: z.object({ id: plain(200) }),
    query: span.extend({ language: exportQuery.language }),
    answer: 'file',
    perMinute: 20,
  },
  history: {
    method: 'GET',
    path: '/api/live/history',
    title: { zh: '历史数据保存期限', en: 'For how long readings are kept, and why' },
    callers: BUSINESS,
    answer: historyShape,
  },
  gateways: {
    method: 'GET',
    path: '/api/live/gateways',
    title: { zh: '采集网关', en: 'Gateways and what becomes of their rows' },
    callers: BUSINESS,
    query: z.object({
      enterprise: plain(200).optional(),
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(gatewayShape), next: z.string().nullable() }),
  },
  outcomes: {
    method: 'GET',
    path: '/api/live/outcomes',
    title: { zh: '网关数据质量', en: 'What became of the rows of all gateways' },
    callers: BUSINESS,
    query: z.object({ division: z.string().max(20).optional() }),
    answer: outcomesShape,
  },
  giveKey: {
    method: 'PUT',
    path: '/api/live/gateways/{id}/key',
    title: { zh: '发放网关密钥', en: 'A new key of a gateway; the one before ends' },
    callers: KEEPERS,
    params: z.object({ id: plain(200) }),
    /** Shown this once. */
    answer: z.object({ key: z.string(), username: z.string(), topic: z.string() }),
  },
  endKey: {
    method: 'DELETE',
    path: '/api/live/gateways/{id}/key',
    title: { zh: '停用网关密钥', en: 'End the key of a gateway' },
    callers: KEEPERS,
    params: z.object({ id: plain(200) }),
    answer: z.object({ id: z.string() }),
  },
});
