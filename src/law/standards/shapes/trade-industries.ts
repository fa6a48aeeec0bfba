import { day, flag, grade, int, list, obj, standardFile, text } from '../shape.ts';

/** Trade industries and key fields (工贸行业、重点领域). */
export const tradeIndustries = standardFile({
  industries: list(
    obj({ code: text, name: text, include: list(text), exclude: list(text), confidence: text }),
  ),
  notTrade: list(text),
  notTradeConfidence: text,
  keyFields: list(
    obj({
      tag: text,
      name: text,
      test: text.optional(),
      highRiskShandong: flag.optional(),
      orders: list(text).optional(),
      confidence: grade,
      monitoring: text.optional(),
      dustKinds: list(text).optional(),
      headcountDefinition: text.optional(),
      majorHazardSourceTonnes: int.optional(),
    }),
  ),
  smeltingScope: list(text),
  smeltingScopeConfidence: text,
  smeltingCatalogue: list(
    obj({ seq: int, code2011: text, name: text, code2017: text, process: text, confidence: grade }),
  ),
  confinedSpaceRules: obj({
    order: text,
    issued: day,
    effective: day,
    duties: list(obj({ text: text, article: int, confidence: text })),
    definition: text,
  }),
  confinedSpaceCatalogue: list(
    obj({
      industry: text,
      sector: text,
      spaces: list(text),
      hazards: list(text),
      confidence: grade,
    }),
  ),
});
