import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../law/roles.ts';
import type { Level, MessageSettings } from '../model.ts';

/** A number that the plans leave open, with where it comes from. */
export interface Setting<T> {
  readonly value: T;
  readonly title: Bilingual;
  readonly source: Bilingual;
}

const SUGGESTED: Bilingual = {
  zh: '平台建议（两个《方案》未作规定）',
  en: 'Suggested by the platform (neither plan says)',
};

export interface EscalationStep {
  readonly to: Level;
  readonly roles: readonly Role[];
  /** Working days after the due day. */
  readonly after: number;
}

export interface TaskSettings {
  readonly remindBefore: Setting<number>;
  readonly escalation: Setting<readonly EscalationStep[]>;
  readonly answerWithin: Setting<number>;
  readonly chaseAnswerAfter: Setting<number>;
  readonly messages: Setting<MessageSettings>;
}

export const taskSettings: TaskSettings = {
  remindBefore: {
    value: 5,
    title: { zh: '到期前提醒（工作日）', en: 'Reminded before the due day (working days)' },
    source: SUGGESTED,
  },
  escalation: {
    value: [
      { to: 'township', roles: ['grid'], after: 3 },
      { to: 'county', roles: ['bureau', 'office'], after: 5 },
      { to: 'city', roles: ['bureau', 'office'], after: 10 },
    ],
    title: { zh: '逾期逐级提级（工作日）', en: 'Overdue duties climb (working days)' },
    source: SUGGESTED,
  },
  answerWithin: {
    value: 5,
    title: { zh: '函件答复时限（工作日）', en: 'Letters are answered within (working days)' },
    source: SUGGESTED,
  },
  chaseAnswerAfter: {
    value: 1,
    title: {
      zh: '答复逾期后提醒发函单位（工作日）',
      en: 'The issuer is told of a late answer after',
    },
    source: SUGGESTED,
  },
  messages: {
    value: { quietFrom: '21:00', quietUntil: '07:30', dailyCap: 10, digestAt: '08:30' },
    title: { zh: '消息时段与上限', en: 'Hours and cap of messages' },
    source: SUGGESTED,
  },
};
