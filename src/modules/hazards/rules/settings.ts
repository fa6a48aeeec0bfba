import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';

/** A number that the plans leave open, with where it comes from. */
export interface Setting {
  readonly value: number;
  readonly title: Bilingual;
  readonly source: Bilingual;
}

const SUGGESTED: Bilingual = {
  zh: '平台建议（两个《方案》未作规定）',
  en: 'Suggested by the platform (neither plan says)',
};

const setting = (value: number, zh: string, en: string): Setting => ({
  value,
  title: { zh, en },
  source: SUGGESTED,
});

/** Limits of the loop; those in working days are counted by the State Council's notices. */
export const loopSettings = {
  judgeWithin: setting(2, '上报后判定时限（工作日）', 'Judged within (working days)'),
  assignWithin: setting(3, '判定后下达时限（工作日）', 'Assigned within (working days)'),
  verifyWithin: setting(5, '整改后复查时限（工作日）', 'Verified within (working days)'),
  closeWithin: setting(3, '复查后销号时限（工作日）', 'Closed within (working days)'),
  extensions: setting(1, '延期次数上限', 'Extensions at most'),
  extensionDays: setting(
    30,
    '每次延期天数上限（工作日）',
    'Days of an extension at most (working days)',
  ),
  perfunctoryReturns: setting(
    2,
    '视为整改敷衍的退回次数',
    'Returns from which a rectification counts as perfunctory',
  ),
  longStandingDays: setting(
    90,
    '视为长期存在的天数（未设参数时）',
    'Days from which a hazard is long-standing (while the parameter is unset)',
  ),
} as const satisfies Readonly<Record<string, Setting>>;

export type LoopSettings = Readonly<Record<keyof typeof loopSettings, Pick<Setting, 'value'>>>;

/** The parameter of each (src/law/plans/parameters.json); what nobody set is as suggested above. */
const PARAMETERS: Readonly<Record<keyof LoopSettings, string>> = {
  judgeWithin: 'hazards.judge.within',
  assignWithin: 'hazards.assign.within',
  verifyWithin: 'hazards.verify.within',
  closeWithin: 'hazards.close.within',
  extensions: 'hazards.extension.times',
  extensionDays: 'hazards.extension.days',
  perfunctoryReturns: 'hazards.perfunctory.returns',
  longStandingDays: 'hazards.longStanding.days',
};
export const loopParameters: readonly string[] = Object.values(PARAMETERS);

/** The numbers of the loop by what is in force in a place. */
export function settingsBy(standing: ReadonlyMap<string, ParameterEntry>): LoopSettings {
  const standingOf = (name: keyof LoopSettings): { readonly value: number } => {
    const set = standing.get(PARAMETERS[name])?.value;
    // A deadline of less than nothing is a slip.
    return typeof set === 'number' && set >= 0 ? { value: set } : loopSettings[name];
  };
  return {
    judgeWithin: standingOf('judgeWithin'),
    assignWithin: standingOf('assignWithin'),
    verifyWithin: standingOf('verifyWithin'),
    closeWithin: standingOf('closeWithin'),
    extensions: standingOf('extensions'),
    extensionDays: standingOf('extensionDays'),
    perfunctoryReturns: standingOf('perfunctoryReturns'),
    longStandingDays: standingOf('longStandingDays'),
  };
}
