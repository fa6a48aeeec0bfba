import { flag, grade, int, list, map, num, obj, standardFile, text } from '../shape.ts';

/** Dual prevention (双重预防机制) of hazchem enterprises: data model, exchange, scoring. */
export const dualPreventionHazchem = standardFile({
  entities: list(
    obj({
      name: text,
      label: text,
      key: text.optional(),
      fields: list(obj({ field: text, label: text })),
      interface: text.optional(),
      table: text.optional(),
    }),
  ),
  enums: obj({
    classify1: map(text),
    classify2: map(text),
    managementClassification: map(text),
    riskLevelColours: map(text),
  }),
  exchange: obj({
    envelope: text,
    pageSizeSeen: int,
    incremental: text,
    firstFlag: text,
    order: list(text),
    confidence: grade,
  }),
  scoring: obj({
    name: text,
    formula: text,
    A: obj({ name: text, formula: text }),
    B: obj({ name: text, formula: text }),
    alpha: obj({ rule: text }),
    outputFields: list(obj({ field: text, label: text })),
    period: text,
    periodConfidence: text,
    levels: list(obj({ name: text, min: int })),
    levelsConfidence: text,
    colours: map(text),
    coloursConfidence: text,
    edgeCases: list(text),
    edgeConfidence: text,
  }),
  workedExamples: list(
    obj({
      id: text,
      in: obj({
        planned: int,
        done: int,
        dutyDeduct: int,
        hazardsDue: int,
        accepted: int,
        fewDeduct: int,
        veto: flag,
      }),
      hand: text,
      expected: obj({ A: num, B: num, E: num }),
    }),
  ),
});
