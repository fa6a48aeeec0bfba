import { day, flag, grade, int, list, map, obj, standardFile, text } from '../shape.ts';

/** Major-hazard criteria of hazchem (重大隐患判定标准) of 2017, and the themes of the successor. */
export const majorHazardCriteriaHazchem2017 = standardFile({
  items: list(
    obj({
      no: int,
      title: text,
      kind: text,
      structuredFacts: list(text),
      autoDetect: text,
      aq3067: list(text),
      titleConfidence: text,
    }),
  ),
  expertNotes: obj({ source: text, confidence: grade, rows: list(obj({ item: int, note: text })) }),
  localSupplement: obj({ region: text, rule: text, confidence: grade }),
  successor: obj({
    standard: text,
    title: text,
    kind: text,
    issued: day,
    effective: day,
    scope: text,
    officialPage: text,
    officialPdf: text,
    clauseCounts: map(int),
    groupNamesDerived: map(text),
    fullTextObtained: flag,
    clauses: list(obj({ no: text, topic: text, kindDerived: text })),
  }),
});
