import { z } from 'zod';
import { wordsShape } from '../../kernel/shapes.ts';

/** Shapes of parameters, profiles, standards and the calendar. */

export type Words = z.infer<typeof wordsShape>;

const placeShape = z.object({ id: z.string(), name: z.string() });
export type Place = z.infer<typeof placeShape>;

const countsShape = z.object({
  population: z.int(),
  met: z.int(),
  late: z.int(),
  pending: z.int(),
  overdue: z.int(),
  unknown: z.int(),
});
export type Counts = z.infer<typeof countsShape>;

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

export type StandardRow = z.infer<typeof standardShape>;

const valueShape = z.union([
  z.string(),
  z.number(),
  z.array(z.string()),
  z.record(z.string(), z.union([z.array(z.string()), z.string(), z.number()])),
]);

const parameterRowShape = z.object({
  name: z.string(),
  title: wordsShape,
  type: z.string(),
  unit: z.string().nullable(),
  choices: z.array(z.string()),
  /** What each of them means. */
  choiceNames: z.array(wordsShape),
  /** What a value looks like. */
  shape: wordsShape,
  /** Which actor of the plans decides. */
  owner: wordsShape,
  /** Why the plans need it. */
  why: wordsShape,
  value: valueShape.nullable(),
  valueWords: wordsShape,
  basis: z.enum(['general', 'division', 'unset']),
  jurisdiction: z.string().nullable(),
  from: z.string().nullable(),
  by: z.string().nullable(),
  /** The profile of proposals that the value was taken from. */
  profile: z.string().nullable(),
  reason: wordsShape.nullable(),
  /** Divisions with a value of their own. */
  divisions: z.array(placeShape),
  /** Clauses that read it, those first that wait for it. */
  clauses: z.array(z.object({ id: z.string(), needed: z.boolean() })),
});
export type ParameterRowShape = z.infer<typeof parameterRowShape>;

const entryShape = z.object({
  seq: z.int(),
  value: valueShape.nullable(),
  valueWords: wordsShape,
  from: z.string(),
  jurisdiction: z.string().nullable(),
  reason: wordsShape.nullable(),
  by: z.string(),
  profile: z.string().nullable(),
  recordedAt: z.string(),
});
export type EntryRow = z.infer<typeof entryShape>;

/** Duties being computed anew after a change; null: all follow the parameters as they stand. */
const applyingShape = z.object({ done: z.int(), all: z.int(), failed: z.boolean() }).nullable();

const changeShape = z.object({
  /** As a person writes it; null takes back what was set for the same place. */
  value: z.string().max(20_000).nullable(),
  from: z.iso.date(),
  /** A division; null: everywhere. */
  jurisdiction: z.string().max(40).nullable(),
  reason: z.string().trim().min(2).max(500),
  /** The newest entry that the writer saw; null: there was none. */
  seq: z.int().nullable(),
});
export type ParameterChange = z.infer<typeof changeShape>;

const changedShape = z.object({
  id: z.string(),
  quote: z.string(),
  /** Duties before and after, and how many stand otherwise. */
  before: countsShape,
  after: countsShape,
  changed: z.int(),
});

const profileShape = z.object({
  id: z.string(),
  title: wordsShape,
  notice: wordsShape,
  values: z.int(),
  /** What choosing it now would add, and what stays as somebody set it. */
  added: z.int(),
  kept: z.int(),
});

const dayOffShape = z.object({ day: z.string(), kind: z.enum(['off', 'worked']) });

export const parameterShapes = {
  list: z.object({
    asOf: z.string(),
    rows: z.array(parameterRowShape),
    applying: applyingShape,
    /** Places that the caller may set values for; `null` among them: everywhere. */
    places: z.array(placeShape.extend({ id: z.string().nullable() })),
  }),
  one: z.object({
    asOf: z.string(),
    parameter: parameterRowShape,
    history: z.array(entryShape),
    seq: z.int().nullable(),
    applying: applyingShape,
  }),
  change: changeShape,
  preview: z.object({
    asOf: z.string(),
    clauses: z.array(changedShape),
    changed: z.int(),
    /** To-dos that would open and close; null: they do not hang on the parameter. */
    todos: z.object({ opened: z.int(), closed: z.int() }).nullable(),
  }),
  written: z.object({ entry: entryShape }),
  profile: profileShape,
  calendar: z.object({
    year: z.int(),
    /** Has the State Council's notice for the year been put on file? */
    announced: z.boolean(),
    years: z.array(z.int()),
    days: z.array(dayOffShape),
  }),
};
export type Preview = z.infer<typeof parameterShapes.preview>;
