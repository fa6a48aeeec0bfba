import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../law/roles.ts';
import type { Act, Stage } from '../model.ts';
import type { Condition } from './conditions.ts';

/**
 * `must`: always; `major`: where the hazard is, or is treated as, a major one; `statutory`: where it
 * is one by the published criteria; `stop`: where a stop is ordered; `may`: as known.
 */
export type Need = 'must' | 'major' | 'statutory' | 'stop' | 'may';

/** Who may act, and on which hazards: of whatever weight, and found by whomever, where not said. */
export interface Who {
  readonly roles: readonly Role[];
  readonly weight?: 'general' | 'major';
  /** `own`: the enterprise found it; `outside`: an authority, an expert or a citizen did. */
  readonly found?: 'own' | 'outside';
}

export interface ActRule {
  readonly from: readonly Stage[];
  /**
   * Null: the stage stays; `back`: where the work goes on (a major hazard under control);
   * `again`: a closed one is assigned anew, a dismissed one judged anew.
   */
  readonly to: Stage | null | 'back' | 'again';
  readonly who: readonly Who[];
  readonly fields: Readonly<Record<string, Need>>;
  readonly reason?: true;
  /** What must hold besides, before anything is filled in. */
  readonly conditions?: readonly Condition[];
  /** Attributes that the act takes back. */
  readonly clears?: readonly string[];
  /** The day of the act, and what it counts. */
  readonly dates?: string;
  readonly counts?: string;
}

const FIRM: readonly Role[] = ['principal', 'safetyManager'];
const TEAM: readonly Role[] = [...FIRM, 'teamLeader'];
const BUREAU: readonly Role[] = ['bureau', 'office'];
const OFFICER: readonly Role[] = [...BUREAU, 'officer'];
const FINDERS: readonly Role[] = [
  ...TEAM,
  ...OFFICER,
  'worker',
  ...(['dispatcher', 'grid', 'stationed', 'park', 'expert'] as const),
];

/** Whoever may judge: what others found is not the enterprise's to judge away. */
const JUDGES: readonly Who[] = [{ roles: OFFICER }, { roles: FIRM, found: 'own' }];
/** A major hazard is verified and closed by the authority. */
const CHECKERS: readonly Who[] = [{ roles: OFFICER }, { roles: FIRM, weight: 'general' }];

const OPEN: readonly Stage[] = [
  ...(['reported', 'judged', 'assigned', 'controlled', 'rectified', 'verified'] as const),
];
const WORK: readonly Stage[] = ['assigned', 'controlled'];

const PLACES = { facility: 'may', equipment: 'may' } as const;
const JUDGEMENT: ActRule['fields'] = {
  ...{ major: 'must', treatedAsMajor: 'may', criterion: 'statutory' },
  // Static or dynamic, and why it came about: what a city's database of major hazards tells (P29).
  ...{ class: 'major', subclass: 'major', cause: 'major' },
};
const DONE = [
  ...['rectifiedOn', 'handledOn', 'documents'],
  ...['recheckedOn', 'verifiedOn', 'verifiedBy', 'closedOn'],
];
/** Whatever was set up since the judgement: it begins anew. */
const BEGUN = [
  ...DONE,
  ...['dismissedOn', 'assignedOn', 'controlledOn', 'dueOn', 'extendedUntil', 'extendedTimes'],
  ...['interimMeasures', 'stoppedOn', 'handling'],
];

/**
 * The loop (隐患闭环): every act, from which stage, by whom, with which fields. The machine, the
 * interface, the buttons and the forms read this table; nothing else says what may be done.
 */
