import { formatDay } from '../../../kernel/calendar.ts';
import { cursorOf, momentOfCursor, notACursor } from '../../../kernel/cursor.ts';
import type { QueryOf } from '../../../kernel/endpoint.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { dayAsked } from '../../tasks/index.ts';
import type { lettersContract } from '../contract.ts';
import { letterPage } from '../store/letters.ts';
import { viewOf, wholeOf } from './views.ts';

export async function listLetters(
  city: LiveCity,
  caller: Caller,
  query: QueryOf<(typeof lettersContract)['letters']>,
) {
  const day = dayAsked(city, query.asOf);
  if (!day.ok) return day;
  const before = query.cursor === undefined ? null : momentOfCursor(query.cursor);
  if (query.cursor !== undefined && before === null) return refuse(notACursor);
  const { box, kind = null, state = null, q, limit } = query;
  const asOf = formatDay(day.value);
  const text = q === undefined || q.trim() === '' ? null : q.trim();
  const rows = await reading(city.web, caller, (client) =>
    letterPage(client, { box, kind, state, text, asOf, before }, limit + 1),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return ok({
    rows: shown.map(viewOf),
    next: last ? cursorOf([last.made_at.toISOString(), last.id]) : null,
    asOf,
  });
}

export async function oneLetter(city: LiveCity, caller: Caller, id: string) {
  const whole = await reading(city.web, caller, (client) => wholeOf(client, city, caller, id));
  return whole ? ok(whole) : refuse({ code: 'not-visible' });
}
