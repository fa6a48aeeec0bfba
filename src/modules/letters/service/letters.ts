import { formatDay } from '../../../kernel/calendar.ts';
import { pageIn, placeAfter } from '../../../kernel/cursor.ts';
import type { QueryOf } from '../../../kernel/endpoint.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { dayAsked } from '../../tasks/index.ts';
import type { lettersContract } from '../contract.ts';
import { letterOrdersIn, letterPage } from '../store/letters.ts';
import { viewOf, wholeOf } from './views.ts';

export async function listLetters(
  city: LiveCity,
  caller: Caller,
  query: QueryOf<(typeof lettersContract)['letters']>,
) {
  const day = dayAsked(city, query.asOf);
  if (!day.ok) return day;
  const { box, kind = null, state = null, q, sort, limit } = query;
  const after = placeAfter(letterOrdersIn, sort, query.cursor);
  if (!after.ok) return after;
  const asOf = formatDay(day.value);
  const text = q === undefined || q.trim() === '' ? null : q.trim();
  const rows = await reading(city.web, caller, (client) =>
    letterPage(client, { box, kind, state, text, asOf, sort, after: after.value }, limit + 1),
  );
  const { shown, next } = pageIn(sort, rows, limit);
  return ok({ rows: shown.map(viewOf), next, asOf });
}

export async function oneLetter(city: LiveCity, caller: Caller, id: string) {
  const whole = await reading(city.web, caller, (client) => wholeOf(client, city, caller, id));
  return whole ? ok(whole) : refuse({ code: 'not-visible' });
}
