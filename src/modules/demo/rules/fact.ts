import type { Day } from '../../../kernel/calendar.ts';
import { formatDay, parseDay } from '../../../kernel/calendar.ts';
import { hash32 } from './random.ts';

export type Value = string | number | boolean | null | readonly string[];
export type Attributes = Readonly<Record<string, Value>>;

/** One made-up fact; `by` marks all of them. */
export interface Fact {
  readonly id: string;
  readonly type: string;
  readonly record: string;
  readonly at: string;
  readonly set: Attributes;
  readonly by: 'synthetic';
  readonly retired?: true;
}

/** `step` tells the facts of one record apart. */
export function fact(
  type: string,
  record: string,
  at: string,
  set: Attributes,
  step: number | string = 0,
): Fact {
  return { id: `syn:${type}:${record}:${step}`, type, record, at, set, by: 'synthetic' };
}

export function retire(type: string, record: string, at: string, set: Attributes): Fact {
  return { ...fact(type, record, at, set, 99), retired: true };
}

const isoDays = new Map<number, string>();

/** `2024-03-01`; dates repeat, so each is written once. */
export function iso(day: number): string {
  let text = isoDays.get(day);
  if (text === undefined) {
    text = formatDay(day as Day);
    isoDays.set(day, text);
  }
  return text;
}

/** `2024-03-01T09:05:00+08:00`; minutes past 24 hours move to the next day. */
export function moment(day: number, minutes: number): string {
  const whole = Math.floor(minutes / 1440);
  const rest = minutes - whole * 1440;
  const hour = String(Math.floor(rest / 60)).padStart(2, '0');
  return `${iso(day + whole)}T${hour}:${String(rest % 60).padStart(2, '0')}:00+08:00`;
}

export function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

/** First day of the city's facts. */
export const FROM = day('2024-01-01');

/** A content hash of no content: 64 hexadecimal digits that follow from the key. */
export function fileHash(key: string): string {
  const digits = hash32(key).toString(16).padStart(8, '0');
  return `sha256:${'5a'.repeat(28)}${digits}`;
}
