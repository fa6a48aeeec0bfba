import { z } from 'zod';

/** Shapes that server and browser share. */

export const periods = ['1', '3', '12'] as const;

const wordsShape = z.object({ zh: z.string(), en: z.string() });

/** Times that forms were sent, the enterprises that sent them, and minutes spent on them. */
const spentShape = z.object({
  times: z.int(),
  firms: z.int(),
  /** In all. */
  minutes: z.number(),
  /** Of one time, in the middle; null: none was sent. */
  median: z.number().nullable(),
});
export type Spent = z.infer<typeof spentShape>;

export const burdenShape = z.object({
  asOf: z.string(),
  /** First and last month that are counted. */
  from: z.string(),
  until: z.string(),
  node: z.object({ id: z.string(), name: z.string() }).nullable(),
  total: spentShape,
  forms: z.array(spentShape.extend({ form: z.string(), name: wordsShape })),
  divisions: z.array(spentShape.extend({ id: z.string(), name: z.string() })),
});
export type Burden = z.infer<typeof burdenShape>;

export const burdenRowShape = spentShape.omit({ firms: true }).extend({
  enterprise: z.object({ id: z.string(), name: z.string().nullable() }),
  division: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type BurdenRow = z.infer<typeof burdenRowShape>;
