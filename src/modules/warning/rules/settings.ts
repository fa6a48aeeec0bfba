import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Grade } from '../model.ts';

/** A row of `warningGrades.timeLimits` of monitoring-hazchem.json. */
export interface TimeLimit {
  readonly grade: string;
  readonly enterpriseFeedbackMin: number;
  readonly verifyHours: number;
  readonly escalateTo: string;
}

/** Figures of the grading: typed data, not parameters; where each comes from is shown with it. */
export interface WarningSettings {
  readonly limits: Readonly<Record<Grade, TimeLimit>>;
  readonly repeatedCount: number;
  readonly repeatedHours: number;
  readonly repeated: Grade;
  readonly majorHazard: Grade;
  /** So many overdue major hazards of one object are one grade worse. */
  readonly majorHazardsMore: number;
  readonly promise: Grade;
  readonly permitSpecial: Grade;
  readonly permit: Grade;
  readonly ended: Grade;
  /** An area stands at a grade once so many, and this share, of what lies in it stand there or worse. */
  readonly areaLeast: number;
  readonly areaShare: number;
}

/** No edition on file says from which facts a colour follows: the model's algorithm is not public. */
export const PROPOSED: Bilingual = {
  zh: '平台建议值，未核实为国家口径',
  en: 'proposed by the platform, no norm',
};
export const FILED: Bilingual = {
  zh: 'monitoring-hazchem.json：四色含义为二手核实；时限为默认值，未检到国家统一口径',
  en: 'monitoring-hazchem.json: the four colours at second hand; time limits are defaults, no norm found',
};

const orders: readonly Grade[] = ['red', 'orange', 'yellow', 'blue'];

export function settingsFrom(rows: readonly TimeLimit[]): WarningSettings {
  const limits = Object.fromEntries(
    orders.map((grade) => {
      const row = rows.find((each) => each.grade === grade);
      if (!row) throw new Error(`monitoring-hazchem.json has no grade ${grade}`);
      return [grade, row];
    }),
  ) as Record<Grade, TimeLimit>;
  return {
    limits,
    ...{ repeatedCount: 5, repeatedHours: 24, repeated: 'yellow' },
    ...{ majorHazard: 'orange', majorHazardsMore: 3, promise: 'yellow' },
    ...{ permitSpecial: 'yellow', permit: 'blue', ended: 'blue', areaLeast: 2, areaShare: 0.01 },
  };
}
