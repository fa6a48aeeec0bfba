import { statutoryHolidays } from '../holidays.ts';
import { flag, grade, int, list, obj, standardFile, text } from '../shape.ts';

/** Sensitive periods (两禁止一严控), key processes and chemicals, public holidays. */
export const specialHolidays = standardFile({
  twoBansOneControl: obj({
    bans: list(obj({ code: text, title: text, matches: list(text) })),
    controls: list(obj({ code: text, title: text, matches: list(text) })),
    sectors: list(text),
    periodModel: obj({ fields: list(text), confidence: grade }),
    periodDefaults: obj({ confidence: grade, items: list(text) }),
  }),
  statutoryHolidays,
  keyProcesses: obj({
    count: int,
    basis: list(text),
    basisConfidence: text,
    rows: list(obj({ no: int, name: text, batch: int, specialOperationJob: flag })),
    note: text,
  }),
  keyChemicals: obj({
    count: int,
    basis: list(text),
    basisConfidence: text,
    rows: list(
      obj({
        no: int,
        name: text,
        alias: text.nullable(),
        cas: text.nullable(),
        batch: int,
        confidence: grade,
      }),
    ),
  }),
});
