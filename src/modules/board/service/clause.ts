import type { ParamsOf, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading, rememberedOf, scopeKey } from '../../identity/index.ts';
import { dayBefore } from '../../overview/index.ts';
import type { EvaluatedClause } from '../../plan/index.ts';
import type { boardContract } from '../contract.ts';
import type { ClauseView, CountyRow, Place } from '../model.ts';
import { divisionNames, divisionsBelow } from '../store/facts.ts';
import type { Asked, BoardDeps, Reader } from './asked.ts';
import { clauseAsked } from './asked.ts';
import { figureOf, rowMaker } from './board.ts';
import { parametersFor, standardsFor, wordsOf } from './clause-words.ts';
import { lexiconOn } from './library.ts';

export interface ClauseCall {
  readonly params: ParamsOf<typeof boardContract.clause>;
  readonly query: QueryOf<typeof boardContract.clause>;
}

/** The division asked for with all below it; null: none was asked for. */
export interface Area {
  readonly place: Place;
  readonly below: readonly string[];
}

export async function areaAsked(
  city: LiveCity,
  caller: Reader,
  { at }: Asked,
  division: string | undefined,
): Promise<Result<Area | null, Refusal>> {
  if (division === undefined) return ok(null);
  return reading(city.web, caller, async (client) => {
    const below = await divisionsBelow(client, division, at);
    if (below.length === 0) return refuse({ code: 'not-visible' });
    const names = await divisionNames(client, at);
    return ok({ place: { id: division, name: names.get(division) ?? division }, below });
  });
}

/** One clause: the plan's words, how it is computed, and how it stands within the scope. */
export async function clauseOf(
  deps: BoardDeps,
  caller: Reader,
  { params, query }: ClauseCall,
): Promise<Result<ClauseView, Refusal>> {
  const city = deps.city();
  const found = clauseAsked(city, params.id, query.asOf);
  if (!found.ok) return found;
  const { clause, asked } = found.value;
  const area = await areaAsked(city, caller, asked, query.division);
  if (!area.ok) return area;
  const names = await reading(city.web, caller, (client) => divisionNames(client, asked.at));
  const now = await judged(deps, caller, clause, asked.day, area.value);
  const before = dayBefore(asked.day);
  const then = before < asked.day ? await judged(deps, caller, clause, before, area.value) : null;
  const { chains } = await city.duties.divisionsAt(asked.day);
  const lexicon = lexiconOn(city, asked, chains.get(query.division ?? '') ?? []);
  const row = rowMaker(city, asked, names)(clause, now, then?.value ?? null);
  const { id, quote, en, kind, measure, actors } = row;
  return ok({
    ...{ id, quote, en, kind, measure, actors },
    ...wordsOf(city, clause, lexicon),
    parameters: parametersFor(clause, lexicon),
    standards: standardsFor(clause, asked),
    asOf: asked.text,
    division: area.value?.place ?? null,
    figure: figureOf(now),
    before: row.before,
    trend: row.trend,
    counties: countiesOf(now, names),
  });
}

/** Duties of many periods and divisions are summed: some hundred milliseconds of a large city. */
const judgedOnes = rememberedOf<EvaluatedClause>(1_000);

/** The clause's figures on a day, in an area or in all of the caller's scope. */
async function judged(
  deps: BoardDeps,
  caller: Reader,
  clause: Clause,
  day: Asked['day'],
  area: Area | null,
): Promise<EvaluatedClause> {
  const city = deps.city();
  await city.counted(clause.id);
  const key = scopeKey(caller.keys, day, clause.id, area?.place.id ?? '');
  const revision = city.duties.revisionOf(city.duties.numberOf(clause.id));
  // A parameter may change how duties are judged, and none of them.
  const since = `${revision}.${city.moves}.${city.parameters.length}`;
  return judgedOnes(city).of(key, () => judge(deps, caller, clause, day, area), since);
}

async function judge(
  { city, figures }: BoardDeps,
  caller: Reader,
  clause: Clause,
  day: Asked['day'],
  area: Area | null,
): Promise<EvaluatedClause> {
  const { duties } = city();
  const no = duties.numberOf(clause.id);
  const tallies = (await figures().talliesAt(caller, day, no)).get(no) ?? [];
  const below = area && new Set<string | null>(area.below);
  const within = below ? tallies.filter(({ division }) => below.has(division)) : tallies;
  return duties.judgeClause(clause, day, within, await duties.divisionsAt(day));
}

function countiesOf(
  { byJurisdiction }: EvaluatedClause,
  names: ReadonlyMap<string, string>,
): CountyRow[] {
  return Object.entries(byJurisdiction)
    .map(([id, counts]) => {
      const { population = 0, met = 0, late = 0, pending = 0, overdue = 0, unknown = 0 } = counts;
      const name = names.get(id) ?? id;
      return { id, name, population, met, late, pending, overdue, unknown };
    })
    .sort((a, b) => b.overdue - a.overdue || (a.id < b.id ? -1 : 1));
}
