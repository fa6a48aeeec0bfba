import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { dayShape } from '../../kernel/shapes.ts';
import { BUSINESS } from '../../law/roles.ts';
import { KEEPERS, link, plain, tagFilters } from './contract.ts';
import { ruleFieldNames } from './rules/rule.ts';

const effective = z.object({
  value: z.number().nullable(),
  from: z.enum(['own', 'default', 'none']),
});
const each = <T extends z.ZodType>(shape: T) =>
  z.object({
    ...{ highHigh: shape, high: shape, low: shape, lowLow: shape },
    ...{ deadband: shape, onDelay: shape, ratePerMinute: shape },
  });

export const ruleShape = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string(),
  quantity: z.string(),
  unit: z.string().nullable(),
  rangeLow: z.number().nullable(),
  rangeHigh: z.number().nullable(),
  enterprise: link.nullable(),
  facility: link.nullable(),
  values: each(effective),
  owner: z.string().nullable(),
  reviewOn: z.string().nullable(),
  /** Its day of review has passed. */
  reviewDue: z.boolean(),
  reason: z.string().nullable(),
});
export type RuleAnswer = z.output<typeof ruleShape>;

const limits = each(z.number().nullable());
/** Of a trial: what is not named stays as it is. */
export const someLimits = limits.partial();

const change = z.object({
  version: z.int(),
  at: z.string(),
  recordedAt: z.string(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
  values: limits,
  changed: z.array(z.enum(ruleFieldNames)),
});
export type RuleChangeAnswer = z.output<typeof change>;

export const ruleWhole = z.object({
  row: ruleShape,
  /** Goes with a change. */
  version: z.int(),
  history: z.array(change),
  /** Where the defaults come from, and what that is worth. */
  source: z.object({ zh: z.string(), en: z.string() }),
});
export type RuleWhole = z.output<typeof ruleWhole>;

const side = z.object({
  count: z.int(),
  alarms: z.array(
    z.object({
      rule: z.string(),
      since: z.string(),
      at: z.string(),
      value: z.number(),
      clearedAt: z.string().nullable(),
    }),
  ),
});
export const trialShape = z.object({
  from: z.string(),
  until: z.string(),
  readings: z.int(),
  present: side,
  proposed: side,
});
export type TrialAnswer = z.output<typeof trialShape>;

const bothWords = z.object({ zh: z.string(), en: z.string() });
/** A number that rules go by, on whose word, since when and until when it is looked at again. */
const setting = z.object({
  /** The parameter by which the city changes it. */
  parameter: z.string(),
  title: bothWords,
  /** Of defaults by quantity: null, they are told one by one. */
  value: z.union([z.number(), z.string()]).nullable(),
  /** Nobody set it: the platform's proposal holds. */
  proposed: z.boolean(),
  from: z.string(),
  by: z.string().nullable(),
  /** Of a proposal: where it comes from. */
  reason: bothWords.nullable(),
  reviewOn: z.string(),
  reviewDue: z.boolean(),
});
export type RuleSetting = z.output<typeof setting>;
const alarmLevel = z.enum(['red', 'orange', 'yellow', 'blue']);
const usual = z.object({ value: z.number().nullable(), proposed: z.number().nullable() });

export const ruleSettingsShape = z.object({
  cross: z.array(
    z.object({
      rule: z.string(),
      level: alarmLevel,
      settings: z.array(setting),
    }),
  ),
  /** Numbers that several of them share. */
  shared: z.array(setting),
  defaults: z.object({
    settings: z.array(setting),
    kinds: z.array(
      z.object({
        quantity: z.string(),
        ...{ onDelay: usual, deadband: usual, stuck: usual },
        levels: z.object({
          ...{ highHigh: alarmLevel, high: alarmLevel, low: alarmLevel, lowLow: alarmLevel },
        }),
      }),
    ),
  }),
});
export type RuleSettings = z.output<typeof ruleSettingsShape>;

const reason = plain(500)
  .transform((value) => value.trim())
  .refine((value) => value !== '', { error: words('请写明依据', 'say why') });

export const newRule = z.object({
  version: z.int(),
  values: limits,
  owner: plain(60).nullable(),
  reviewOn: dayShape.nullable(),
  reason,
});
export type NewRule = z.output<typeof newRule>;

const params = z.object({ id: plain(200) });

export const rulesContract = contract({
  rules: {
    method: 'GET',
    path: '/api/live/rules',
    title: { zh: '报警规则', en: 'Alarm rules of tags' },
    callers: BUSINESS,
    query: tagFilters.omit({ gateway: true }).extend({
      /** `due`: its day of review has passed; `own`: limits of its own; `none`: no limit at all. */
      show: z.enum(['due', 'own', 'none']).optional(),
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ rows: z.array(ruleShape), next: z.string().nullable() }),
  },
  settings: {
    method: 'GET',
    path: '/api/live/rule-settings',
    title: { zh: '关联规则与默认值', en: 'Numbers of rules across signals, defaults by quantity' },
    callers: BUSINESS,
    answer: ruleSettingsShape,
  },
  rule: {
    method: 'GET',
    path: '/api/live/rules/{id}',
    title: { zh: '点位报警规则', en: 'The alarm rule of a tag, with its history' },
    callers: BUSINESS,
    params,
    answer: ruleWhole,
  },
  tryRule: {
    method: 'POST',
    path: '/api/live/rules/{id}/trial',
    title: { zh: '按历史数据试算规则', en: 'Try limits on the stored readings of a tag' },
    callers: BUSINESS,
    params,
    body: z.object({
      values: someLimits,
      /** Defaults of its quantity, `deadband` as a share of the range: its own values stay. */
      defaults: z
        .object({ onDelay: z.number().min(0).max(3600), deadband: z.number().min(0).max(0.5) })
        .partial()
        .optional(),
      days: z.int().min(1).max(31),
    }),
    answer: trialShape,
    perMinute: 300,
  },
  changeRule: {
    method: 'PUT',
    path: '/api/live/rules/{id}',
    title: { zh: '启用报警规则', en: 'Switch on limits of a tag' },
    callers: KEEPERS,
    params,
    body: newRule,
    answer: ruleWhole,
    idempotent: true,
  },
  ruleBack: {
    method: 'POST',
    path: '/api/live/rules/{id}/back',
    title: { zh: '回退报警规则', en: 'Take the limits of a tag back to an earlier version' },
    callers: KEEPERS,
    params,
    body: z.object({ version: z.int(), to: z.int(), reason }),
    answer: ruleWhole,
    idempotent: true,
  },
});
