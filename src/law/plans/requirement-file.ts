import { z } from 'zod';
import {
  attributePath,
  day,
  length,
  noConditions,
  paramOperand,
  predicate,
  subjectOperand,
} from './condition.ts';
import type {
  Against,
  AtLeast,
  Follows,
  FollowUp,
  ListValue,
  NumberValue,
  RatioSide,
  Requirement,
  Trend,
  TrendOf,
  Trigger,
} from './requirement.ts';
import { moments } from './requirement.ts';

/** How a requirement is written in a clause file, checked and read into the types of `requirement.ts`. */

const attributeName = z.string().regex(/^\w+$/, 'is not an attribute name');
const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);
const where = predicate.default(noConditions);

const tiedShape = {
  record: z.string(),
  tie: attributePath,
  reach: z.enum(['exact', 'below']).default('exact'),
  where,
};
const tied = { ...tiedShape, at: orNull(attributeName) };
const dated = { ...tiedShape, at: attributeName };
const literal = <T extends z.ZodType>(schema: T) =>
  schema.transform((value) => ({ kind: 'literal' as const, value }));

const numberValue: z.ZodType<NumberValue> = z.union([literal(z.number()), paramOperand], {
  error: 'needs a number or {"param": name}',
});
const atLeast: z.ZodType<AtLeast> = z.union(
  [literal(z.int().positive()), paramOperand, subjectOperand],
  { error: 'needs a whole number above 0, {"param": name} or {"subject": attribute}' },
);
const listValue: z.ZodType<ListValue> = z.union(
  [literal(z.array(z.string())), paramOperand, subjectOperand],
  { error: 'needs a list, {"param": name} or {"subject": attribute}' },
);
export const order = z.enum(['eq', 'gte', 'gt', 'lte', 'lt']);

const state = z.strictObject({ form: z.literal('state'), predicate });

const occurs = z.strictObject({
  form: z.literal('occurs'),
  ...tied,
  in: z.enum(moments),
  atLeast: atLeast.default({ kind: 'literal', value: 1 }),
  count: orNull(attributeName),
  covers: orNull(z.strictObject({ attr: attributePath, values: listValue })),
});

const none = z.strictObject({ form: z.literal('none'), ...tied, in: z.enum(moments) });

/** Picks the schema by what stands in the file, so that an error names the right field. */
function pick<T>(choose: (file: object) => z.ZodType<T>): z.ZodType<T> {
  return z.unknown().transform((file, context): T => {
    if (typeof file !== 'object' || file === null) {
      context.addIssue({ code: 'custom', message: 'needs an object' });
      return z.NEVER;
    }
    const parsed = choose(file).safeParse(file);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      context.addIssue({ code: 'custom', message: issue.message, path: [...issue.path] });
    }
    return z.NEVER;
  });
}

const kinded = <K extends string>(kind: K) => ({ kind: z.literal(kind).default(kind) });

const entry = z
  .strictObject({ entry: z.literal(true) })
  .transform((): Trigger => ({ kind: 'entry' }));
const becomes = z
  .strictObject({ becomes: predicate })
  .transform((file): Trigger => ({ kind: 'becomes', predicate: file.becomes }));
const self = z
  .strictObject({ record: z.string(), self: z.literal(true), where, at: attributeName })
  .transform(
    ({ record, where: condition, at }): Trigger => ({ kind: 'self', record, where: condition, at }),
  );
const recordsDated = z.strictObject({ ...kinded('records'), ...dated });

const trigger: z.ZodType<Trigger> = pick<Trigger>((file) => {
  if ('entry' in file) return entry;
  if ('becomes' in file) return becomes;
  if ('self' in file) return self;
  if ('any' in file) {
    return z
      .strictObject({ any: z.array(trigger).min(1) })
      .transform(({ any: of }): Trigger => ({ kind: 'any', of }));
  }
  return recordsDated;
});

const same = z
  .strictObject({ record: z.string(), same: z.literal(true), where, at: attributeName })
  .transform(
    ({ record, where: condition, at }): FollowUp => ({
      kind: 'same',
      record,
      where: condition,
      at,
    }),
  );

