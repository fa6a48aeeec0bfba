import { z } from 'zod';
import { parseDay } from '../../kernel/calendar.ts';
import { parseDuration } from '../../kernel/duration.ts';

/** Conditions on records: operands, predicates, selectors. Files write them short; code reads them tagged. */

export const day = z.string().refine((text) => parseDay(text).ok, 'is not a day of the calendar');

export const durationText = z
  .string()
  .refine((text) => parseDuration(text).ok, 'is not an ISO 8601 duration');

export const attributePath = z.string().regex(/^\w+(\.\w+)*$/, 'is not an attribute path');

export const parameterName = z.string().regex(/^\w+(\.\w+)+$/, 'is not a parameter name');

const paramFile = z.strictObject({ param: parameterName });

/** A length of time: written in the plan, or the value of a parameter. */
export type Length =
  | { readonly kind: 'literal'; readonly iso: string }
  | { readonly kind: 'param'; readonly name: string };

export const length = z
  .union([durationText, paramFile], { error: 'needs a duration or {"param": name}' })
  .transform(
    (file): Length =>
      typeof file === 'string'
        ? { kind: 'literal', iso: file }
        : { kind: 'param', name: file.param },
  );

/** Added to a date or moment; `sign` -1 takes it away. */
export interface Shift {
  readonly sign: 1 | -1;
  readonly by: Length;
}

export type Scalar = string | number | boolean;

export type Operand =
  | { readonly kind: 'literal'; readonly value: Scalar | readonly Scalar[] }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'attr'; readonly attr: string; readonly shift: Shift | null }
  | { readonly kind: 'subject'; readonly attr: string }
  | { readonly kind: 'asOf'; readonly shift: Shift | null }
  | { readonly kind: 'period'; readonly part: 'year' | 'previousYear' | 'start' | 'end' };

export type OperandOf<K extends Operand['kind']> = Extract<Operand, { kind: K }>;

const shiftFile = { plus: length.optional(), minus: length.optional() };

function shiftOf(file: { plus?: Length | undefined; minus?: Length | undefined }): Shift | null {
  if (file.plus) return { sign: 1, by: file.plus };
  return file.minus ? { sign: -1, by: file.minus } : null;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const attrFile = z
  .strictObject({ attr: attributePath, ...shiftFile })
  .transform((file): Operand => ({ kind: 'attr', attr: file.attr, shift: shiftOf(file) }));
const asOfFile = z
  .strictObject({ asOf: z.literal(true), ...shiftFile })
  .transform((file): Operand => ({ kind: 'asOf', shift: shiftOf(file) }));
const periodFile = z
  .strictObject({ period: z.enum(['year', 'previousYear', 'start', 'end']) })
  .transform((file): Operand => ({ kind: 'period', part: file.period }));
export const subjectOperand = z
  .strictObject({ subject: attributePath })
  .transform((file): OperandOf<'subject'> => ({ kind: 'subject', attr: file.subject }));
export const paramOperand = paramFile.transform(
  (file): OperandOf<'param'> => ({ kind: 'param', name: file.param }),
);

const operand: z.ZodType<Operand> = z.union(
  [
    scalar.transform((value): Operand => ({ kind: 'literal', value })),
    z.array(scalar).transform((value): Operand => ({ kind: 'literal', value })),
    paramOperand,
    subjectOperand,
    attrFile,
    asOfFile,
    periodFile,
  ],
  { error: 'is no literal and none of {param}, {attr}, {subject}, {asOf}, {period}' },
);

export const comparisons = [
  'eq',
  'ne',
  'in',
  'gte',
  'gt',
  'lte',
  'lt',
  'onOrAfter',
  'before',
] as const;
export type Comparison = (typeof comparisons)[number];

export type Condition =
  | { readonly attr: string; readonly op: 'exists'; readonly value: boolean }
  | { readonly attr: string; readonly op: Comparison; readonly value: Operand };

const existsFile = z
  .strictObject({ attr: attributePath, exists: z.boolean() })
  .transform((file): Condition => ({ attr: file.attr, op: 'exists', value: file.exists }));

const comparisonShape: Partial<Record<Comparison, z.ZodOptional<z.ZodType<Operand>>>> = {};
for (const op of comparisons) comparisonShape[op] = operand.optional();

const comparisonFile = z
  .strictObject({ attr: attributePath, ...comparisonShape })
  .transform((file, context): Condition => {
    const given = comparisons.filter((op) => Object.hasOwn(file, op));
    const [op] = given;
    const value = op === undefined ? undefined : (file as Partial<Record<Comparison, Operand>>)[op];
    if (op === undefined || value === undefined || given.length > 1) {
      context.addIssue({
        code: 'custom',
        message: `needs exactly one of ${comparisons.join(', ')}, exists`,
      });
      return z.NEVER;
    }
    return { attr: file.attr, op, value };
  });

const condition: z.ZodType<Condition> = z.unknown().transform((file, context): Condition => {
  const isExists = typeof file === 'object' && file !== null && 'exists' in file;
  const parsed = (isExists ? existsFile : comparisonFile).safeParse(file);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    context.addIssue({ code: 'custom', message: issue.message, path: [...issue.path] });
  }
  return z.NEVER;
});

/** Holds when all of `all` hold, one of `any` (when not empty), and none of `none`. */
export interface Predicate {
  readonly all: readonly Condition[];
  readonly any: readonly Condition[];
  readonly none: readonly Condition[];
}

const predicateShape = {
  all: z.array(condition).default([]),
  any: z.array(condition).default([]),
  none: z.array(condition).default([]),
};

export const predicate: z.ZodType<Predicate> = z.strictObject(predicateShape);

export const noConditions: Predicate = { all: [], any: [], none: [] };

/** The population of a clause: records of one type that match. */
export interface Selector extends Predicate {
  readonly entity: string;
}

export const selector: z.ZodType<Selector> = z.strictObject({
  entity: z.string(),
  ...predicateShape,
});

export function conditionsOf(where: Predicate): readonly Condition[] {
  return [...where.all, ...where.any, ...where.none];
}
