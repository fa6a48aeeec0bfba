import type { Day } from '../../../kernel/calendar.ts';
import { parseDay } from '../../../kernel/calendar.ts';
import { parseDuration } from '../../../kernel/duration.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { ParameterDefinition } from '../model.ts';

/** A value of a parameter (参数) from a day on. */
export interface ParameterValue {
  readonly name: string;
  readonly value: unknown;
  /** First day on which it holds; null: always has. */
  readonly from: Day | null;
}

/**
 * Reads a parameter file: `{"name": value}`, `{"parameters": …}` or a list of
 * `{name, value, from?}`. Unknown names and values of the wrong type are refused by name.
 */
export function parseParameters(
  data: unknown,
  definitions: readonly ParameterDefinition[],
): Result<ParameterValue[], string> {
  const types = new Map(definitions.map((d) => [d.name, d.type]));
  const values: ParameterValue[] = [];
  for (const { name, value, from } of entries(data)) {
    const type = types.get(name);
    if (type === undefined) return refuse(`no parameter '${name}'; see plan list for the names`);
    const problem = misfit(type, value);
    if (problem) return refuse(`parameter ${name}: ${problem}`);
    const start = from === undefined ? ok(null) : parseDay(String(from));
    if (!start.ok) return refuse(`parameter ${name}: from: ${start.error}`);
    values.push({ name, value, from: start.value });
  }
  return ok(values);
}

interface Entry {
  readonly name: string;
  readonly value: unknown;
  readonly from?: unknown;
}

function entries(data: unknown): Entry[] {
  if (Array.isArray(data)) return data as Entry[];
  if (data === null || typeof data !== 'object') return [{ name: String(data), value: data }];
  const inner = (data as { parameters?: unknown }).parameters;
  if (inner !== undefined) return entries(inner);
  return Object.entries(data).map(([name, value]) => ({ name, value }));
}

/** What is wrong with a value of this type; null when nothing is. */
function misfit(type: string, value: unknown): string | null {
  if (type.startsWith('int')) return Number.isSafeInteger(value) ? null : 'must be a whole number';
  if (type === 'number') return typeof value === 'number' ? null : 'must be a number';
  if (type === 'share') {
    return typeof value === 'number' && value >= 0 && value <= 1
      ? null
      : 'must be a share from 0 to 1';
  }
  if (type === 'duration' || type === 'period') {
    const parsed = parseDuration(String(value));
    return parsed.ok ? null : parsed.error;
  }
  if (type === 'date') {
    const parsed = parseDay(String(value));
    return parsed.ok ? null : parsed.error;
  }
  if (type === 'list') return Array.isArray(value) ? null : 'must be a list';
  if (type.startsWith('choice')) {
    const choices = type
      .slice(type.indexOf(':') + 1)
      .split('|')
      .map((choice) => choice.trim());
    return choices.includes(String(value)) ? null : `must be one of ${choices.join(', ')}`;
  }
  return null;
}

/** The value in force on a day: the latest that begins on or before it. */
export function inForce(
  values: readonly ParameterValue[],
  definitions: readonly ParameterDefinition[],
  at: Day,
): Map<string, { type: string; value: unknown }> {
  const types = new Map(definitions.map((d) => [d.name, d.type]));
  const sorted = values.filter((v) => v.from === null || v.from <= at);
  sorted.sort(
    (a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY),
  );
  return new Map(
    sorted.map((v) => [v.name, { type: types.get(v.name) ?? 'text', value: v.value }]),
  );
}
