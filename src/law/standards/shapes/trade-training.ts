import { either, flag, grade, int, list, map, obj, standardFile, text } from '../shape.ts';

/** Training, certificates, drills (培训、持证、演练). */
export const tradeTraining = standardFile({
  specialOperation: obj({
    validityYears: int,
    reviewYears: int,
    extendedReviewYears: int,
    extendedReviewWhen: text,
    reviewTrainingHoursMin: int,
    applyReviewDaysBeforeExpiry: int,
    minAge: int,
    education: text,
    retestOnLeaveMonths: int,
    confidence: grade,
    validityConfidence: text,
  }),
  specialOperationCatalogue: list(
    obj({
      code: text,
      name: text,
      subjects: list(obj({ code: text, name: text, confidence: grade })),
      note: text.optional(),
      confidence: grade,
    }),
  ),
  subjectsByTradeTag: map(either(list(text), text)),
  certificateVerification: obj({ system: text, fields: list(text), confidence: grade }),
  principalAndManagers: list(
    obj({
      group: text,
      initialHours: int,
      annualHours: int,
      assessment: flag,
      assessmentBy: text.optional(),
      confidence: grade,
    }),
  ),
  assessmentRule: obj({
    withinMonthsOfAppointment: int,
    certificateValidYears: int,
    free: flag,
    shandongAlso: list(text),
    basis: text,
    confidence: obj({
      withinMonthsOfAppointment: text,
      certificateValidYears: text,
      free: text,
      shandongAlso: text,
    }),
  }),
  newEmployees: list(
    obj({
      group: text,
      initialHours: int,
      annualHours: int,
      confidence: either(grade, obj({ initialHours: text, annualHours: text })),
    }),
  ),
  threeLevels: list(text),
  retrain: list(
    obj({
      when: text,
      offMonthsState: int.optional(),
      offMonthsShandong: int.optional(),
      levels: list(text).optional(),
      basis: text,
      confidence: either(obj({ offMonthsState: text, offMonthsShandong: text }), grade),
    }),
  ),
  teamLeader: obj({ initialHours: int, annualHours: int, note: text, confidence: grade }),
  dispatchedAndInterns: obj({ included: flag, basis: text, confidence: grade }),
  trainingRecordFields: list(text),
  trainingRecordBasis: text,
  confinedSpace: obj({ annualMin: int, persons: list(text), basis: text, confidence: grade }),
  dust: obj({ specialTraining: list(text), basis: text, confidence: grade }),
  drills: obj({
    state: list(
      obj({
        who: text,
        kind: text,
        everyMonths: int,
        basis: text,
        confidence: grade,
        reportToRegulator: flag.optional(),
      }),
    ),
    shandong: list(obj({ who: text, kind: text, everyMonths: int, confidence: grade })),
    shandongBasis: text,
    planReviewYears: int,
    planReviewConfidence: text,
    filing: obj({
      within: text,
      fineIfNotFiledYuan: list(int),
      personFineYuan: list(int),
      basis: text,
      confidence: obj({ within: text, fine: text }),
    }),
  }),
  leaderOnDuty: obj({ who: text, publishPlan: flag, basis: text, confidence: grade }),
});
