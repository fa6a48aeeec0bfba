import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });
export type Words = z.infer<typeof words>;

/** What is looked for in the records and facts of a scope. */
export const checkIds = [
  ...(['missing', 'no-township', 'no-park', 'same-name', 'stale'] as const),
  ...(['differing', 'late', 'refused', 'not-imported'] as const),
] as const;
export type CheckId = (typeof checkIds)[number];

export const qualityShape = z.object({
  asOf: z.string(),
  /** Facts recorded within so many days before the day. */
  days: z.int(),
  sources: z.array(
    z.object({
      source: z.string(),
      name: words,
      facts: z.int(),
      late: z.int(),
      /** The longest from when something became true until it was recorded, in days. */
      longest: z.int(),
      last: z.string(),
    }),
  ),
  byDay: z.array(z.object({ day: z.string(), facts: z.int(), late: z.int() })),
  /** `byDivision`: its rows have a division, and the filter narrows it. */
  checks: z.array(
    z.object({
      ...{ id: z.string(), words, hint: words, count: z.int(), to: z.string() },
      byDivision: z.boolean(),
    }),
  ),
  /** Of the system itself: figures of standards to be checked again, parameters that are not set. */
  system: z.object({ recalled: z.int(), unset: z.int() }),
  /** Records that lack a required value, by type. */
  missing: z.array(
    z.object({
      ...{ type: z.string(), words, records: z.int(), lacking: z.int(), to: z.string() },
      byDivision: z.boolean(),
    }),
  ),
});
export type Quality = z.infer<typeof qualityShape>;

export const rowShape = z.object({
  key: z.string(),
  subject: z.string().nullable(),
  division: z.object({ id: z.string(), name: z.string() }).nullable(),
  name: z.string().nullable(),
  detail: words,
  on: z.string().nullable(),
  to: z.string().nullable(),
});
export type Row = z.infer<typeof rowShape>;

export const verificationStates = ['running', 'sound', 'broken', 'failed'] as const;

export const verificationShape = z.object({
  id: z.string(),
  state: z.enum(verificationStates),
  startedAt: z.string(),
  by: z.string(),
  checked: z.int(),
  finishedAt: z.string().nullable(),
  problem: z.object({ section: z.string(), pos: z.int(), kind: z.string() }).nullable(),
});
export type Verified = z.infer<typeof verificationShape>;

export const ledgerShape = z.object({
  /** Facts of the whole ledger, by section. */
  facts: z.int(),
  sections: z.array(z.object({ type: z.string(), words, facts: z.int() })),
  runs: z.array(verificationShape),
  mayStart: z.boolean(),
});
