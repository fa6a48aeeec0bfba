import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../law/roles.ts';
import type { Act, Actor, Alarm, Field, Hold, Level, State } from '../model.ts';
import type { AlarmSettings } from './settings.ts';

export interface Who {
  readonly roles: readonly Role[];
  /** Only while he leads the shift (值班长). */
  readonly leading?: true;
  /** Not of such an alarm. */
  readonly unless?: Level;
}

/** Asked always, where somebody likes, of hot work, or of whatever was found not to be real. */
export type Need = 'must' | 'may' | 'hotWork' | 'unreal';

export interface ActRule {
  /** From each state in which it may be done, the state that follows; `back`: out of a hold. */
  readonly way: Readonly<Partial<Record<State, State | 'back'>>>;
  readonly who: readonly Who[];
  readonly fields: Readonly<Partial<Record<Field, Need>>>;
  readonly conditions?: readonly Condition[];
}

const DESK: readonly Role[] = ['dispatcher', 'bureau', 'office', 'park'];
const FIRM: readonly Role[] = ['principal', 'safetyManager', 'teamLeader'];
const CHECKERS: readonly Role[] = [...DESK, 'officer', 'grid', 'stationed'];
/** A shift leader by post, or whoever has taken over the shift of the desk. */
const LEADERS: readonly Who[] = [
  { roles: ['teamLeader', 'safetyManager', 'bureau'] },
  { roles: ['dispatcher', 'park', 'office'], leading: true },
];

const STAY = { acknowledged: 'acknowledged', returned: 'returned' } as const;

/** Every act: from which state to which, by whom, with what. Nothing else says what may be done. */
export const table: Readonly<Record<Act, ActRule>> = {
  acknowledge: {
    way: { unacknowledged: 'acknowledged', returnedUnacknowledged: 'returned' },
    who: [{ roles: [...DESK, ...FIRM] }],
    fields: {},
  },
  call: {
    way: {
      ...STAY,
      unacknowledged: 'unacknowledged',
      returnedUnacknowledged: 'returnedUnacknowledged',
      shelved: 'shelved',
      outOfService: 'outOfService',
    },
    who: [{ roles: DESK }],
    fields: { reason: 'may' },
  },
  judge: {
    way: STAY,
    who: [{ roles: [...DESK, ...FIRM] }],
    fields: { verdict: 'must', permitMatched: 'hotWork', reason: 'unreal' },
  },
  dispose: {
    way: STAY,
    who: [{ roles: [...DESK, ...FIRM] }],
    fields: { measure: 'must' },
    conditions: ['judged'],
  },
  check: {
    way: STAY,
    who: [{ roles: CHECKERS }],
    fields: { reason: 'must' },
  },
  close: {
    way: { returned: 'closed' },
    // A red one is not closed by the enterprise alone.
    who: [{ roles: DESK }, { roles: ['principal', 'safetyManager'], unless: 'red' }],
    fields: { reason: 'may' },
    conditions: ['judged', 'handled', 'checked'],
  },
  shelve: {
    way: { unacknowledged: 'shelved', acknowledged: 'shelved' },
    who: LEADERS,
    fields: { minutes: 'must', reason: 'must' },
    conditions: ['shelvable'],
  },
  unshelve: {
    way: { shelved: 'back' },
    who: LEADERS,
    fields: { reason: 'may' },
  },
  takeOut: {
    way: { acknowledged: 'outOfService' },
    who: [
      { roles: ['bureau', 'principal', 'safetyManager'] },
      { roles: ['office'], leading: true },
    ],
    fields: { minutes: 'must', reason: 'must' },
    conditions: ['worked', 'shelvable'],
  },
  putBack: {
    way: { outOfService: 'back' },
    who: [{ roles: ['bureau', 'office', 'principal', 'safetyManager'] }],
    fields: { reason: 'may' },
  },
};

/** Fire and gas, a second limit and the red level are never put aside (燃气、火灾、高高限、红色). */
const NEVER_KINDS: readonly Alarm['kind'][] = ['gas', 'illegal-hot-work'];
const NEVER_RULES: readonly Alarm['rule'][] = ['highHigh', 'lowLow', 'hotWorkWithoutPermit'];

/** Found by comparison alone: somebody goes and looks (TRADE-15.3, TRADE-15.4), since it is a lead. */
const LOOKED_AT: readonly Alarm['rule'][] = [
  ...(['covertProduction', 'falseOffline', 'safetyIdle'] as const),
  ...(['stillWhileRunning', 'movingWithoutPower'] as const),
];

export const mayPutAside = ({
  level,
  kind,
  rule,
}: Pick<Alarm, 'level' | 'kind' | 'rule'>): boolean =>
  level !== 'red' && !NEVER_KINDS.includes(kind) && !NEVER_RULES.includes(rule);

/** What a lost link alone may cause. */
const SUPPRESSED: readonly Alarm['rule'][] = ['lost', 'stuck'];

/**
 * What is only a consequence of a lost link, or known to be worked on, asks for no answer. Yet no
 * window of maintenance puts gas, fire, high-high or red aside: they say that it covers them.
 */
export function heldAtStart(
  alarm: Pick<Alarm, 'level' | 'kind' | 'rule'> & { readonly trust: string },
): Hold | null {
  if (alarm.trust === 'upstreamDown') return SUPPRESSED.includes(alarm.rule) ? 'suppressed' : null;
  return alarm.trust === 'outOfService' && mayPutAside(alarm) ? 'outOfService' : null;
}

/** What must hold besides state and role. */
export const conditions = {
  judged: (alarm: Alarm) => alarm.verdict !== null,
  handled: (alarm: Alarm) => alarm.verdict !== 'real' || alarm.handledAt !== null,
  checked: ({ rule, checkedAt }: Alarm) => checkedAt !== null || !LOOKED_AT.includes(rule),
  shelvable: (alarm: Alarm) => mayPutAside(alarm),
  worked: (alarm: Alarm) => alarm.verdict === 'maintenance' || alarm.verdict === 'calibration',
} as const;
export type Condition = keyof typeof conditions;

export const unmet: Readonly<Record<Condition, Bilingual>> = {
  judged: { zh: '请先判定原因', en: 'say first what it is' },
  handled: { zh: '真实报警须先启动处置', en: 'a real alarm needs its disposal first' },
  checked: {
    zh: '由用电推断的报警须先现场核查',
    en: 'what electricity alone shows needs a check on the spot first',
  },
  shelvable: {
    zh: '气体、火灾、高高限（低低限）和红色报警不得搁置或停用',
    en: 'gas, fire, high-high (low-low) and red alarms are never put aside',
  },
  worked: {
    zh: '只有判定为检修或标定的报警可以停用',
    en: 'only what was found to be maintenance or calibration',
  },
};

/** How long a hold may last, in minutes. */
export const longest = (act: Act, { shelveMinutes, outMinutes }: AlarmSettings): number =>
  act === 'takeOut' ? outMinutes : shelveMinutes;

export const fits = (
  { roles: of, leading, unless }: Who,
  { roles, leads }: Actor,
  { level }: Pick<Alarm, 'level'>,
): boolean =>
  roles.some((role) => of.includes(role)) && (leading === undefined || leads) && unless !== level;
