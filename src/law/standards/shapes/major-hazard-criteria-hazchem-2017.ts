import { z } from 'zod';
import { day, flag, grade, int, list, map, obj, standardFile, text } from '../shape.ts';

const nature = z.enum(['static', 'dynamic']);

/** Major-hazard criteria of hazchem (重大隐患判定标准) of 2017, and the themes of the successor. */
export const majorHazardCriteriaHazchem2017 = standardFile({
  items: list(
    obj({
      no: int,
      title: text,
      /** Word for word, as the order has it; the title is a shortened form. */
      text: text,
      kind: nature,
      /** Of an item that mixes static and dynamic (静态、动态): each by itself. */
      parts: list(obj({ no: int, text: text, kind: nature }))
        .min(2)
        .optional(),
      structuredFacts: list(text),
      autoDetect: text,
      aq3067: list(text),
      titleConfidence: grade,
      textConfidence: grade,
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
    clauses: list(obj({ no: text, topic: text, kindDerived: nature })),
  }),
});
