import { z } from 'zod';

/** Nature of a record type (性质): what its records are and how long they last. */
export const natures = ['entity', 'event', 'case', 'instrument', 'measurement'] as const;

const code = z.object({ code: z.string(), zh: z.string(), en: z.string() });

const attribute = z.object({
  name: z.string(),
  type: z
    .string()
    .regex(/^(string|text|code|codes|int|number|bool|date|datetime|files?|refs?:[\w|]+)$/),
  zh: z.string(),
  en: z.string(),
  required: z.boolean().default(false),
  derived: z.boolean().default(false),
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
  unit: z.string().optional(),
  codes: z.array(code).optional(),
  codesFrom: z.object({ param: z.string() }).optional(),
  open: z.boolean().optional(),
  rule: z.string().optional(),
  reads: z.array(z.string()).optional(),
  parameters: z.array(z.string()).optional(),
});

const recordType = z.object({
  type: z.string(),
  zh: z.string(),
  en: z.string(),
  nature: z.enum(natures),
  subjectRef: z.string().nullable(),
  dateAttr: z.string().nullable(),
  span: z.tuple([z.string(), z.string()]).optional(),
  currentBy: z.array(z.string()).optional(),
  attributes: z.array(attribute),
});

/** The dictionary of record types (记录字典): shapes of `records.json`, checked when it is loaded. */
export const dictionarySchema = z.object({
  schema: z.literal('records/1'),
  records: z.array(recordType),
});

export type AttributeDefinition = z.infer<typeof attribute>;
export type RecordDefinition = z.infer<typeof recordType>;
export type DictionaryData = z.infer<typeof dictionarySchema>;