export const table: Readonly<Record<Act, ActRule>> = {
  report: {
    from: [],
    to: 'reported',
    who: [{ roles: FINDERS }],
    fields: {
      ...{ enterprise: 'must', source: 'must', foundOn: 'must', note: 'must' },
      ...PLACES,
      ...{ kind: 'may', foundBy: 'may', campaign: 'may', sourceRecord: 'may', photos: 'may' },
    },
  },
  judge: {
    from: ['reported'],
    to: 'judged',
    who: JUDGES,
    fields: JUDGEMENT,
    dates: 'judgedOn',
  },
  rejudge: {
    from: ['judged', 'assigned', 'controlled', 'rectified', 'verified'],
    to: 'judged',
    who: [{ roles: OFFICER }],
    fields: JUDGEMENT,
    reason: true,
    clears: BEGUN,
    dates: 'judgedOn',
  },
  dismiss: {
    from: ['reported', 'judged'],
    to: 'dismissed',
    who: JUDGES,
    fields: {},
    reason: true,
    dates: 'dismissedOn',
  },
  assign: {
    from: ['judged'],
    to: 'assigned',
    who: [{ roles: OFFICER }, { roles: FIRM }],
    fields: {
      // 五落实: all five of a major hazard (TRADE-5.6); of a general one who, what and by when.
      ...{ responsible: 'must', measures: 'must', dueOn: 'must' },
      ...{ funds: 'major', contingencyPlan: 'major' },
      ...{ rectificationLead: 'major', rectificationLeadRole: 'major', stopRequired: 'may' },
    },
    dates: 'assignedOn',
  },
  control: {
    from: ['assigned'],
    to: 'controlled',
    who: [{ roles: OFFICER }, { roles: TEAM }],
    fields: { interimMeasures: 'must', stopScope: 'stop', stoppedOn: 'stop' },
    dates: 'controlledOn',
  },
  rectify: {
    from: WORK,
    to: 'rectified',
    who: [{ roles: TEAM }],
    // What a major hazard looks like afterwards is shown, not only told.
    fields: { rectifiedOn: 'must', handling: 'must', documents: 'major' },
    conditions: ['underControl'],
  },
  return: {
    from: ['rectified', 'verified'],
    to: 'back',
    who: CHECKERS,
    fields: {},
    reason: true,
    conditions: ['notTheFixer'],
    clears: DONE,
    counts: 'returnedTimes',
  },
  extend: {
    from: WORK,
    to: null,
    who: [{ roles: BUREAU }, { roles: ['principal'], weight: 'general', found: 'own' }],
    fields: { extendedUntil: 'must' },
    reason: true,
    conditions: ['notYetDue', 'extensionsLeft'],
    counts: 'extendedTimes',
  },
  escalate: {
    from: OPEN,
    to: null,
    who: [{ roles: [...OFFICER, 'grid', 'stationed', 'park'] }, { roles: FIRM }],
    fields: { escalatedTo: 'must', refused: 'may' },
    reason: true,
  },
  list: {
    from: OPEN,
    to: null,
    who: [{ roles: BUREAU, weight: 'major' }],
    fields: { supervisedBy: 'must' },
  },
  verify: {
    from: ['rectified'],
    to: 'verified',
    who: CHECKERS,
    fields: { verifiedOn: 'must', verifiedBy: 'may' },
    reason: true,
    conditions: ['notTheFixer'],
  },
  close: {
    from: ['verified'],
    to: 'closed',
    who: CHECKERS,
    fields: { closedOn: 'must' },
    conditions: ['stopKept'],
  },
  reopen: {
    from: ['closed', 'dismissed'],
    to: 'again',
    who: [{ roles: OFFICER }, { roles: FIRM, weight: 'general', found: 'own' }],
    fields: {},
    reason: true,
    clears: BEGUN,
    counts: 'reopenedTimes',
  },
  revise: {
    from: [...OPEN, 'closed'],
    to: null,
    who: [{ roles: OFFICER }, { roles: FIRM, found: 'own' }],
    fields: {},
    reason: true,
  },
};

/** Whose hazard it is to judge: found by the enterprise itself, or by others. */
export const OWN_SOURCES: readonly string[] = [
  ...['selfInspection', 'riskAssessment', 'alarm', 'incidentAnalysis', 'other'],
];

/** Fields of an act whose values the act itself gives, not the person. */
export const MADE_BY_ACT: readonly string[] = [
  ...['stage', 'judgedOn', 'assignedOn', 'controlledOn', 'dismissedOn', 'recheckedOn', 'handledOn'],
  ...['returnedTimes', 'extendedTimes', 'reopenedTimes'],
];

/** A condition's words where it does not hold. */
export const unmet: Readonly<Record<Condition, Bilingual>> = {
  underControl: {
    zh: '重大隐患和须停用的隐患，先落实管控再整改',
    en: 'what is major or has to stop is put under control before it is rectified',
  },
  notTheFixer: {
    zh: '整改人不能复查自己整改的隐患',
    en: 'whoever rectified it does not re-check it',
  },
  notYetDue: {
    zh: '整改期限已过，不能再延期',
    en: 'its time limit has passed; it is not extended any more',
  },
  extensionsLeft: {
    zh: '延期次数已用完',
    en: 'it has been extended as often as may be',
  },
  stopKept: {
    zh: '须停产停用而没有停用记录，不能销号',
    en: 'it had to stop, and no stop is on record',
  },
};

/** Acts that lead onward in the loop, in its order. */
export const ONWARD: readonly Act[] = ['judge', 'assign', 'control', 'rectify', 'verify', 'close'];
