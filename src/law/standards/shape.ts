import { z } from 'zod';
import { parseDay } from '../../kernel/calendar.ts';

/** Words in which `shapes/` writes down what a standards file may hold. Unknown keys are refused. */

export const text = z.string();
export const num = z.number();
export const int = z.int();
export const flag = z.boolean();
export const day = z.string().refine((value) => parseDay(value).ok, 'is not a day of the calendar');
export const list = z.array;
export const obj = z.strictObject;
/** Keys are names or numbers of the standard, not fields. */
export const map = <T extends z.ZodType>(value: T) => z.record(text, value);
export const either = <T extends readonly [z.ZodType, z.ZodType, ...z.ZodType[]]>(...all: T) =>
  z.union(all);

/**
 * How far something was checked (可信度), a remark may follow: `verified` against independent
 * copies, `recalled` from practice or memory only, and what the file itself works out from those.
 */
export const grade = z
  .string()
  .regex(
    /^(verified|recalled|mixed|derived|inferred|computed|unknown)/,
    'begins with no grade: verified, recalled, mixed, derived, inferred, computed, unknown',
  );

/** What every file says of itself, and where it has its figures from. */
const envelope = obj({
  standard: text,
  title: text,
  issued: day.optional(),
  effective: day.optional(),
  replaces: text.optional(),
  repeals: text.optional(),
  validity: text.optional(),
  source: list(either(text, obj({ ref: text, covers: text }))).min(1),
  confidence: z.enum(['verified', 'mixed', 'recalled']),
  confidenceDetail: map(text).optional(),
  notes: list(text),
});

export function standardFile<T extends z.ZodRawShape>(content: T) {
  return envelope.extend(content);
}
