import type { z } from 'zod';
import type { Bilingual } from '../../kernel/endpoint.ts';
import { bothWords } from '../../kernel/endpoint.ts';
import type { ApiProblem } from '../api/problem.ts';

export type FieldValue = string | number | boolean | null;
export type Values = Readonly<Record<string, FieldValue>>;

/** What to mend, field by field; `''`: the form as a whole. */
export type Faults = Readonly<Record<string, Bilingual>>;

export interface Checked {
  readonly name: string;
  readonly required?: boolean;
}

export const MISSING: Bilingual = { zh: '此项必填', en: 'Fill this in' };

/** Stands in a field of files while something is on its way. */
export const UNSENT = '::unsent::';
const STILL_SENDING: Bilingual = {
  zh: '有文件还没有传完：请稍候，或重试、移除',
  en: 'Something is not sent yet: wait, try again, or take it out',
};

/** The values of a field that holds several. */
export const valuesIn = (value: string): readonly string[] =>
  value
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The files of a field, by their ids. */
export const filesIn = (value: FieldValue | undefined): readonly string[] =>
  typeof value === 'string' ? value.split(',').filter((id) => id !== '' && id !== UNSENT) : [];

const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || value === '';

/** What the form itself sees: required fields, then the contract's own schema. */
export function faultsOf(
  fields: readonly Checked[],
  values: Values,
  schema: z.ZodType | null,
): Faults {
  const faults: Record<string, Bilingual> = {};
  const issues = schema?.safeParse(values).error?.issues ?? [];
  for (const { path, message } of issues) {
    const name = String(path[0] ?? '');
    faults[name] ??= bothWords(message) ?? { zh: message, en: message };
  }
  for (const { name, required } of fields) {
    const value = values[name];
    if (required && isEmpty(value)) faults[name] = MISSING;
    if (typeof value === 'string' && value.includes(UNSENT)) faults[name] = STILL_SENDING;
  }
  return faults;
}

/** What the server refused, at its fields; what fits no field stands above the form. */
export function faultsFrom(problem: ApiProblem, names: readonly string[], prefix: string): Faults {
  const faults: Record<string, Bilingual> = {};
  for (const { path, message } of problem.fields) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    faults[names.includes(name) ? name : ''] ??= message;
  }
  if (Object.keys(faults).length === 0) faults[''] = problem.detail ?? problem.title;
  return faults;
}

/** The fields whose value was changed. */
export function changed(initial: Values, values: Values): readonly string[] {
  return Object.keys(values).filter(
    (name) =>
      (values[name] ?? null) !== (initial[name] ?? null) && !bothEmpty(initial, values, name),
  );
}

const bothEmpty = (a: Values, b: Values, name: string): boolean =>
  isEmpty(a[name]) && isEmpty(b[name]);

const keyOf = (name: string): string => `zhiben.draft.${name}`;

/** What was written and not submitted; null: nothing. Gone when the tab is closed. */
export function keptDraft(name: string, names: readonly string[]): Values | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(name)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    const known = Object.entries(kept).filter(
      ([key, value]) => names.includes(key) && (value === null || typeof value !== 'object'),
    );
    return known.length === 0 ? null : (Object.fromEntries(known) as Values);
  } catch {
    return null;
  }
}

export function keepDraft(name: string, draft: Values | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // Without a place to keep it the draft lives as long as the page.
  }
}
