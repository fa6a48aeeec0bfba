import { z } from 'zod';
import { bilingual, levelNames, methodNames, reviewCauses } from './model.ts';

/** What the endpoints answer with. */
export const linkShape = z.object({
  type: z.string(),
  id: z.string(),
  name: z.string().nullable(),
});
export const codeShape = z.object({ code: z.string(), text: bilingual });
export const levelShape = z.enum(levelNames).nullable();

export const reviewShape = z.object({
  due: z.boolean(),
  dueOn: z.string().nullable(),
  reasons: z.array(
    z.object({
      cause: z.enum(reviewCauses),
      on: z.string(),
      record: z.string().nullable(),
      text: bilingual,
    }),
  ),
});

export const rowShape = z.object({
  id: z.string(),
  name: z.string().nullable(),
  level: levelShape,
  /** Who answers by the colour: company, department, workshop and team, post. */
  tier: bilingual.nullable(),
  enterprise: linkShape.nullable(),
  division: linkShape.nullable(),
  facility: linkShape.nullable(),
  owner: linkShape.nullable(),
  identifiedOn: z.string().nullable(),
  reviewedOn: z.string().nullable(),
  inPlace: z.boolean().nullable(),
  /** The typical unit that it was made from. */
  template: codeShape.nullable(),
  events: z.int(),
  measures: z.int(),
  review: reviewShape,
});

export const eventShape = z.object({
  id: z.string(),
  name: z.string(),
  cause: z.string().nullable(),
  consequence: z.string().nullable(),
  method: z.enum(methodNames).nullable(),
  likelihood: z.number().nullable(),
  exposure: z.number().nullable(),
  severity: z.number().nullable(),
  direct: z.string().nullable(),
  /** As it was stated. */
  level: levelShape,
  residual: levelShape,
  gradedOn: z.string().nullable(),
  gradedBy: z.string().nullable(),
  /** The working of its values; null: they are none of the method's. */
  score: z.number().nullable(),
  working: z.array(bilingual),
  /** What the working makes; another than stated is shown. */
  computed: levelShape,
});

export const measureShape = z.object({
  id: z.string(),
  text: z.string(),
  class: codeShape,
  riskEvent: z.string().nullable(),
  checkEvery: codeShape.nullable(),
  ownerRole: codeShape.nullable(),
  owner: linkShape.nullable(),
  place: z.string().nullable(),
  active: z.boolean(),
});

export const choiceShape = z.object({ id: z.string(), name: z.string() });

export const wholeShape = z.object({
  row: rowShape,
  version: z.int(),
  asOf: z.string(),
  live: z.boolean(),
  may: z.boolean(),
  events: z.array(eventShape),
  measures: z.array(measureShape),
  history: z.array(
    z.object({ at: z.string(), by: z.string(), level: levelShape, what: bilingual }),
  ),
  facilities: z.array(choiceShape),
  people: z.array(choiceShape),
});

export const actedShape = z.object({ id: z.string(), version: z.int(), level: levelShape });
export const countsShape = z.object({
  red: z.int(),
  orange: z.int(),
  yellow: z.int(),
  blue: z.int(),
  ungraded: z.int(),
  total: z.int(),
  due: z.int(),
  /** Measures not in place. */
  open: z.int(),
});

export type RiskRow = z.infer<typeof rowShape>;
export type RiskWhole = z.infer<typeof wholeShape>;
export type RiskEvent = z.infer<typeof eventShape>;
export type RiskMeasure = z.infer<typeof measureShape>;
export type RiskCounts = z.infer<typeof countsShape>;
export type RiskActed = z.infer<typeof actedShape>;
