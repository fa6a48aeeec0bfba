import { flag, grade, int, list, num, obj, text } from '../shape.ts';

/** The parts of GB 18218 that people read: its rules in words, and worked examples. */
export const gb18218Rules = obj({
  units: obj({ production: text, storage: text, types: list(text), confidence: grade }),
  identification: obj({
    formula: text,
    majorHazardIf: text,
    singleSubstance: text,
    q: text,
    Q: text,
    clause: text,
    confidence: grade,
  }),
  actualQuantity: obj({ rule: text, confidence: grade }),
  mixtures: obj({ rule: text, confidence: grade }),
  lookupOrder: list(text),
  lookupConfidence: text,
  grading: obj({
    formula: text,
    betaOrder: list(text),
    alphaBasis: text,
    clause: text,
    confidence: grade,
  }),
  notApplicable: list(text),
  notApplicableConfidence: text,
});

export const gb18218Examples = list(
  obj({
    id: text,
    description: text,
    offsitePopulation500m: int,
    alpha: num,
    items: list(obj({ name: text, q: num, Q: num, beta: num })),
    hand: text,
    expected: obj({
      S: num,
      isMajorHazard: flag,
      R: num.nullable(),
      level: text.nullable(),
      rIfComputed: num.optional(),
    }),
    note: text.optional(),
  }),
);
