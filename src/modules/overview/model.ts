import { z } from 'zod';
import type { Bilingual } from '../../kernel/endpoint.ts';
import { boundariesShape, wordsShape } from '../../kernel/shapes.ts';

/** What the rows behind a metric are: duties of clauses, or records as the store's query chooses. */
export type MetricSource =
  | {
      readonly kind: 'duties';
      readonly clauses: ClauseChoice;
      /** `due`: those that should be done, bad unless done; `all`: every duty, bad when overdue. */
      readonly counting: 'due' | 'all';
    }
  /** `besides`: other types whose records decide about a row. */
  | { readonly kind: 'records'; readonly type: string; readonly besides?: readonly string[] };

export type ClauseChoice = readonly string[] | { readonly plan: 'chem' | 'trade' | 'all' };

/**
 * One definition of a number (口径). Every row behind it either counts against the county (`bad`)
 * or not; the number is made of the two counts alone, wherever it is shown.
 */
export interface MetricDefinition {
  readonly id: string;
  readonly name: Bilingual;
  /** What its bad rows are called where only they are counted. */
  readonly bad: Bilingual;
  readonly numerator: Bilingual;
  readonly denominator: Bilingual;
  /** `share`: of the rows; `count`: how many rows are bad. */
  readonly unit: 'share' | 'count';
  /** `higher`: the share of rows that are not bad; `lower`: of those that are. */
  readonly better: 'higher' | 'lower';
  /** Points of 100 in the county ranking (平台建议); 0: shown, not ranked. */
  readonly weight: number;
  /** Of a count: points lost for each bad row, up to the weight. */
  readonly perCase?: number;
  /** A bad row can still be made good by doing what is owed. */
  readonly improvable: boolean;
  /** What doing it means, for "完成这 3 项". */
  readonly remedy: Bilingual;
  readonly source: MetricSource;
  /** Clauses of the plans that the number speaks of. */
  readonly clauses: readonly string[];
  readonly fresh: Bilingual;
  readonly noData: Bilingual;
}

/** Rows of a metric somewhere, and how many of them are bad. */
export interface Counted {
  readonly total: number;
  readonly bad: number;
}

export interface DivisionCount extends Counted {
  readonly division: string | null;
}

/** A division as of a day. */
export interface Division {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
}

/** Points that an indicator costs a county; null: no data, its weight is left out. */
export interface Loss extends Counted {
  readonly metric: string;
  readonly value: number | null;
  readonly weight: number;
  readonly lost: number | null;
}

export interface Standing {
  readonly division: string;
  /** Of 100, two decimals; null: nothing is known of it. */
  readonly score: number | null;
  readonly rank: number | null;
  readonly losses: readonly Loss[];
}

/** Doing so many bad rows of some indicators lifts the rank. */
export interface Lift {
  readonly items: number;
  readonly from: number;
  readonly to: number;
  readonly score: number;
  readonly of: readonly { readonly metric: string; readonly items: number }[];
}

export interface MetricRow {
  /** type/id */
  readonly subject: string;
  /** Unique among the rows of the metric. */
  readonly key: string;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly division: string | null;
  readonly bad: boolean;
  readonly due: string | null;
  readonly clause: string | null;
  readonly period: string | null;
  /** Of a duty: names its trigger; empty without one. */
  readonly triggerKey: string | null;
}

export const counted = { total: z.int(), bad: z.int(), value: z.number().nullable() };
export const place = { division: z.string(), name: z.string() };

export const metricShape = z.object({
  id: z.string(),
  name: wordsShape,
  badName: wordsShape,
  numerator: wordsShape,
  denominator: wordsShape,
  unit: z.enum(['share', 'count']),
  better: z.enum(['higher', 'lower']),
  weight: z.number(),
  perCase: z.number().nullable(),
  improvable: z.boolean(),
  remedy: wordsShape,
  clauses: z.array(z.string()),
  fresh: wordsShape,
  noData: wordsShape,
  ...counted,
});
export type MetricAnswer = z.infer<typeof metricShape>;

