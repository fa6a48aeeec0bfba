import { z } from 'zod';
import { wordsShape } from '../../kernel/shapes.ts';
import { confidences } from '../../law/standards/gb18218.ts';
import { fieldShape, linkShape } from './model.ts';

/** Shapes of the inventory of an installation (存量台账) and of the level that it makes. */

const confidence = z.enum(confidences);
const figureSource = z
  .object({ table: z.string(), row: z.string(), article: z.string(), confidence })
  .nullable();
const level = z.int().min(1).max(4).nullable();

/** A line with its figures, in the order of the lines. */
const itemShape = z.object({
  name: z.string(),
  /** By name in Table 1, by the stated class, or by a recalled one. */
  basis: z.enum(['listed', 'stated', 'recalled']),
  class: z.array(z.string()),
  q: z.string(),
  Q: z.number().nullable(),
  beta: z.number().nullable(),
  ratio: z.number(),
  weighted: z.number(),
  sources: z.object({ Q: figureSource, beta: figureSource }),
  recalled: z.boolean(),
  notes: z.array(wordsShape),
});

const stepShape = z.object({
  step: z.int(),
  kind: z.string(),
  formula: z.string(),
  text: wordsShape,
  table: z.string().nullable(),
  article: z.string(),
  confidence,
});

/** The level as GB 18218 computes it, with the working. */
const computedShape = z.object({
  standard: z.string(),
  S: z.number(),
  isMajorHazard: z.boolean(),
  R: z.number(),
  level,
  alpha: z.number(),
  exposedPopulation: z.int(),
  recalled: z.boolean(),
  recalledFigures: z.array(wordsShape),
  items: z.array(itemShape),
  working: z.array(stepShape),
});

export const whyNot = ['noLines', 'noPopulation', 'faults'] as const;

export const inventoryShape = z.object({
  facility: linkShape,
  enterprise: linkShape.nullable(),
  asOf: z.string(),
  lines: z.array(
    z.object({
      id: z.string(),
      version: z.int(),
      fields: z.array(fieldShape),
      /** What keeps it from being judged, at its attribute. */
      faults: z.array(z.object({ attribute: z.string(), message: wordsShape })),
    }),
  ),
  /** What the installation states of itself: hazard or not, level, R, people around it. */
  stated: z.array(fieldShape),
  computed: computedShape.nullable(),
  whyNot: z.enum(whyNot).nullable(),
  /** Null: there is nothing to compare. */
  agrees: z.boolean().nullable(),
  mayChange: z.boolean(),
});

export type Inventory = z.infer<typeof inventoryShape>;
export type Computed = z.infer<typeof computedShape>;
