import { z } from 'zod';
import { words } from '../../kernel/endpoint.ts';
import { wordsShape } from '../../kernel/shapes.ts';

/** Shapes that cross the wire, and their types. */

/** A record that something names; its name only where the caller may see it. */
export const linkShape = z.object({
  type: z.string(),
  id: z.string(),
  name: z.string().nullable(),
});

/** A code and what it means. */
export const codeShape = z.object({ code: z.string(), text: wordsShape });

export const asOfText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: words('请写成 2026-06-30', 'write 2026-06-30') });

/** A text that the database can hold. */
export const plain = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\u0000'), {
      error: words('含有不能使用的字符', 'has a character that cannot be used'),
    });

/** Several values in a URL: `a,b`. */
export const several = plain(400).transform((text) =>
  text.split(',').filter((part) => part !== ''),
);

export const colours = ['blue', 'yellow', 'orange', 'red'] as const;
export const enterpriseOrders = ['name', 'division', 'grade'] as const;

export const enterpriseFilters = z.object({
  asOf: asOfText.optional(),
  /** Part of a name, a code or pinyin. */
  q: plain(100).optional(),
  /** The division and all below it. */
  division: plain(20).optional(),
  park: plain(100).optional(),
  line: z.enum(['chem', 'trade']).optional(),
  industry: several.optional(),
  tradeSector: several.optional(),
  /** `none`: not stated. */
  scale: several.optional(),
  /** `none`: not graded. */
  grade: several.optional(),
  risk: several.optional(),
  majorHazardLevel: several.optional(),
  productionState: several.optional(),
  tags: several.optional(),
  features: several.optional(),
  sort: z.enum(enterpriseOrders).default('name'),
});

export const enterpriseRow = z.object({
  id: z.string(),
  name: z.string(),
  division: linkShape.nullable(),
  park: linkShape.nullable(),
  industry: z.array(codeShape),
  tradeSector: codeShape.nullable(),
  scale: codeShape.nullable(),
  productionState: codeShape.nullable(),
  grade: codeShape.nullable(),
  risk: codeShape.nullable(),
  riskLevel: z.string().nullable(),
  majorHazardLevel: z.int().nullable(),
  openMajorHazards: z.int().nullable(),
  employees: z.int().nullable(),
  tags: z.array(codeShape),
  lastVerifiedOn: z.string().nullable(),
});

/** Types whose records are found by name. */
export const searchTypes = [
  'enterprise',
  'park',
  'facility',
  'project',
  'person',
  'organisation',
  'jurisdiction',
  'document',
] as const;

export const foundShape = z.object({
  type: z.string(),
  typeName: wordsShape,
  id: z.string(),
  name: z.string(),
  /** A former name, a code or a number that the search met, where it is not the name. */
  met: z.string().nullable(),
  /** False: the record has ended (已注销). */
  live: z.boolean(),
  enterprise: linkShape.nullable(),
  division: linkShape.nullable(),
});

export type Bilingual = z.infer<typeof wordsShape>;
export type Link = z.infer<typeof linkShape>;
export type Code = z.infer<typeof codeShape>;
export type EnterpriseFilters = z.infer<typeof enterpriseFilters>;
export type EnterpriseOrder = EnterpriseFilters['sort'];
export type EnterpriseRow = z.infer<typeof enterpriseRow>;
export type Found = z.infer<typeof foundShape>;

const valueShape = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable();

/** Who stated a value, when it became true, when it was recorded. */
export const sourceShape = z.object({
  fact: z.string(),
  at: z.string(),
  recordedAt: z.string(),
  by: z.string().nullable(),
  recorder: z.string(),
  evidence: z.array(z.string()),
  /** Recorded on a later day than it became true (补录). */
  late: z.boolean(),
});

const shownShape = z.object({
  value: valueShape,
  /** Codes and yes or no in words. */
  text: wordsShape.nullable(),
  links: z.array(linkShape),
  /** Personal data, shown in part. */
  masked: z.boolean(),
  /** So many records are named that lie outside the caller's scope. */
  hidden: z.int(),
});

/** Where a value comes from: a fact, a rule, the dictionary, or nowhere. */
const origins = ['stated', 'derived', 'default', 'none'] as const;

export const fieldShape = shownShape.extend({
  name: z.string(),
  label: wordsShape,
  type: z.string(),
  unit: z.string().nullable(),
  origin: z.enum(origins),
  source: sourceShape.nullable(),
  required: z.boolean(),
});

