import { z } from 'zod';
import type { Day } from '../../kernel/calendar.ts';
import type { Bilingual } from '../../kernel/endpoint.ts';
import { words as bothWords } from '../../kernel/endpoint.ts';
import type { Role } from '../../law/roles.ts';

const words = (zh: string, en: string): Bilingual => ({ zh, en });

/** Stages of a report (举报办理阶段). */
export const stages = {
  received: words('收到', 'received'),
  accepted: words('受理', 'accepted'),
  refused: words('不予受理', 'not accepted'),
  passed: words('已转办', 'passed on'),
  checked: words('已核查', 'checked'),
  answered: words('已答复', 'answered'),
  rewarded: words('已奖励', 'rewarded'),
  unrewarded: words('不予奖励', 'no reward'),
} as const;
export type Stage = keyof typeof stages;
export const stageNames = Object.keys(stages) as [Stage, ...Stage[]];

/** Acts on a report (办理步骤). */
export const acts = {
  receive: words('收到', 'receive'),
  accept: words('受理', 'accept'),
  refuse: words('不予受理', 'do not accept'),
  pass: words('转办', 'pass on'),
  check: words('核查', 'check'),
  extend: words('延长核查期限', 'extend the check'),
  answer: words('答复', 'answer'),
  reward: words('奖励', 'reward'),
  noReward: words('不予奖励', 'no reward'),
  note: words('补充', 'further note'),
} as const;
export type Act = keyof typeof acts;
export const actNames = Object.keys(acts) as [Act, ...Act[]];

/** What a citizen chooses by its picture (举报事项类型). */
export const kinds = {
  fire: words('火灾、爆炸危险', 'Danger of fire or explosion'),
  leak: words('泄漏、异味、冒烟', 'Leak, smell or smoke'),
  machine: words('设备、电气不安全', 'Unsafe machine or wiring'),
  space: words('池、罐、窖、井作业', 'Work in a pit, tank or well'),
  exit: words('通道、出口堵塞', 'Blocked way or exit'),
  illegal: words('非法生产、黑作坊', 'Illegal workshop'),
  concealed: words('瞒报事故', 'Concealed accident'),
  other: words('其他', 'Something else'),
} as const;
export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as [Kind, ...Kind[]];

/** What the report is about, of the dictionary (`report.topic`). */
export const topics = ['major-hazard', 'hazard', 'illegal-activity', 'concealed-incident'] as const;
export type Topic = (typeof topics)[number];

/** Grades of an accident (事故等级), as the published rules name them. */
export const accidents = {
  ordinary: words('一般', 'ordinary'),
  larger: words('较大', 'larger'),
  major: words('重大', 'major'),
  gravest: words('特别重大', 'gravest'),
} as const;
export type Accident = keyof typeof accidents;
export const accidentNames = Object.keys(accidents) as [Accident, ...Accident[]];

export const results = ['true', 'partly-true', 'not-true'] as const;
export type CheckResult = (typeof results)[number];

/** What a report says, sealed: its words may tell who wrote them. */
export interface Content {
  readonly kind: Kind;
  readonly place: string;
  readonly text: string;
  /** Type of the picture beside it; null: there is none. */
  readonly photo: string | null;
}

/** Who reported, sealed apart. */
export interface Reporter {
  readonly name: string;
  readonly contact: string;
}

export type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;

/** A report as its acts are judged by. */
export interface Handled {
  readonly stage: Stage;
  /** Of the enterprise's own channel: the enterprise handles and rewards it. */
  readonly internal: boolean;
  readonly topic: Topic | null;
  readonly result: CheckResult | null;
  /** Days on which it came, was accepted, was checked. */
  readonly date: Day | null;
  /** When it came to whoever is to accept it: later than `date` where it was passed on. */
  readonly receivedOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly verifiedOn: Day | null;
  readonly extended: boolean;
  readonly enterprise: string | null;
}

export interface Actor {
  readonly account: string;
  readonly name: string;
  /** Of his grants, those that reach the report. */
  readonly roles: readonly Role[];
}

export interface Unfit {
  readonly why: Bilingual;
  readonly fields: Readonly<Record<string, Bilingual>>;
}

export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** A text that the database can hold. */
export const plain = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\u0000'), {
      error: bothWords('含有不能使用的字符', 'has a character that cannot be used'),
    });

const several = plain(400).transform((text) => text.split(',').filter((part) => part !== ''));
const yes = z.stringbool().optional();

/** By the day they came, newest first unless asked otherwise, and by their time limit. */
export const reportOrders = ['-date', 'date', 'due', '-due'] as const;
export type ReportOrder = (typeof reportOrders)[number];

export const reportFilters = z.object({
  sort: z.enum(reportOrders).default('-date'),
  asOf: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error: bothWords('请写成 2026-06-30', 'write 2026-06-30') })
    .optional(),
  stage: several.optional(),
  channel: several.optional(),
  topic: several.optional(),
  /** The division and all below it. */
  division: plain(20).optional(),
  enterprise: plain(100).optional(),
  /** A time limit of ours has passed. */
  overdue: yes,
  /** Not at its end. */
  open: yes,
});
export type ReportFilters = z.infer<typeof reportFilters>;
