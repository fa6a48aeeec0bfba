import { z } from 'zod';
import { parseDay } from '../../kernel/calendar.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { nearestName } from '../../kernel/nearest-name.ts';
import type { Result } from '../../kernel/result.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { day, parameterName } from './condition.ts';

/** Parameters: what the plans leave open. Named, typed, owned, dated, per jurisdiction. */

export const parameterTypes = [
  'duration',
  'period',
  'share',
  'int',
  'number',
  'date',
  'text',
  'list',
  'mapping',
  'choice',
] as const;
export type ParameterType = (typeof parameterTypes)[number];

export type ParameterValue =
  | string
  | number
  | readonly string[]
  | Readonly<Record<string, readonly string[] | string | number>>;

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

export const parameterDefinition = z
  .strictObject({
    name: parameterName,
    type: z.enum(parameterTypes),
    /** What an integer counts: hours, days, year. */
    unit: z.string().optional(),
    /** The codes of a choice. */
    choices: z.array(z.string()).min(2).optional(),
    /** What the codes mean, for people. */
    choiceNames: z.record(z.string(), words).optional(),
    zh: z.string().min(1),
    en: z.string().min(1),
    /** Role that sets it. */
    owner: z.string(),
    /** Why the plan needs it. */
    reason: words,
  })
  .refine((file) => (file.type === 'choice') === (file.choices !== undefined), {
    path: ['choices'],
    message: 'belongs to a choice, and to nothing else',
  })
  .refine(
    ({ choices = [], choiceNames }) =>
      !choiceNames || choices.join() === Object.keys(choiceNames).join(),
    { path: ['choiceNames'], message: 'names every choice, in their order' },
  );

export type ParameterDefinition = z.infer<typeof parameterDefinition>;

export const parametersFile = z.strictObject({
  schema: z.literal('parameters/1'),
  parameters: z.array(parameterDefinition),
});

/** One value in time: holds from `from` on, in one division and those under it, or everywhere. */
export interface ParameterEntry {
  readonly name: string;
  /** Null takes back what the same place said before. */
  readonly value: ParameterValue | null;
  readonly from: string;
  readonly jurisdiction: string | null;
  readonly reason: { readonly zh: string; readonly en: string } | string | null;
  readonly by: string | null;
}

const value: z.ZodType<ParameterValue> = z.union([
  z.string(),
  z.number(),
  z.array(z.string()),
  z.record(z.string(), z.union([z.array(z.string()), z.string(), z.number()])),
]);

/** Code of a division (GB/T 2260), down to townships and villages. */
export const divisionCode = /^\d{6}(\d{3})?(\d{3})?$/;

export const parameterEntry: z.ZodType<ParameterEntry> = z.strictObject({
  name: parameterName,
  value: value.nullable(),
  from: day,
  jurisdiction: z.string().regex(divisionCode, 'is not a division code').nullable().default(null),
  reason: z
    .union([words, z.string().min(1)])
    .nullable()
    .default(null),
  by: z.string().nullable().default(null),
});

/** A profile is offered, never applied unasked: `chosen` says that somebody must pick it. */
export const parameterProfile = z.strictObject({
  schema: z.literal('parameter-profile/1'),
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  chosen: z.literal('explicitly'),
  notice: words,
  values: z.array(parameterEntry),
});
export type ParameterProfile = z.infer<typeof parameterProfile>;

const anyText = z.string().min(1);
const checks: Record<ParameterType, (given: unknown) => string | null> = {
  duration: (given) => duration(given),
  period: (given) => duration(given),
  share: (given) =>
    typeof given === 'number' && given >= 0 && given <= 1 ? null : 'needs a share from 0 to 1',
  int: (given) =>
    Number.isSafeInteger(given) && Number(given) >= 0 ? null : 'needs a whole number, 0 or more',
  number: (given) => (Number.isFinite(given) ? null : 'needs a number'),
  date: (given) =>
    typeof given === 'string' && parseDay(given).ok ? null : 'needs a date, YYYY-MM-DD',
  text: (given) => (anyText.safeParse(given).success ? null : 'needs a text'),
  list: (given) =>
    z.array(anyText).min(1).safeParse(given).success ? null : 'needs a list of texts, not empty',
  mapping: (given) =>
    typeof given === 'object' && given !== null && !Array.isArray(given)
      ? null
      : 'needs an object of keys and values',
  choice: () => null,
};

