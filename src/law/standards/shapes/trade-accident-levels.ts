import { either, flag, grade, int, list, map, obj, standardFile, text } from '../shape.ts';

/** Accident grades, reporting and investigation (事故等级、报告、调查). */
export const tradeAccidentLevels = standardFile({
  levels: list(
    obj({
      code: text,
      name: text,
      deathsMin: int,
      deathsMaxExclusive: int.nullable(),
      seriousInjuriesMin: int,
      seriousInjuriesMaxExclusive: int.nullable(),
      directLossMinYuan: int,
      directLossMaxExclusiveYuan: int.nullable(),
      confidence: grade,
    }),
  ),
  boundaryRule: obj({ minInclusive: flag, maxExclusive: flag, combine: text }),
  reporting: list(
    obj({
      step: either(int, text),
      who: text,
      to: text,
      limit: text,
      limitMinutes: int,
      basis: text,
      confidence: grade,
      appliesWhen: text.optional(),
    }),
  ),
  emergencyBypass: text,
  escalationTarget: list(obj({ level: text, upTo: text })),
  reportContents: list(text),
  supplement: obj({
    general: obj({ days: int }),
    roadAndFire: obj({ days: int }),
    basis: text,
    confidence: grade,
  }),
  investigation: list(obj({ level: text, by: text, confidence: grade })),
  investigationTimeLimits: obj({
    reportDays: int,
    extensionDaysMax: int,
    technicalAppraisalExcluded: flag,
    approvalDays: map(int),
    approvalExtensionDaysMax: int,
    confidence: grade,
  }),
  unitFinesArt114: list(obj({ level: text, minYuan: int, maxYuan: int, confidence: grade })),
  unitFineMultiplier: obj({ min: int, max: int, when: text, confidence: grade }),
  principalIncomeFineArt95: list(obj({ level: text, percent: int, confidence: grade })),
  concealment: obj({
    personFinePercentOfIncome: list(int),
    unitFineYuan: list(int),
    basis: text,
    confidence: grade,
  }),
  gb6441AccidentTypes: list(obj({ code: text, name: text, confidence: grade })),
  gb6441InjurySeverity: list(
    obj({
      name: text,
      lostWorkdaysMin: int.optional(),
      lostWorkdaysMaxExclusive: int.optional(),
      confidence: grade,
      lostWorkdays: int.optional(),
    }),
  ),
});
