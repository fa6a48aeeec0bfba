import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Condition } from './condition.ts';

/**
 * A detector (疑似检出): recorded facts that point to items of the criteria. What it finds is
 * suspected (疑似), a lead for a person; it determines nothing.
 */
export interface Detector {
  readonly id: string;
  /** What the facts show. */
  readonly says: Bilingual;
  /** What a person has to find out before he judges. */
  readonly missing: Bilingual;
  /**
   * `shown`: records show it; `absent`: nothing on record says otherwise, which may mean that
   * nobody has entered it.
   */
  readonly basis: 'shown' | 'absent';
  /** Records of this type are the evidence; each is of the enterprise, or is it. */
  readonly of: string;
  readonly where: Condition;
  /** Attributes shown with a record, beside those that the condition tests. */
  readonly shows: readonly string[];
  /** Items and parts of items that it points to. */
  readonly items: readonly string[];
}

export const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** Numbers that no order gives (平台建议). */
export const proposed = {
  /** Newly appointed people are assessed within six months (安全培训规定; expert notes, item 1). */
  appointedDays: 180,
  /** Permits, changes and starts count this long. */
  recentDays: 90,
  /** A device that gives no data for so long is out of service. */
  offlineDays: 7,
  /** Contractors' jobs count this long. */
  jobDays: 180,
};

export const running: Condition = { attr: 'state', in: ['running', 'standby'] };

/** Valid on the day: until then, or without end. */
export const notExpired = (attr: string): Condition => ({
  any: [{ attr, known: false }, { not: { attr, before: 0 } }],
});

/** Records of the enterprise of a type, none of which is like this. */
export const none = (type: string, where: Condition, tie = 'enterprise'): Condition => ({
  none: { type, tie, where },
});

/** A system that works. */
export const inUse: Condition = { attr: 'status', in: ['accepted', 'in-use'] };
