import { grade, int, list, obj, standardFile, text } from '../shape.ts';

/** Grading of standardisation (标准化定级). */
export const tradeStandardisation = standardFile({
  validityYears: int,
  renewalApplyMonthsBeforeExpiry: int,
  levels: list(
    obj({
      code: text,
      name: text,
      grader: text,
      scoreMin: int,
      scoreScale: int,
      confidence: obj({ name: text, grader: text, scoreMin: text }),
    }),
  ),
  offshoreOilGrader: text,
  industries: list(text),
  roles: list(text),
  states: list(
    obj({
      code: text,
      name: text,
      actor: text.optional(),
      minPerYear: int.optional(),
      internalPublicityWorkdays: int.optional(),
      to: text.optional(),
      limitWorkdays: int.optional(),
      silenceMeans: text.optional(),
      extensionWorkdays: int.optional(),
      overdueMeans: text.optional(),
      minWorkdays: int.optional(),
      copyTo: list(text).optional(),
      reapplyAfterYears: int.optional(),
    }),
  ),
  transitions: list(list(text)),
  fastRenewal: obj({ from: text, to: text, conditions: list(text) }),
  applyConditions: list(obj({ code: text, text: text, detect: text.optional() })),
  applyConditionsLevel1: list(obj({ code: text, text: text })),
  falseCommitment: obj({ effect: text, banYears: int }),
  revocationGrounds: list(obj({ code: text, text: text, detect: text.optional() })),
  incentives: list(obj({ code: text, text: text, levels: list(text) })),
  eightElementsGB33000: list(text),
  shandong: obj({ basis: text, text: text, confidence: grade }),
  smallMicro: obj({ basis: text, note: text, confidence: grade }),
});
