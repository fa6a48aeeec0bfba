import { day, flag, grade, int, list, num, obj, standardFile, text } from '../shape.ts';

/** Divisions of Heze (区划), functional zones, chemical parks. */
export const tradeHezeDivisions = standardFile({
  city: obj({
    code: text,
    code12: text,
    name: text,
    province: obj({ code: text, name: text }),
    plate: text,
    areaCode: text,
  }),
  bbox: obj({ west: num, south: num, east: num, north: num, confidence: grade }),
  licence: obj({ data: text }),
  dataDate: day,
  counts: obj({ counties: int, functionalZones: int, townships: int, villages: int }),
  counties: list(
    obj({
      code: text,
      code12: text,
      name: text,
      type: text,
      officialDivision: flag,
      seatApprox: obj({ lon: num, lat: num, crs: text, precision: text, confidence: grade }),
      townships: list(
        obj({ code: text, name: text, type: text, villageCount: int, sourceName: text.optional() }),
      ),
      confidence: grade,
    }),
  ),
  functionalZones: list(
    obj({
      id: text,
      name: text,
      statCode: text.nullable(),
      statutoryCounty: text.optional(),
      mergedInto: text.optional(),
      confidence: grade,
      level: text.optional(),
      planned: text.optional(),
      unveiled: day.optional(),
      areaKm2: num.optional(),
      startAreaKm2: num.optional(),
      wholeTownships: list(obj({ code: text, name: text, areaCode: text })).optional(),
      partialTownships: list(obj({ code: text, name: text, areaCode: text })).optional(),
    }),
  ),
  formerCodes: list(
    obj({
      old: text,
      oldName: text,
      new: text.nullable(),
      newName: text.optional(),
      year: int.optional(),
      confidence: grade,
    }),
  ),
  chemicalParks: obj({
    recognisedInHezeBy2019_01: int,
    recognisedInShandong2023: int,
    confidence: grade,
    items: list(
      obj({
        name: text,
        county: text,
        areaKm2: num.optional(),
        blocks: list(obj({ name: text, areaKm2: num })).optional(),
        asOf: text.optional(),
        confidence: grade,
        bounds: obj({ east: text, west: text.optional(), south: text, north: text }).optional(),
        recognised: text.optional(),
        location: text.optional(),
      }),
    ),
  }),
});