function duration(given: unknown): string | null {
  const parsed = typeof given === 'string' ? parseDuration(given) : null;
  if (!parsed?.ok) return 'needs an ISO 8601 duration such as P3M or PT24H';
  const { months, days, ms } = parsed.value;
  return months + days + ms > 0 ? null : 'needs a length above zero';
}

export function unknownName(name: string, names: Iterable<string>): string {
  const near = nearestName(name, names);
  return `no parameter has this name${near === null ? '' : `; the nearest is ${near}`}`;
}

/** Null when the value fits the definition, or takes one back; else what it needs. */
export function valueFault(definition: ParameterDefinition, given: unknown): string | null {
  if (given === null) return null;
  if (definition.type === 'choice') {
    const choices = definition.choices ?? [];
    return choices.includes(String(given)) ? null : `needs one of ${choices.join(', ')}`;
  }
  return checks[definition.type](given);
}

/** Values of a plain `{"name": value}` file hold from here on: before every plan's window. */
export const ALWAYS = '1949-10-01';

export interface ParameterFault {
  readonly name: string;
  readonly message: string;
}

/**
 * `{"name": value, …}`, `{"parameters": {…}}`, a list of entries, or a profile. Names that no
 * definition knows and values of the wrong type are refused by name.
 */
export function parseParameterFile(
  json: unknown,
  definitions: readonly ParameterDefinition[],
): Result<ParameterEntry[], ParameterFault[]> {
  const read = entriesOf(json);
  if (!read.ok) return read;
  const known = new Map(definitions.map((definition) => [definition.name, definition]));
  const faults: ParameterFault[] = [];
  for (const { name, value: given } of read.value) {
    const definition = known.get(name);
    const message = definition ? valueFault(definition, given) : unknownName(name, known.keys());
    if (message) faults.push({ name, message: `${name}: ${message}` });
  }
  return faults.length > 0 ? refuse(faults) : ok(read.value);
}

function entriesOf(json: unknown): Result<ParameterEntry[], ParameterFault[]> {
  if (Array.isArray(json)) return readEntries(json);
  if (typeof json !== 'object' || json === null) {
    return refuse([{ name: '', message: 'a parameter file is an object or a list of entries' }]);
  }
  if ('schema' in json && 'values' in json && Array.isArray(json.values)) {
    return readEntries(json.values);
  }
  if ('parameters' in json && Object.keys(json).length === 1) return entriesOf(json.parameters);
  const entries = Object.entries(json).map(([name, given]) => ({
    name,
    value: given,
    from: ALWAYS,
  }));
  return readEntries(entries);
}

function readEntries(list: readonly unknown[]): Result<ParameterEntry[], ParameterFault[]> {
  const entries: ParameterEntry[] = [];
  const faults: ParameterFault[] = [];
  for (const [index, file] of list.entries()) {
    const parsed = parameterEntry.safeParse(file);
    if (parsed.success) {
      entries.push(parsed.data);
      continue;
    }
    const name = nameOf(file) ?? `entry ${index + 1}`;
    for (const issue of parsed.error.issues) {
      const field = issue.path.map(String).join('.');
      faults.push({ name, message: `${name}: ${field} ${issue.message}`.trim() });
    }
  }
  return faults.length > 0 ? refuse(faults) : ok(entries);
}

function nameOf(file: unknown): string | null {
  if (typeof file !== 'object' || file === null || !('name' in file)) return null;
  return typeof file.name === 'string' ? file.name : null;
}
