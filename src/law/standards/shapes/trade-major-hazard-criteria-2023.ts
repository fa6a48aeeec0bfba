import { z } from 'zod';
import { grade, int, list, map, obj, standardFile, text } from '../shape.ts';

/** Major-hazard criteria of trade (工贸重大隐患判定标准), order 10. */
export const tradeMajorHazardCriteria2023 = standardFile({
  scope: list(text),
  totals: obj({ management: int, industry: int, special: int, all: int }),
  countByArticle: map(int),
  catchAll: obj({
    article: int,
    clause: text,
    text: text,
    nature: z.enum(['static', 'dynamic']),
    detection: obj({
      mode: list(text),
      facts: list(obj({ key: text, type: text })),
      trigger: text,
    }),
    confidence: grade,
  }),
  otherRegimes: obj({ article: int, domains: list(text) }),
  items: list(
    obj({
      id: text,
      article: int,
      item: int,
      clause: text,
      group: text,
      scope: text,
      scopeTest: text,
      shortTitle: text,
      text: text,
      nature: z.enum(['static', 'dynamic']),
      detection: obj({
        mode: list(text),
        facts: list(obj({ key: text, type: text, unit: text.optional() })),
        trigger: text,
      }),
      confidence: grade,
    }),
  ),
});
