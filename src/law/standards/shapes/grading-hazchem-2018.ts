import { day, flag, grade, int, list, map, num, obj, standardFile, text } from '../shape.ts';

/** Risk grading of hazchem enterprises (评估诊断分级): rows, cut-offs, direct red. */
export const gradingHazchem2018 = standardFile({
  method: obj({
    base: int,
    itemFloor: int,
    bonusesAllowed: flag,
    period: text,
    storageEnterprise: text,
  }),
  itemCaps: map(int),
  cutoffs: list(
    obj({
      colour: text,
      code: text,
      min: int,
      minInclusive: flag,
      max: int.nullable(),
      maxInclusive: flag.optional(),
    }),
  ),
  directRed: list(obj({ id: text, title: text })),
  rows: list(
    obj({
      id: text,
      category: text,
      item: text,
      itemMax: int,
      content: text,
      delta: num,
      facts: text.optional(),
      per: text.optional(),
    }),
  ),
  supervisionByColour: obj({
    source: text,
    confidence: grade,
    blue: text,
    yellow: text,
    orange: text,
    red: text,
  }),
  targets: obj({ by: day, share: text }),
  workedExamples: list(
    obj({
      id: text,
      hits: list(obj({ row: text, count: int })),
      directRed: list(text),
      hand: text,
      expected: obj({ score: num, colour: text }),
    }),
  ),
});
