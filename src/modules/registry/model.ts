import { z } from 'zod';
import { words } from '../../kernel/endpoint.ts';

/** Shapes that cross the wire, and their types. */
export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** A record that something names; its name only where the caller may see it. */
export const linkShape = z.object({
  type: z.string(),
  id: z.string(),
  name: z.string().nullable(),
});

/** A code and what it means. */
const codeShape = z.object({ code: z.string(), text: bilingual });

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
const several = plain(400).transform((text) => text.split(',').filter((part) => part !== ''));

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
  typeName: bilingual,
  id: z.string(),
  name: z.string(),
  /** A former name, a code or a number that the search met, where it is not the name. */
  met: z.string().nullable(),
  /** False: the record has ended (已注销). */
  live: z.boolean(),
  enterprise: linkShape.nullable(),
  division: linkShape.nullable(),
});

export type Bilingual = z.infer<typeof bilingual>;
export type Link = z.infer<typeof linkShape>;
export type Code = z.infer<typeof codeShape>;
export type EnterpriseFilters = z.infer<typeof enterpriseFilters>;
export type EnterpriseOrder = EnterpriseFilters['sort'];
export type EnterpriseRow = z.infer<typeof enterpriseRow>;
export type Found = z.infer<typeof foundShape>;