export const changeShape = z.object({
  seq: z.int(),
  retired: z.boolean().nullable(),
  source: sourceShape,
  values: z.array(
    z.object({
      name: z.string(),
      label: wordsShape,
      type: z.string(),
      from: shownShape,
      to: shownShape,
    }),
  ),
});

export const recordShape = z.object({
  type: z.string(),
  typeName: wordsShape,
  id: z.string(),
  name: z.string(),
  /** False: it has ended. */
  live: z.boolean(),
  born: z.string(),
  /** The newest fact of it: edits say on which one they were made. */
  version: z.int(),
  asOf: z.string(),
  enterprise: linkShape.nullable(),
  groups: z.array(z.object({ name: z.string(), label: wordsShape, fields: z.array(fieldShape) })),
  /** What the caller may do with it. */
  may: z.object({ edit: z.boolean(), retire: z.boolean() }),
});

export const completenessShape = z.object({
  filled: z.int(),
  wanted: z.int(),
  missing: z.array(z.object({ name: z.string(), label: wordsShape, required: z.boolean() })),
});

export type Value = z.infer<typeof valueShape>;
export type Source = z.infer<typeof sourceShape>;
export type Shown = z.infer<typeof shownShape>;
export type Field = z.infer<typeof fieldShape>;
export type Change = z.infer<typeof changeShape>;
export type RecordAnswer = z.infer<typeof recordShape>;
export type Completeness = z.infer<typeof completenessShape>;

export const enterpriseFileShape = recordShape.extend({
  completeness: completenessShape,
  /** How many records of each type hang on the enterprise. */
  counts: z.array(
    z.object({ type: z.string(), label: wordsShape, count: z.int(), mayAdd: z.boolean() }),
  ),
});

export const recordListShape = z.object({
  type: z.string(),
  label: wordsShape,
  columns: z.array(
    fieldShape.pick({ name: true, label: true, type: true, unit: true }).extend({
      /** The list can be ordered by it. */
      orders: z.boolean(),
    }),
  ),
  rows: z.array(z.object({ id: z.string(), values: z.array(shownShape) })),
  next: z.string().nullable(),
  asOf: z.string(),
});

const eventShape = z.object({
  type: z.string(),
  typeName: wordsShape,
  id: z.string(),
  moment: z.string(),
  title: z.string().nullable(),
  kind: wordsShape.nullable(),
  outcome: wordsShape.nullable(),
});

export const timelineShape = z.object({
  rows: z.array(eventShape),
  /** Types that can be chosen. */
  types: z.array(codeShape),
  next: z.string().nullable(),
  asOf: z.string(),
});

const dutyStatus = z.enum(['met', 'late', 'pending', 'overdue', 'unknown']);

export const authorityViewShape = z.object({
  id: z.string(),
  name: z.string(),
  asOf: z.string(),
  grades: z.array(fieldShape),
  completeness: completenessShape,
  /** May it promise today (安全承诺), and what stands against it. */
  promise: z.object({
    may: z.boolean(),
    said: wordsShape,
    obstacles: z.array(
      z.object({ id: z.string(), name: wordsShape, count: z.int(), to: z.string() }),
    ),
  }),
  duties: z.object({
    counts: z.record(dutyStatus, z.int()),
    /** Those that are not met, the most urgent first. */
    rows: z.array(
      z.object({
        clause: z.string(),
        quote: z.string(),
        subject: z.string(),
        subjectType: wordsShape,
        link: linkShape,
        period: z.string().nullable(),
        due: z.string().nullable(),
        status: dutyStatus,
        since: z.string().nullable(),
      }),
    ),
  }),
  /** Who looked at the enterprise, the newest first. */
  visits: z.array(eventShape),
});

export type EnterpriseFile = z.infer<typeof enterpriseFileShape>;
export type RecordList = z.infer<typeof recordListShape>;
export type Timeline = z.infer<typeof timelineShape>;
export type AuthorityView = z.infer<typeof authorityViewShape>;

export const formFieldShape = fieldShape.extend({
  /** Other codes than those listed may be written. */
  open: z.boolean(),
  codes: z.array(codeShape),
  /** Types of the records that it may name. */
  targets: z.array(z.string()),
  /** The caller may fill it in; else `help` says who does. */
  may: z.boolean(),
  help: wordsShape.nullable(),
});

export type FormField = z.infer<typeof formFieldShape>;
