import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay, parseDay } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { FIRST_DAY } from '../../../law/plans/first-day.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import type { CityFigures } from '../../overview/index.ts';

export type Reader = Pick<Caller, 'user' | 'keys' | 'writeKeys'>;

export interface BoardDeps {
  readonly city: () => LiveCity;
  readonly figures: () => CityFigures;
}

/** The day that is looked at, with its last moment. */
export interface Asked {
  readonly day: Day;
  readonly text: string;
  readonly at: Date;
}

export function dayAsked(city: LiveCity, asOf: string | undefined): Result<Asked, Refusal> {
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
  const { value } = day;
  return ok({ day: value, text: formatDay(value), at: new Date(endOfDay(value)) });
}

/** A clause and the day; `not-visible` where there is no such clause. */
export function clauseAsked(
  city: LiveCity,
  id: string,
  asOf: string | undefined,
): Result<{ readonly clause: Clause; readonly asked: Asked }, Refusal> {
  const asked = dayAsked(city, asOf);
  if (!asked.ok) return asked;
  const clause = city.clauses.find((each) => each.id === id);
  return clause ? ok({ clause, asked: asked.value }) : refuse({ code: 'not-visible' });
}
