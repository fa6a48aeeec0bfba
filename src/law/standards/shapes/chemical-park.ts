import { day, flag, grade, int, list, obj, standardFile, text } from '../shape.ts';

/** Chemical parks (化工园区): ten haves and two bans, risk grades, closure, platform. */
export const chemicalPark = standardFile({
  shiyou: list(obj({ no: int, title: text, phase: text })),
  liangjin: list(obj({ no: int, title: text })),
  evidenceModel: obj({ confidence: grade, perItem: list(text) }),
  riskGrades: list(obj({ grade: text, name: text, min: int, max: int, maxInclusive: flag })),
  closure: obj({
    principle: text,
    levels: obj({ confidence: grade, items: list(text) }),
    accessPointTypes: list(text),
    vehicle: list(text),
    persons: list(text),
  }),
  platform: obj({ guide: text, functions: list(obj({ no: int, name: text, sub: list(text) })) }),
  law: list(obj({ article: text, duty: text })),
  local: obj({ region: text, targets: list(obj({ item: text, due: day })), rules: list(text) }),
});
