import { formatDay } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import { FIRST_DAY } from '../../../law/plans/first-day.ts';
import { reading, rememberedOf, scopeKey } from '../../identity/index.ts';
import type { Tally } from '../../plan/index.ts';
import type { FigureRow } from '../model.ts';
import { monthEnds } from '../rules/trend.ts';
import type { Stretch } from '../store/clause-trend.ts';
import { stretchesOf } from '../store/clause-trend.ts';
import type { BoardDeps, Reader } from './asked.ts';
import { clauseAsked } from './asked.ts';
import { figureOf } from './board.ts';
import type { ClauseCall } from './clause.ts';
import { areaAsked } from './clause.ts';

export interface Trend {
  readonly asOf: string;
  readonly points: (FigureRow & { readonly day: string })[];
}

/** Each passes over all that was ever owed under a clause. */
const histories = rememberedOf<Stretch[]>(300);

/** A clause's figures at every month's end since the plans began, and on the day itself. */
export async function trendOfClause(
  { city: open }: BoardDeps,
  caller: Reader,
  { params, query }: ClauseCall,
): Promise<Result<Trend, Refusal>> {
  const city = open();
  const found = clauseAsked(city, params.id, query.asOf);
  if (!found.ok) return found;
  const { clause, asked } = found.value;
  const area = await areaAsked(city, caller, asked, query.division);
  if (!area.ok) return area;
  const days = monthEnds(FIRST_DAY, asked.day);
  const { duties } = city;
  await city.counted(clause.id);
  const counted = { no: duties.numberOf(clause.id), type: clause.subject.selector.entity };
  const below = area.value?.below ?? null;
  const stretches = await histories(city).of(
    scopeKey(caller.keys, counted.no, asked.day, JSON.stringify(below)),
    () => reading(city.web, caller, (client) => stretchesOf(client, counted, days, below)),
    `${duties.revisionOf(counted.no)} ${city.moves}`,
  );
  const points = days.map((day, index) => ({
    day: formatDay(day),
    ...figureOf(duties.judgeClause(clause, day, talliesOn(stretches, index))),
  }));
  return ok({ asOf: asked.text, points });
}

function talliesOn(stretches: readonly Stretch[], index: number): Tally[] {
  return stretches
    .filter(({ first, end }) => first <= index && index < end)
    .map(({ period, due, status, count }) => ({
      ...{ period, due, status, count },
      running: false,
      division: null,
    }));
}
