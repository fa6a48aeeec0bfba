import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay, parseDay } from '../../../kernel/calendar.ts';
import { notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import { FIRST_DAY } from '../../../law/plans/first-day.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';

export type Reader = Pick<Caller, 'user' | 'keys' | 'writeKeys' | 'roles'>;

/** The day that is looked at, and its last moment. */
export interface Seen {
  readonly day: Day;
  readonly text: string;
  readonly at: Date;
}

export function seenOn(city: LiveCity, asOf: string | undefined): Result<Seen, Refusal> {
  const today = city.today();
  const day = asOf === undefined ? ok(today) : parseDay(asOf);
  if (!day.ok || day.value < FIRST_DAY || day.value > today) {
    const span = [formatDay(FIRST_DAY), formatDay(today)];
    const message = {
      zh: `请选择 ${span.join(' 至 ')} 之间的日期`,
      en: `choose a day from ${span.join(' to ')}`,
    };
    return refuse({ code: 'bad-request', fields: [{ path: 'query.asOf', message }] });
  }
  const at = new Date(endOfDay(day.value));
  return ok({ day: day.value, text: formatDay(day.value), at });
}

export function definitionOf(city: LiveCity, type: string): RecordDefinition | null {
  return city.duties.types.get(type) ?? null;
}

export function knownType(city: LiveCity, type: string): RecordDefinition {
  return must(definitionOf(city, type), `the dictionary has the type '${type}'`);
}

export function readCursor(
  cursor: string | undefined,
  length: number,
): Result<readonly string[] | null, Refusal> {
  if (cursor === undefined) return ok(null);
  const parts = partsOfCursor(cursor, length);
  return parts ? ok(parts) : refuse(notACursor);
}
