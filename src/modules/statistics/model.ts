import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });
export type Words = z.infer<typeof words>;

/** What is counted. */
export const topicIds = [
  ...(['duties', 'metrics', 'enterprises', 'hazards'] as const),
  ...(['inspections', 'cases', 'penalties', 'incidents'] as const),
] as const;
export type TopicId = (typeof topicIds)[number];

/** Topics that count records which happened on a day within the period. */
export const recordTopics = ['hazards', 'inspections', 'cases', 'penalties', 'incidents'] as const;
export type RecordTopicId = (typeof recordTopics)[number];

export const periodIds = ['month', 'quarter', 'year', 'twelve', 'all'] as const;
export type PeriodId = (typeof periodIds)[number];

/** What the rows of a table may be; which of them a topic has, its definition says. */
export const byIds = [
  ...(['division', 'plan', 'module', 'kind', 'clause', 'month', 'indicator'] as const),
  ...(['scale', 'grade', 'majorHazardLevel', 'productionState'] as const),
  ...(['source', 'level', 'mode', 'type', 'topic', 'class'] as const),
] as const;
export type ById = (typeof byIds)[number];

const choice = z.object({ id: z.string(), words });

export const tableShape = z.object({
  asOf: z.string(),
  topic: z.enum(topicIds),
  by: z.enum(byIds),
  title: words,
  unit: words,
  /** Whose numbers: 曹县. */
  scope: words,
  /** Of topics that count what happened within it. */
  period: z.object({ from: z.string().nullable(), until: z.string() }).nullable(),
  /** What is counted and how (口径). */
  definition: words,
  /** Where the definition is told in full. */
  definedAt: z.string().nullable(),
  columns: z.array(z.object({ key: z.string(), words, share: z.boolean() })),
  rows: z.array(
    z.object({
      key: z.string(),
      name: words,
      values: z.array(z.number().nullable()),
      /** Where the rows behind each number are. */
      links: z.array(z.string().nullable()),
    }),
  ),
  /** Null: rows of different kinds have no sum. */
  total: z
    .object({ values: z.array(z.number().nullable()), links: z.array(z.string().nullable()) })
    .nullable(),
  choices: z.object({
    topics: z.array(choice),
    bys: z.array(choice),
    divisions: z.array(z.object({ id: z.string(), name: z.string() })),
    modules: z.array(choice),
    /** Filters that this table takes. */
    filters: z.array(z.enum(['line', 'module', 'period'])),
  }),
});
export type Table = z.infer<typeof tableShape>;

export const rowShape = z.object({
  key: z.string(),
  /** Its record, or the duty. */
  subject: z.string(),
  division: z.object({ id: z.string(), name: z.string() }).nullable(),
  enterprise: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  /** What it is: its kind, or the clause. */
  what: words,
  /** Of a duty how it stands, of a record where it has come to. */
  state: words,
  on: z.string().nullable(),
  to: z.string(),
});
export type Row = z.infer<typeof rowShape>;

/** The key of a row for what lies at the node itself or nowhere. */
export const OWN = 'own';
/** The key of a row whose value is not stated. */
export const NONE = 'none';
