import { z } from 'zod';
import { day, length, parameterName, selector } from './condition.ts';
import { order, requirement } from './requirement-file.ts';

/** A plan (方案), its clauses (条款) and the words they share. See docs/evaluation-grammar.md. */

export type * from './condition.ts';
export type * from './parameter.ts';
export type * from './requirement.ts';

const bilingual = z.strictObject({ zh: z.string(), en: z.string() });

export const window = z.strictObject({ from: day, until: day });
export type Window = z.infer<typeof window>;

export const planFile = z.strictObject({
  schema: z.literal('plan/1'),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  zh: z.string(),
  en: z.string(),
  window,
  /** Division (GB/T 2260) that made the plan. */
  jurisdiction: z.string().regex(/^\d{6}$/, 'is not a division code'),
  /** File of the plan's text beside this one. */
  text: z.string(),
  tasks: z.int().nonnegative().optional(),
  safeguards: z.int().nonnegative().optional(),
  /** Number of clauses: a clause that gets lost is noticed. */
  clauses: z.int().positive(),
  source: z.strictObject({ zh: z.string(), note: z.string().optional() }),
});
export type Plan = z.infer<typeof planFile>;

export const kinds = [
  'milestone',
  'recurring',
  'prohibition',
  'conditional',
  'standing',
  'system',
  'document',
  'incentive',
  'enforcement',
] as const;

/** stated = the wording gives it; implied = an unqualified deadline or ban; inferred = our reading. */
export const bases = ['stated', 'implied', 'inferred', 'parameter'] as const;
export type Basis = (typeof bases)[number];

const calendarPeriods = ['P1D', 'P1W', 'P1M', 'P3M', 'P6M', 'P1Y'] as const;
const dueShape = { wording: z.string().optional(), window: window.optional() };
const recurringShape = {
  every: z.enum(calendarPeriods),
  atLeast: z.int().positive().optional(),
  atLeastWording: z.string().optional(),
  per: z.string().optional(),
  covers: z.string().optional(),
};

export const dueRule = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('by'), date: day, from: day.optional(), ...dueShape }),
  z.strictObject({ type: z.literal('every'), ...recurringShape, ...dueShape }),
  z.strictObject({
    type: z.literal('annual'),
    onOrBefore: z
      .string()
      .regex(/^--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'needs a day of the year, --MM-DD')
      .refine((text) => day.safeParse(`2023-${text.slice(2)}`).success, 'is not a day of the year'),
    ...recurringShape,
    ...dueShape,
  }),
  z.strictObject({ type: z.literal('from'), date: day, ...dueShape }),
  z.strictObject({ type: z.literal('event'), on: z.string(), ...dueShape }),
  z.strictObject({ type: z.literal('routine'), ...dueShape, wording: z.string() }),
  z.strictObject({ type: z.literal('continuous'), ...dueShape }),
]);
export type DueRule = z.infer<typeof dueRule>;

const targetValue = z.union([
  z.number().transform((value) => ({ kind: 'literal' as const, value })),
  z
    .strictObject({ param: parameterName })
    .transform(({ param }) => ({ kind: 'param' as const, name: param })),
]);

export const target = z
  .strictObject({
    metric: z.string().optional(),
    op: order,
    value: targetValue,
    basis: z.enum(bases),
    /** What the plan asks of each subject; the requirement tests it, the basis speaks of it. */
    perSubject: z.strictObject({ op: order, value: z.number(), unit: z.string() }).optional(),
  })
  .refine((file) => (file.basis === 'parameter') === (file.value.kind === 'param'), {
    path: ['basis'],
    message: 'is parameter exactly when the value is one',
  });
export type Target = z.infer<typeof target>;

const evidence = z.strictObject({
  facts: z
    .array(z.strictObject({ fact: z.string(), where: z.string(), per: z.string().optional() }))
    .min(1),
  indicator: z.strictObject({ numerator: z.string().min(1), denominator: z.string().min(1) }),
  proof: z.enum(['computed', 'mixed', 'attested']),
});

const consequence = z.strictObject({
  zh: z.string().nullable(),
  en: z.string().nullable(),
  clauseRefs: z.array(z.string()),
});

const threshold = z.strictObject({
  metric: z.string(),
  op: order,
  value: z.number(),
  unit: z.string(),
});

const subject = z.strictObject({
  words: z.string(),
  selector,
  /** Why the selector says something else than the words alone suggest. */
  reason: z.string().optional(),
});

const textShape = {
  id: z.string().regex(/^[A-Z][A-Z0-9-]*-[A-Z0-9]+\.\d+$/, 'is not a clause id like CHEM-2.5'),
  plan: z.string(),
  section: z.strictObject({ no: z.string(), ...bilingual.shape }),
  task: z.union([z.int().positive(), z.string()]),
  taskTitle: bilingual,
  quote: z.string().min(1),
  quoteDisplay: z.string().optional(),
  en: z.string().min(1),
  items: z.array(bilingual).default([]),
  ambiguity: z.string().nullable().default(null),
  note: z.string().optional(),
};

const linkShape = {
  consequence: consequence.nullable().default(null),
  module: z.string(),
  alsoModules: z.array(z.string()).default([]),
  documents: z.array(z.string()).default([]),
  systems: z.array(z.string()).default([]),
  parameters: z.array(parameterName).default([]),
  related: z.array(z.string()).default([]),
  alsoShown: z.array(z.string()).default([]),
};

export const clauseFile = z.strictObject({
  ...textShape,
  kind: z.enum(kinds),
  strength: z.string(),
  actor: z.array(z.string()).min(1),
  actorBasis: z.enum(['stated', 'inferred']),
  overseer: z.array(z.string()).default([]),
  subject,
  due: dueRule,
  requirement,
  /** Calendar period of a duty where the due rule gives none. */
  every: length.optional(),
  measure: z.enum(['share', 'unmet']),
  target: target.nullable(),
  threshold: threshold.optional(),
  reads: z.array(parameterName),
  informs: z.array(parameterName),
  evidence,
  ...linkShape,
});
export type ClauseData = z.infer<typeof clauseFile>;

/** A clause as loaded: with its plan's window, or the narrower one of its due rule. */
export interface Clause extends ClauseData {
  readonly window: Window;
  /** Division of the plan. */
  readonly jurisdiction: string;
  readonly file: string;
}

const named = z.strictObject({ id: z.string(), en: z.string() });
const entry = z.looseObject({ id: z.string(), en: z.string() });

export const vocabularyFile = z.strictObject({
  schema: z.literal('vocabulary/1'),
  kinds: z.array(named).default([]),
  strengths: z.array(named).default([]),
  modules: z.array(named.extend({ zh: z.string() })).default([]),
  roles: z.array(entry.extend({ zh: z.string(), does: z.string().optional() })).default([]),
  documents: z
    .array(entry.extend({ name: z.string(), issuer: z.string().nullish(), use: z.string() }))
    .default([]),
  systems: z.array(entry.extend({ name: z.string(), must: z.string() })).default([]),
  /** Codes added to open lists of the dictionary. */
  codes: z
    .array(
      z.strictObject({
        record: z.string(),
        attribute: z.string(),
        code: z.string(),
        ...bilingual.shape,
      }),
    )
    .default([]),
  terms: z.array(z.looseObject({ term: z.string() })).default([]),
  thresholds: z
    .array(z.strictObject({ clause: z.string(), zh: z.string(), value: z.string() }))
    .default([]),
  ambiguities: z.array(named).default([]),
  conventions: z.record(z.string(), z.string()).default({}),
});
export type Vocabulary = z.infer<typeof vocabularyFile>;
