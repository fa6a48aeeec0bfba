import { z } from 'zod';
import type { Moment } from '../../kernel/calendar.ts';
import type { Bilingual } from '../../kernel/endpoint.ts';
import { wordsShape } from '../../kernel/shapes.ts';

/** Early-warning grades (预警等级), the worst first. */
export const grades = ['red', 'orange', 'yellow', 'blue'] as const;
export type Grade = (typeof grades)[number];

/** What is graded. */
export const kinds = {
  installation: { zh: '重大危险源', en: 'major-hazard installation' },
  enterprise: { zh: '企业', en: 'enterprise' },
  park: { zh: '园区', en: 'park' },
  county: { zh: '县（区）', en: 'county' },
  city: { zh: '全市', en: 'city' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as [Kind, ...Kind[]];

/** What a grade is made of (定级依据). */
export const reasons = {
  alarm: { zh: '报警未消除', en: 'alarm whose condition holds' },
  alarmLate: { zh: '报警超时未确认', en: 'alarm that nobody answered in time' },
  alarmStanding: { zh: '报警超时未消除', en: 'alarm that stands beyond its time' },
  alarmEnded: { zh: '报警已恢复待结案', en: 'alarm that is over, not yet closed' },
  alarmRepeated: { zh: '重复报警', en: 'source that alarms again and again' },
  dataLost: { zh: '监测数据中断', en: 'monitoring data lost' },
  majorHazard: { zh: '重大隐患逾期未整改', en: 'major hazard overdue' },
  promise: { zh: '安全承诺公告逾期', en: 'safety commitment overdue' },
  permitSpecial: { zh: '特级作业进行中', en: 'special-grade work under way' },
  permit: { zh: '特殊作业进行中', en: 'special operation under way' },
  below: { zh: '下级对象预警', en: 'warnings of what lies in it' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Reason = keyof typeof reasons;
export const reasonNames = Object.keys(reasons) as [Reason, ...Reason[]];

/** A record that counts, with what shows which it is. */
export const refShape = z.object({
  type: z.enum(['alarm', 'hazard', 'commitment', 'permit']),
  id: z.string(),
  /** When it came, or since when it is so. */
  at: z.string().nullable(),
  /** The rule of an alarm, the kind of a permit. */
  what: z.string().nullable(),
});
export type Ref = z.infer<typeof refShape>;

/** One line of the working: so many rows that ask for this grade. */
export const contributionShape = z.object({
  reason: z.enum(reasonNames),
  grade: z.enum(grades),
  count: z.int(),
  /** Of areas: how many make the grade, of how many that lie in it; null for the others. */
  needed: z.int().nullable(),
  of: z.int().nullable(),
  rows: z.array(refShape),
});
export type Contribution = z.infer<typeof contributionShape>;

/** What an object stands at, and why. */
export interface Standing {
  readonly grade: Grade;
  readonly alarms: number;
  readonly working: readonly Contribution[];
}

/** An alarm as the rule looks at it. */
export interface AlarmFact {
  readonly id: string;
  readonly source: string;
  readonly rule: string;
  readonly level: Grade;
  readonly enterprise: string;
  readonly facility: string | null;
  readonly receivedAt: Moment;
  readonly ended: boolean;
  readonly acknowledged: boolean;
}

/** A row that asks for a grade, of an enterprise or one of its facilities. */
export interface Item {
  readonly reason: Exclude<Reason, 'below'>;
  readonly grade: Grade;
  readonly enterprise: string;
  readonly facility: string | null;
  /** An alarm whose condition holds. */
  readonly holds: boolean;
  readonly ref: Ref;
}

/** Where an enterprise lies. */
export interface Place {
  readonly id: string;
  readonly division: string | null;
  readonly park: string | null;
  readonly county: string | null;
}

export interface Area {
  readonly kind: 'park' | 'county' | 'city';
  readonly id: string;
  readonly division: string | null;
  readonly parent: string | null;
}

/** What changes with facts, not with every alarm. */
export interface Ground {
  readonly items: readonly Item[];
  readonly enterprises: ReadonlyMap<string, Place>;
  readonly areas: readonly Area[];
  /** The major-hazard installation that a facility is or lies in. */
  readonly installations: ReadonlyMap<string, string>;
}

/** An object that stands at a grade. */
export interface Judged extends Standing {
  readonly kind: Kind;
  readonly object: string;
  readonly enterprise: string | null;
  readonly park: string | null;
  readonly division: string | null;
}

export const ruleShape = z.object({
  reasons: z.array(
    z.object({
      reason: z.enum(reasonNames),
      text: wordsShape,
      gives: wordsShape,
      from: wordsShape,
    }),
  ),
  areas: wordsShape,
  meanings: z.array(
    z.object({
      grade: z.enum(grades),
      meaning: z.string(),
      feedbackMinutes: z.int(),
      verifyHours: z.int(),
      to: z.string(),
    }),
  ),
  responsibility: z.string(),
  source: wordsShape,
});
export type RuleTold = z.infer<typeof ruleShape>;
