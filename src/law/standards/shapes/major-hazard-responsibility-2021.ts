import { day, flag, grade, list, obj, standardFile, text } from '../shape.ts';

/** Guarantor duties (包保责任) for major hazard installations. */
export const majorHazardResponsibility2021 = standardFile({
  scope: text,
  roles: list(
    obj({
      code: text,
      name: text,
      level: text,
      taskType: text,
      frequency: obj({ value: text, confidence: text, extra: text.optional() }),
      duties: list(text),
      checkItems: list(text).optional(),
      checkItemsConfidence: text.optional(),
    }),
  ),
  publicity: obj({ confidence: grade, board: text, registration: text, record: text }),
  commitment: obj({
    basis: text,
    frequency: text,
    deadline: obj({ value: text, confidence: grade }),
    channels: list(text),
    boardContent: obj({ confidence: grade, items: list(text) }),
    fields: list(list(text)),
    linkedTables: obj({
      sec_device_run_status: list(text),
      sec_production_promise_ticket: list(text),
    }),
    derivedChecks: list(text),
    derivedConfidence: text,
  }),
  xiaodi: obj({
    name: text,
    meaning: text,
    frequency: obj({
      local: text,
      localConfidence: text,
      national: text,
      nationalConfidence: text,
    }),
    basis: text,
    routine: text,
    dataNeeds: list(text),
    dataNeedsConfidence: text,
  }),
  successor: obj({
    standard: text,
    title: text,
    kind: text,
    effective: day,
    officialPage: text,
    fullTextObtained: flag,
  }),
});
