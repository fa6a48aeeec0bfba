import { z } from 'zod';
import type { Moment } from '../../kernel/calendar.ts';
import type { Bilingual } from '../../kernel/endpoint.ts';
import { words as bothWords } from '../../kernel/endpoint.ts';
import { dayShape, wordsShape } from '../../kernel/shapes.ts';
import type { Role } from '../../law/roles.ts';

export const words = (zh: string, en: string): Bilingual => ({ zh, en });

/** How often a control measure (管控措施) is checked. */
export const frequencies = {
  shift: words('每班', 'every shift'),
  day: words('每日', 'every day'),
  week: words('每周', 'every week'),
  month: words('每月', 'every month'),
  quarter: words('每季度', 'every quarter'),
  year: words('每年', 'every year'),
  holiday: words('节假日前', 'before holidays'),
  startup: words('开车后', 'after a start-up'),
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Frequency = keyof typeof frequencies;
export const frequencyNames = Object.keys(frequencies) as [Frequency, ...Frequency[]];

/** What somebody found at the place (排查结果). */
export const results = {
  normal: words('正常', 'normal'),
  abnormal: words('异常', 'abnormal'),
  notInvolved: words('不涉及', 'does not apply'),
} as const satisfies Readonly<Record<string, Bilingual>>;
export type CheckResult = keyof typeof results;
export const resultNames = Object.keys(results) as [CheckResult, ...CheckResult[]];

/** How a task (排查任务) stands. */
export const taskStates = {
  upcoming: words('未到时间', 'not yet'),
  due: words('待排查', 'due'),
  done: words('已排查', 'done'),
  late: words('逾期排查', 'done late'),
  missed: words('漏查', 'missed'),
} as const satisfies Readonly<Record<string, Bilingual>>;
export type TaskState = keyof typeof taskStates;
export const taskStateNames = Object.keys(taskStates) as [TaskState, ...TaskState[]];

/** What a record of a check makes a person look at (待核标记); nothing follows by itself. */
export const marks = {
  tooFast: words('用时过短', 'too fast'),
  copiedPhoto: words('照片重复', 'photo used before'),
  impossibleTravel: words('位置不合理', 'impossible travel'),
  late: words('超时排查', 'late'),
  backfilled: words('事后补录', 'sent long after'),
  clockOff: words('设备时间不准', 'clock is off'),
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Mark = keyof typeof marks;
export const markNames = Object.keys(marks) as [Mark, ...Mark[]];

/** What a person makes of the marks (核实意见). */
export const judgements = {
  explained: words('已说明', 'explained'),
  accepted: words('认可', 'accepted'),
  rejected: words('不认可', 'rejected'),
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Judgement = keyof typeof judgements;
export const judgementNames = Object.keys(judgements) as [Judgement, ...Judgement[]];

/** A span in which a measure is to be checked once; `until` lies outside. */
export interface Window {
  readonly every: Frequency;
  /** The task's key: with the measure it names one task, for ever. */
  readonly key: string;
  readonly from: Moment;
  readonly until: Moment;
  /** Of shifts: how many a day the enterprise works. */
  readonly shifts: number | null;
  /** Of start-ups: the day of the start-up, `YYYY-MM-DD`. */
  readonly startedOn: string | null;
  /** Its days come from a notice that is not out yet. */
  readonly provisional: boolean;
}

/** Roles that measures are given to. */
export const ownerRoles = ['principal', 'safetyManager', 'teamLeader', 'worker'] as const;
export type OwnerRole = (typeof ownerRoles)[number] & Role;

/** Where somebody was when he recorded a check. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** A text that the database can hold. */
export const plain = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes('\u0000'), {
      error: bothWords('含有不能使用的字符', 'has a character that cannot be used'),
    });

const yes = z.stringbool().optional();

export const checkFilters = z.object({
  asOf: dayShape.optional(),
  enterprise: plain(100).optional(),
  /** The division and all below it. */
  division: plain(20).optional(),
  measure: plain(200).optional(),
  result: z.enum(resultNames).optional(),
  from: dayShape.optional(),
  to: dayShape.optional(),
  mark: z.enum(markNames).optional(),
  /** With any mark; `toJudge`: that nobody has judged yet. */
  marked: yes,
  toJudge: yes,
  bulk: yes,
});
export type CheckFilters = z.infer<typeof checkFilters>;

export const codeShape = z.object({ code: z.string(), text: wordsShape });
export const linkShape = z.object({ id: z.string(), name: z.string().nullable() });
export const moment = z.iso.datetime({ offset: true });

export const taskShape = z.object({
  measure: z.string(),
  period: z.string(),
  enterprise: linkShape,
  /** What is to be looked at. */
  text: z.string(),
  every: codeShape,
  ownerRole: codeShape.nullable(),
  owner: z.string().nullable(),
  place: z.string().nullable(),
  riskItem: linkShape.nullable(),
  facility: linkShape.nullable(),
  level: codeShape.nullable(),
  /** 其余正常 does not cover it: its risk is a major one. */
  alone: z.boolean(),
  begins: z.string(),
  ends: z.string(),
  /** The holiday's days are not announced yet. */
  provisional: z.boolean(),
  state: z.enum(taskStateNames),
  check: z.object({ id: z.string(), result: codeShape, at: z.string(), by: z.string() }).nullable(),
});
export type Task = z.infer<typeof taskShape>;

export const tasksShape = z.object({
  asOf: z.string(),
  rows: z.array(taskShape),
  next: z.string().nullable(),
});

export const MOST_PHOTOS = 9;

export const itemShape = z.object({
  /** Made by the device when it was recorded: the same again is the same record. */
  id: z.uuid(),
  measure: plain(200).min(1),
  period: plain(40).min(1),
  result: z.enum(resultNames),
  note: plain(2000).nullable().default(null),
  /** Contents' hashes of photographs that were uploaded before. */
  photos: z.array(plain(100).min(1)).max(MOST_PHOTOS).default([]),
  /** By the device's clock. */
  doneAt: moment,
  secondsTaken: z.number().min(0).max(86_400).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  latitude: z.number().min(-90).max(90).nullable().default(null),
  /** One of several that were called normal together (其余正常). */
  bulk: z.boolean().default(false),
});
export type CheckItem = z.infer<typeof itemShape>;

export const markShape = z.object({
  code: z.enum(markNames),
  text: wordsShape,
  why: wordsShape.nullable(),
});

export const outcomeShape = z.object({
  id: z.string(),
  /** `already`: the same was sent before; nothing was made twice. */
  outcome: z.enum(['accepted', 'already', 'refused']),
  why: wordsShape.nullable(),
  record: z.string().nullable(),
  hazard: z.string().nullable(),
  /** An abnormal result of which no hazard could be made, and why. */
  hazardWhy: wordsShape.nullable(),
  marks: z.array(z.enum(markNames)),
});
export type CheckOutcome = z.infer<typeof outcomeShape>;

export const rowShape = z.object({
  id: z.string(),
  version: z.int(),
  enterprise: linkShape,
  measure: linkShape,
  place: z.string().nullable(),
  risk: z.string().nullable(),
  level: codeShape.nullable(),
  period: z.string(),
  result: codeShape,
  note: z.string().nullable(),
  doneAt: z.string(),
  takenAt: z.string(),
  receivedAt: z.string().nullable(),
  by: z.string(),
  secondsTaken: z.number().nullable(),
  photos: z.array(z.string()),
  bulk: z.boolean(),
  hazard: z.string().nullable(),
  marks: z.array(markShape),
  judgement: codeShape.nullable(),
  judgedReason: z.string().nullable(),
  judgedBy: z.string().nullable(),
  may: z.object({ explain: z.boolean(), judge: z.boolean() }),
});
export type CheckRow = z.infer<typeof rowShape>;

export const completionShape = z.object({
  enterprise: linkShape,
  planned: z.int(),
  done: z.int(),
  late: z.int(),
  missed: z.int(),
  marked: z.int(),
  hazardsDue: z.int(),
  accepted: z.int(),
  /** Of the guide: A tasks, B hazards, E both; null: cannot be scored. */
  a: z.number().nullable(),
  b: z.number().nullable(),
  e: z.number().nullable(),
  level: z.string().nullable(),
});
export type CompletionRow = z.infer<typeof completionShape>;

export const placeShape = z.object({
  code: z.string(),
  name: z.string(),
  facility: z.string().nullable(),
  level: codeShape.nullable(),
  measures: z.int(),
  /** Modules a side, and what is dark of them as the path of an SVG. */
  size: z.int(),
  path: z.string(),
});

export const ledShape = z.object({
  id: z.string(),
  date: z.string(),
  leader: linkShape.nullable(),
  leaderRole: codeShape.nullable(),
  kind: codeShape.nullable(),
  scope: z.array(codeShape),
  findings: z.int().nullable(),
  note: z.string().nullable(),
});
