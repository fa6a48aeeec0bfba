import { z } from 'zod';
import { wordsShape } from '../../kernel/shapes.ts';

/** Shapes shared by the endpoints of the slice. */

export type Words = z.infer<typeof wordsShape>;

/** Within each status: the earliest deadline first, or the latest. */
export const dutyOrders = ['due', '-due'] as const;
export type DutyOrder = (typeof dutyOrders)[number];

export const dutyStatuses = ['met', 'late', 'pending', 'overdue', 'unknown'] as const;
export type DutyStatusName = (typeof dutyStatuses)[number];

export const clauseStatuses = [
  'missed',
  'unmet',
  'atRisk',
  'notAttested',
  'needsParameter',
  'onTrack',
  'met',
  'attested',
  'noSubject',
] as const;
export type ClauseStatusName = (typeof clauseStatuses)[number];

const countShape = {
  population: z.int(),
  met: z.int(),
  late: z.int(),
  pending: z.int(),
  overdue: z.int(),
  unknown: z.int(),
};
export const countsShape = z.object(countShape);
export type Counts = z.infer<typeof countsShape>;

export const targetShape = z.object({
  op: z.string(),
  value: z.number(),
  /** `inferred`: a proposal of the platform, never shown as the plan's own number. */
  basis: z.string(),
});

export const figureShape = z.object({
  status: z.enum(clauseStatuses),
  /** Share of duties met or late; of measure `unmet` the number not met. */
  value: z.number().nullable(),
  latest: z.object({ period: z.string(), value: z.number() }).nullable(),
  target: targetShape.nullable(),
  ...countShape,
  /** Parameters without a value, when that is the status. */
  needs: z.array(z.string()),
  /** Why due days are not certain. */
  provisional: wordsShape.nullable(),
});
export type FigureRow = z.infer<typeof figureShape>;

export const placeShape = z.object({ id: z.string(), name: z.string() });
export type Place = z.infer<typeof placeShape>;

export const countyShape = z.object({ ...placeShape.shape, ...countShape });
export type CountyRow = z.infer<typeof countyShape>;

/** Against three months before: is it better? */
export const trendMarks = ['better', 'worse', 'same'] as const;
export const trendMark = z.enum(trendMarks);

export const boardRowShape = z.object({
  id: z.string(),
  quote: z.string(),
  en: z.string(),
  kind: wordsShape,
  measure: z.enum(['share', 'unmet']),
  module: wordsShape,
  actors: z.array(wordsShape),
  figure: figureShape,
  /** The value of three months before, and what became of it; null: nothing to compare. */
  before: z.number().nullable(),
  trend: trendMark.nullable(),
  /** Counties with overdue duties, most first. */
  behind: z.array(z.object({ ...placeShape.shape, overdue: z.int() })),
});
export type BoardRow = z.infer<typeof boardRowShape>;

const taskShape = z.object({
  task: z.string(),
  title: wordsShape,
  clauses: z.array(boardRowShape),
});

const sectionShape = z.object({
  no: z.string(),
  title: wordsShape,
  tasks: z.array(taskShape),
});

export const planShape = z.object({
  id: z.string(),
  title: wordsShape,
  from: z.string(),
  until: z.string(),
  /** Of all its clauses, whatever the filter shows. */
  clauses: z.int(),
  byStatus: z.partialRecord(z.enum(clauseStatuses), z.int()),
  sections: z.array(sectionShape),
});
export type PlanRow = z.infer<typeof planShape>;

export const recordShape = z.object({
  /** Record type and id, as the registry addresses it. */
  type: z.string(),
  id: z.string(),
  name: z.string().nullable(),
});

export const dutyRowShape = z.object({
  /** Names the duty in a path. */
  duty: z.string(),
  subject: recordShape,
  enterprise: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  division: placeShape.nullable(),
  period: z.string().nullable(),
  trigger: z.string().nullable(),
  due: z.string().nullable(),
  status: z.enum(dutyStatuses),
  since: z.string().nullable(),
});
export type DutyRow = z.infer<typeof dutyRowShape>;

/** Who may attest a duty; `as`: as what the caller may, now. */
export const attestingShape = z.object({
  by: z.array(wordsShape),
  as: z.object({ body: z.string(), words: wordsShape }).nullable(),
});
export type Attesting = z.infer<typeof attestingShape>;

export const factShape = z.object({
  id: z.string(),
  record: recordShape,
  type: wordsShape,
  /** When it holds from, who said so, when it came in. */
  at: z.string(),
  by: z.string(),
  recordedAt: z.string(),
  retired: z.boolean(),
  values: z.array(z.object({ attribute: wordsShape, value: wordsShape })),
  /** Names of files that prove it. */
  files: z.array(z.string()),
});
export type FactRow = z.infer<typeof factShape>;

const basedOnShape = z.object({
  /** What the basis speaks of: the target, who answers, the due day. */
  of: wordsShape,
  basis: z.enum(['stated', 'implied', 'inferred', 'parameter']),
  words: wordsShape,
});

export const clauseLinkShape = z.object({ id: z.string(), quote: z.string(), en: z.string() });

export const standardShape = z.object({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  /** The edition in force on the day; null: none is on record. */
  edition: z
    .object({
      number: z.string(),
      from: z.string().nullable(),
      until: z.string().nullable(),
      dates: z.enum(['verified', 'recalled', 'unknown']),
      onFile: z.boolean(),
      note: wordsShape.nullable(),
    })
    .nullable(),
  /** Entries of its file, and how many of them are from memory and not checked. */
  entries: z.int(),
  recalled: z.int(),
});

const parameterInForceShape = z.object({
  name: z.string(),
  title: wordsShape,
  standing: wordsShape,
  /** Without a value the clause waits for one. */
  needed: z.boolean(),
  set: z.boolean(),
  /** From a profile of proposals that somebody chose. */
  proposed: z.boolean(),
});

export const clauseShape = z.object({
  ...boardRowShape.pick({ id: true, quote: true, en: true, kind: true, measure: true }).shape,
  plan: z.object({ id: z.string(), title: wordsShape }),
  section: z.object({ no: z.string(), title: wordsShape }),
  task: z.string(),
  taskTitle: wordsShape,
  items: z.array(wordsShape),
  strength: wordsShape,
  modules: z.array(wordsShape),
  actors: z.array(wordsShape),
  overseers: z.array(wordsShape),
  documents: z.array(z.object({ name: wordsShape, issuer: z.string().nullable() })),
  systems: z.array(wordsShape),
  consequence: wordsShape.nullable(),
  ambiguity: z.string().nullable(),
  note: z.string().nullable(),
  subjectType: wordsShape,
  /** Each duty is an enterprise's own, not one of its facilities' or people's. */
  subjectIsEnterprise: z.boolean(),
  how: z.object({
    population: wordsShape,
    requirement: wordsShape,
    due: wordsShape,
    target: wordsShape,
    numerator: z.string(),
    denominator: z.string(),
    proof: z.enum(['computed', 'mixed', 'attested']),
  }),
  bases: z.array(basedOnShape),
  parameters: z.array(parameterInForceShape),
  standards: z.array(standardShape),
  related: z.array(clauseLinkShape),
  asOf: z.string(),
  division: placeShape.nullable(),
  figure: figureShape,
  before: z.number().nullable(),
  trend: trendMark.nullable(),
  counties: z.array(countyShape),
});
export type ClauseView = z.infer<typeof clauseShape>;
export type StandardRow = z.infer<typeof standardShape>;
