import type { Day } from '../../../kernel/calendar.ts';
import { dayOf, parseDay } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { lines } from '../../../law/roles.ts';

/** May a caller with these keys see all of a division, on every line? `chain`: it and those above. */
export function coversAll(keys: readonly string[], chain: readonly string[]): boolean {
  return lines.every((line) => chain.some((id) => keys.includes(`d:${id}:${line}`)));
}

/** Some of it, on one line at least. */
export function coversSome(keys: readonly string[], chain: readonly string[]): boolean {
  return lines.some((line) => chain.some((id) => keys.includes(`d:${id}:${line}`)));
}

const FIRST = dayOf(2024, 1, 1);

/** The day that the caller asks for: not before the plans, not after today. */
export function asOfDay(asOf: string | undefined, today: Day): Result<Day, Refusal> {
  if (asOf === undefined) return ok(today);
  const parsed = parseDay(asOf);
  if (parsed.ok && parsed.value >= FIRST && parsed.value <= today) return parsed;
  const message = {
    zh: '只能查看 2024-01-01 至今日的某一天',
    en: 'choose a day from 2024-01-01 until today',
  };
  return refuse({ code: 'bad-request', fields: [{ path: 'asOf', message }] });
}
