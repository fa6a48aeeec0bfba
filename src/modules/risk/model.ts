import { z } from 'zod';
import { words } from '../../kernel/endpoint.ts';

export const levelNames = ['red', 'orange', 'yellow', 'blue'] as const;
export type Level = (typeof levelNames)[number];

export const measureClasses = [
  ...(['engineering', 'maintenance', 'training', 'protection', 'emergency'] as const),
] as const;
export type MeasureClass = (typeof measureClasses)[number];

export const frequencies = [
  ...(['shift', 'day', 'week', 'month', 'quarter', 'year', 'holiday', 'startup'] as const),
] as const;
export type Frequency = (typeof frequencies)[number];

export const ownerRoles = ['principal', 'safetyManager', 'teamLeader', 'worker'] as const;
export type OwnerRole = (typeof ownerRoles)[number];

export const methodNames = ['ls', 'lec'] as const;
export type MethodName = (typeof methodNames)[number];

/** Values of a method's factors as somebody chose them. */
export interface Factors {
  readonly likelihood?: number | null | undefined;
  readonly exposure?: number | null | undefined;
  readonly severity?: number | null | undefined;
}

/** Why a risk point is to be reviewed (复评): by the calendar, or because something happened. */
export const reviewCauses = ['yearly', 'change', 'incident'] as const;
export type ReviewCause = (typeof reviewCauses)[number];

export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** A text that the database can hold. */
export const plain = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\u0000'), {
      error: words('含有不能使用的字符', 'has a character that cannot be used'),
    });

/** A text that somebody has to write. */
export const written = (max: number) =>
  plain(max)
    .trim()
    .min(1, { error: words('必填', 'required') });

export const asOf = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: words('请写成 2026-06-30', 'write 2026-06-30') })
  .optional();

export const riskFilters = z.object({
  asOf,
  /** Part of the name of a point, or its id. */
  q: plain(100).optional(),
  level: z.enum(levelNames).optional(),
  /** To be reviewed: by the calendar, or after a change or an incident. */
  due: z.stringbool().optional(),
  /** Some measure is not in place. */
  open: z.stringbool().optional(),
  /** The division and all below it. */
  division: plain(20).optional(),
  line: z.enum(['chem', 'trade']).optional(),
  enterprise: plain(100).optional(),
  facility: plain(200).optional(),
});
export type RiskFilters = z.infer<typeof riskFilters>;

/** What is stated of an event (风险事件). */
export const eventBody = z.object({
  name: written(200),
  cause: plain(1000).nullable().default(null),
  consequence: plain(1000).nullable().default(null),
  method: z.enum(methodNames),
  likelihood: z.number(),
  exposure: z.number().nullable().default(null),
  severity: z.number(),
  /** A major risk whatever the working says. */
  direct: plain(60).nullable().default(null),
  residual: z.enum(levelNames).nullable().default(null),
});
export type EventBody = z.infer<typeof eventBody>;

/** What is stated of a measure (管控措施). */
export const measureBody = z.object({
  text: written(1000),
  class: z.enum(measureClasses),
  riskEvent: plain(200).nullable().default(null),
  checkEvery: z.enum(frequencies),
  ownerRole: z.enum(ownerRoles),
  owner: plain(200).nullable().default(null),
  place: plain(200).nullable().default(null),
});
export type MeasureBody = z.infer<typeof measureBody>;

const libraryEvent = z.strictObject({
  name: z.string(),
  cause: z.string(),
  consequence: z.string(),
  method: z.enum(methodNames),
  values: z.strictObject({
    likelihood: z.number(),
    exposure: z.number().optional(),
    severity: z.number(),
  }),
  measures: z
    .array(
      z.strictObject({
        class: z.enum(measureClasses),
        text: z.string(),
        checkEvery: z.enum(frequencies),
        ownerRole: z.enum(ownerRoles),
      }),
    )
    .min(1),
});

/** A typical unit (典型风险单元) to start from. */
export const libraryUnit = z.strictObject({
  id: z.string(),
  name: bilingual,
  line: z.enum(['chem', 'trade', 'both']),
  /** Kinds of facility that it fits; none: any. */
  kinds: z.array(z.string()),
  events: z.array(libraryEvent).min(1),
});
export type LibraryUnit = z.infer<typeof libraryUnit>;

export const libraryFile = z.strictObject({
  version: z.string(),
  /** Whose it is: the platform's own, not a standard. */
  source: bilingual,
  units: z.array(libraryUnit).min(1),
});
export type Library = z.infer<typeof libraryFile>;

/** Starter texts of post duties (岗位安全生产责任清单), by kind of post. */
export const postFile = z.strictObject({
  version: z.string(),
  source: bilingual,
  posts: z
    .array(z.strictObject({ id: z.string(), name: bilingual, duties: z.array(z.string()).min(1) }))
    .min(1),
});
export type PostStarter = z.infer<typeof postFile>;