const followUp: z.ZodType<FollowUp> = pick<FollowUp>((file) => {
  for (const kind of ['all', 'any'] as const) {
    if (kind in file) {
      return z
        .strictObject({ [kind]: z.array(followUp).min(1) })
        .transform((parts): FollowUp => ({ kind, of: parts[kind] ?? [] }));
    }
  }
  return 'same' in file ? same : recordsDated;
});

const withinLength = z.union(
  [
    z.strictObject({ param: z.string(), optional: z.literal(true) }).transform(({ param }) => ({
      length: { kind: 'param', name: param } as const,
      optional: true,
    })),
    length.transform((value) => ({ length: value, optional: false })),
  ],
  { error: 'needs a duration or {"param": name}' },
);

const follows = z
  .strictObject({
    form: z.literal('follows'),
    trigger,
    followUp,
    order: z.enum(['after', 'before']).default('after'),
    orInForce: z.boolean().default(false),
    due: z.strictObject({ attr: attributeName }).optional(),
    within: orNull(withinLength),
    calendar: z.enum(['natural', 'working']).default('natural'),
  })
  .superRefine(({ calendar, within }, context) => {
    if (calendar === 'natural') return;
    const length = within?.length;
    if (length?.kind === 'param') return;
    if (length && /^P\d+D$/.test(length.iso)) return;
    const message = 'working days are counted: needs whole days such as P5D, or {"param": name}';
    context.addIssue({ code: 'custom', message, path: ['within'] });
  })
  .transform(({ due, ...rest }): Follows => ({ ...rest, dueAttr: due?.attr ?? null }));

const subjectAttr = z
  .strictObject({ subjectAttr: attributePath })
  .transform((file) => ({ kind: 'subjectAttr' as const, attr: file.subjectAttr }));
const counted = z.strictObject({ ...kinded('records'), ...tied, in: z.enum(moments) });
const ratioSide = pick<RatioSide>((file) => ('subjectAttr' in file ? subjectAttr : counted));

const ratio = z.strictObject({
  form: z.literal('ratio'),
  numerator: ratioSide,
  denominator: ratioSide,
  op: order,
  value: numberValue,
  whenEmpty: z.enum(['met', 'unmet', 'unknown']),
});

const trendRecords = z.strictObject({
  ...kinded('records'),
  ...tied,
  fn: z.enum(['count', 'sum', 'latest']),
  attrs: z.array(attributePath).default([]),
});
const trendOf = pick<TrendOf>((file) => ('subjectAttr' in file ? subjectAttr : trendRecords));

const against: z.ZodType<Against> = z.union(
  [
    z
      .enum(['previousPeriod', 'periodStart', 'previousYear'])
      .transform((kind): Against => ({ kind })),
    z
      .strictObject({ date: z.union([literal(day), paramOperand]) })
      .transform(({ date }): Against => ({ kind: 'date', date })),
  ],
  { error: 'needs previousPeriod, periodStart, previousYear or {"date": …}' },
);

const trend: z.ZodType<Trend> = z.strictObject({
  form: z.literal('trend'),
  of: trendOf,
  in: z.enum(['asOf', 'period']),
  by: orNull(attributePath),
  against,
  change: z.enum(['ratio', 'difference', 'reduction']),
  op: order,
  value: numberValue,
});

const attest = z.strictObject({
  form: z.literal('attest'),
  by: z.array(z.string()).min(1),
  document: z.boolean(),
});

const schemas: Record<string, z.ZodType<Requirement>> = {
  state,
  occurs,
  none,
  follows,
  ratio,
  trend,
  attest,
};

const unknownForm: z.ZodType<Requirement> = z
  .object({ form: z.enum([...Object.keys(schemas), 'all', 'any']) })
  .transform((_, context) => {
    context.addIssue({ code: 'custom', message: 'no such form', path: ['form'] });
    return z.NEVER;
  });

export const requirement: z.ZodType<Requirement> = pick<Requirement>((file) => {
  const form = 'form' in file ? file.form : undefined;
  if (form === 'all' || form === 'any') {
    return z.strictObject({ form: z.literal(form), of: z.array(requirement).min(1) });
  }
  return (typeof form === 'string' ? schemas[form] : undefined) ?? unknownForm;
});