export const metricRowShape = z.object({
  /** type/id of the record or of whoever owes the duty. */
  subject: z.string(),
  key: z.string(),
  enterprise: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  division: z.object({ id: z.string(), name: z.string() }).nullable(),
  bad: z.boolean(),
  due: z.string().nullable(),
  clause: z.string().nullable(),
  period: z.string().nullable(),
  /** Of a duty: its name in the address of its page. */
  duty: z.string().nullable(),
});
export type MetricRowAnswer = z.infer<typeof metricRowShape>;

export const lossShape = z.object({
  metric: z.string(),
  weight: z.number(),
  lost: z.number().nullable(),
  ...counted,
});

export const rankShape = { rank: z.int().nullable(), score: z.number().nullable() };

export const rankedShape = z.object({
  ...place,
  ...rankShape,
  before: z.object(rankShape),
  /** The caller may open it: losses and rows lie within his scope. */
  open: z.boolean(),
  losses: z.array(lossShape).nullable(),
});

export const liftShape = z.object({
  items: z.int(),
  from: z.int(),
  to: z.int(),
  score: z.number(),
  of: z.array(z.object({ metric: z.string(), name: wordsShape, items: z.int() })),
});

export const indicatorShape = z.object({ id: z.string(), name: wordsShape, weight: z.number() });

export const disputeShape = z.object({
  id: z.string(),
  division: z.string(),
  divisionName: z.string(),
  metric: z.string(),
  metricName: wordsShape,
  asOf: z.string(),
  row: z.string().nullable(),
  text: z.string(),
  by: z.string(),
  at: z.string(),
  answerDue: z.string(),
  overdue: z.boolean(),
  outcome: z.enum(['upheld', 'rejected']).nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  mayAnswer: z.boolean(),
});
export type DisputeAnswer = z.infer<typeof disputeShape>;

const numberShape = z.object({
  metric: z.string(),
  name: wordsShape,
  badName: wordsShape,
  unit: z.enum(['share', 'count']),
  better: z.enum(['higher', 'lower']),
  ...counted,
  /** Where its rows are. */
  to: z.string(),
});

const countyShape = z.object({
  ...place,
  ...rankShape,
  before: z.int().nullable(),
  open: z.boolean(),
});

export const cockpitShape = z.object({
  asOf: z.string(),
  dataAsOf: z.string(),
  node: z.object(place).nullable(),
  /** Share of monitoring feeds that are offline. */
  offline: z.number().nullable(),
  numbers: z.array(numberShape),
  clauses: z.array(
    z.object({
      plan: z.enum(['chem', 'trade']),
      all: z.int(),
      atRisk: z.int(),
      states: z.record(z.string(), z.int()),
    }),
  ),
  counties: z.array(
    countyShape.extend({
      worst: z.object({ metric: z.string(), name: wordsShape }).nullable(),
    }),
  ),
  trend: z.object({
    metric: z.string(),
    name: wordsShape,
    points: z.array(z.object({ day: z.string(), ...counted })),
  }),
});

export const homeShape = z.object({
  asOf: z.string(),
  role: z.string(),
  desk: z.enum(['authority', 'park', 'enterprise', 'body', 'admin']),
  roleName: wordsShape,
  node: z.object(place).nullable(),
  cards: z.array(
    z.object({
      id: z.string(),
      name: wordsShape,
      value: z.number().nullable(),
      unit: z.enum(['share', 'count']),
      tone: z.enum(['plain', 'bad', 'good']),
      to: z.string(),
      metric: z.string().nullable(),
      note: wordsShape.nullable(),
    }),
  ),
  counties: z.array(countyShape),
});

export { type Boundaries, boundariesShape } from '../../kernel/shapes.ts';

export const mapShape = z.object({
  asOf: z.string(),
  /** The approval number (审图号) of the base map; null: a schematic. */
  approval: z.string().nullable(),
  attribution: z.string().nullable(),
  boundaries: boundariesShape,
  metric: z.object({
    id: z.string(),
    name: wordsShape,
    unit: z.enum(['share', 'count']),
    better: z.enum(['higher', 'lower']),
  }),
  areas: z.array(z.object({ ...place, ...counted })),
  points: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      division: z.string().nullable(),
      lon: z.number(),
      lat: z.number(),
      level: z.enum(['red', 'orange', 'yellow', 'blue']).nullable(),
    }),
  ),
  /** Enterprises with a place, those beyond the points that are sent included. */
  total: z.int(),
});
