import type { Role } from '../../../law/roles.ts';
import type { Act, Stage } from '../model.ts';

export interface ActRule {
  readonly from: readonly Stage[];
  /** Null: the stage stays. */
  readonly to: Stage | null;
  /** Of reports that came to the authority. */
  readonly authority: readonly Role[];
  /** Of the enterprise's own reports (企业内部报告). */
  readonly firm: readonly Role[];
  /** `must`: always; `true`: where the check found something; `may`: as known. */
  readonly fields: Readonly<Record<string, 'must' | 'true' | 'may'>>;
  /** A text that the reporter reads. */
  readonly told?: true;
  /** Only of what was found to be so, in whole or part. */
  readonly foundTrue?: true;
}

/** Whoever answers reports, and alone may learn who wrote one (保密: as few as can be). */
const ANSWERS: readonly Role[] = ['bureau'];
const CHECKS: readonly Role[] = ['bureau', 'office', 'officer'];
const FIRM: readonly Role[] = ['principal', 'safetyManager'];

/**
 * What may be done with a report (举报办理): act × from × to × who × fields; what leads onward stands
 * first. The interface, the buttons, the forms and the tests read it.
 */
export const table: Readonly<Record<Exclude<Act, 'receive' | 'note'>, ActRule>> = {
  accept: {
    from: ['received'],
    to: 'accepted',
    authority: ANSWERS,
    firm: FIRM,
    fields: { topic: 'must', enterprise: 'may' },
  },
  check: {
    from: ['accepted'],
    to: 'checked',
    authority: CHECKS,
    firm: FIRM,
    fields: { result: 'must', verifiedOn: 'must', enterprise: 'may', hazard: 'true' },
  },
  answer: {
    from: ['checked'],
    to: 'answered',
    authority: ANSWERS,
    firm: FIRM,
    fields: {},
    told: true,
  },
  reward: {
    from: ['answered'],
    to: 'rewarded',
    authority: ANSWERS,
    firm: FIRM,
    fields: { amount: 'must' },
    foundTrue: true,
  },
  refuse: {
    from: ['received'],
    to: 'refused',
    authority: ANSWERS,
    firm: FIRM,
    fields: {},
    told: true,
  },
  pass: {
    from: ['received', 'accepted'],
    to: 'passed',
    authority: ANSWERS,
    firm: [],
    fields: { passedTo: 'must', division: 'may' },
    told: true,
  },
  extend: {
    from: ['accepted'],
    to: null,
    authority: ANSWERS,
    firm: [],
    fields: {},
    told: true,
  },
  noReward: {
    from: ['answered'],
    to: 'unrewarded',
    authority: ANSWERS,
    firm: FIRM,
    fields: {},
    told: true,
  },
};
export type Taken = keyof typeof table;
export const takenNames = Object.keys(table) as [Taken, ...Taken[]];

/** May look at what a report says; an enterprise at its own reports only (the database sees to it). */
export const READS_CONTENT = { authority: CHECKS, firm: FIRM } as const;
/** May learn who reported, with a reason that is kept. */
export const REVEALS = { authority: ANSWERS, firm: FIRM } as const;

/** Where nothing is owed any more. */
export const ENDS: readonly Stage[] = ['refused', 'passed', 'rewarded', 'unrewarded'];
